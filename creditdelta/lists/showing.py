"""Which entries may be shown to whom, and what has changed in a list between two days?

Clause  S36, S37; architecture "one gate to the public".
Data    rulebook/publication, by the rule that the list names

An entry that has ended is told by its id and nothing else.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from creditdelta.lists.queries import (
    entries_confirmed,
    entries_in,
    entries_of,
    standings,
    taken,
)
from creditdelta.lists.rules import Entry, Lacking, Standing, Taken, in_force_on, lacking
from creditdelta.records.publishing import about, masked
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.listings import Listing, listing_on
from creditdelta.rulebook.publication import publications
from creditdelta.subjects.queries import codes_of, portraits_of

Way = Literal["in", "out"]
SPAN, LONGEST_SPAN = 30, 400  # days of changes: where nobody says from when, and at most
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry in force, with the organisation it is about."""

    entry: Entry
    listing: Listing
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Change:
    """An entry came into force on a day, or was in force no more; `shown`: where it may be shown now."""

    on: date
    way: Way
    id: bytes
    shown: Shown | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A stretch of days, and why it cannot be shown; "" where it can."""

    first: date
    last: date
    wrong: Literal["", "order", "long"]


def shown_in(list_: str, day: date) -> list[Shown]:
    """What everybody may see of a list on a day, the latest entry first."""
    return _visible(entries_in(list_), day, exact=False)


def shown_of(ref: bytes, day: date) -> list[Shown]:
    """What may be seen of an organisation by whoever asks for it by its code."""
    return _visible(entries_of(ref), day, exact=True)


def shown(entry: Entry, day: date, *, exact: bool = False) -> Shown | None:
    """One entry, where it may be shown."""
    return next(iter(_visible([entry], day, exact=exact)), None)


def named(entries: Sequence[Entry]) -> list[Shown]:
    """Entries with their organisations, for officers and for the organisation itself."""
    refs = sorted({one.ref for one in entries})
    codes, portraits = codes_of(refs), portraits_of(refs)
    names = {ref: masked([one.name])[0] for ref, one in portraits.items()}
    return [
        Shown(
            one,
            listing_on(one.list, one.rule),
            codes[one.ref][1] if one.ref in codes else "",
            names.get(one.ref, ""),
        )
        for one in entries
    ]


def judged(entries: Sequence[Entry], day: date) -> list[tuple[Shown, Lacking]]:
    """The same with why each is not in force on a day."""
    resting = standings(entries)
    return [(one, lacking(one.entry, day, resting[one.entry.id])) for one in named(entries)]


def days_asked(since: date | None, until: date | None, today: date) -> Asked:
    """The stretch of days for which somebody wants changes; what is left out is filled in."""
    last = until or today
    first = since or last - timedelta(days=SPAN)
    if (last - first).days > LONGEST_SPAN:
        return Asked(first, last, "long")
    return Asked(first, last, "" if first <= last <= today else "order")


def changes(list_: str, first: date, last: date) -> list[Change]:
    """What came into force or was in force no more after `first` until `last`, the latest first."""
    entries = entries_in(list_)
    resting, steps = standings(entries), taken([one.id for one in entries])
    found = [
        (one, on, way)
        for one in entries
        for on, way in _turns(one, steps[one.id], resting[one.id], first, last)
    ]
    seen = {one.entry.id: one for one in _visible([one for one, _, _ in found], last, exact=False)}
    told = [
        Change(on, way, one.id, seen.get(one.id) if way == "in" else None) for one, on, way in found
    ]
    return sorted(told, key=lambda one: (one.on, one.id), reverse=True)


def _turns(
    one: Entry, steps: Sequence[Taken], standing: Standing, first: date, last: date
) -> Iterator[tuple[date, Way]]:
    """The days after `first` until `last` on which an entry begins or ceases to be in force."""
    ends = (one.until, standing.lasts, standing.kept_until)
    days = {step.on for step in steps} | {day + _DAY for day in ends if day is not None}
    days |= {day for day in (one.since, standing.fallen_on) if day is not None}
    for day in sorted(day for day in days if first < day <= last):
        now = in_force_on(one, steps, day, standing)
        if now != in_force_on(one, steps, day - _DAY, standing):
            yield day, "in" if now else "out"


def _visible(entries: Sequence[Entry], day: date, *, exact: bool) -> list[Shown]:
    resting = standings(entries)
    counting = [one for one in entries if not lacking(one, day, resting[one.id])]
    return [one for one in named(counting) if _may_see(one, day, exact=exact)]


def _may_see(one: Shown, day: date, *, exact: bool) -> bool:
    """By the list's rule of publication: everybody, whoever asks by the code, or nobody."""
    rows = publications()[one.listing.publication].viewers
    whom = about(one.code)
    row = next((row for row in rows if row.about == whom and in_force(row, day)), None)
    return row is not None and (row.who == "everybody" or (row.who == "exact_code" and exact))


def counts(lists: Iterable[str], day: date) -> dict[str, int]:
    """How many entries of each list everybody may see; as many statements as for one list."""
    tally = Counter(one.entry.list for one in _visible(entries_confirmed(), day, exact=False))
    return {one: tally[one] for one in lists}
