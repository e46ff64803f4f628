"""What does a month's report of a reporter or a province say, and does it still say the same?

Clause  S4, S31.
Data    rulebook/quality

Everything in it follows from the events before a sealed number, so anybody who holds the journal makes the
same bytes again. What counts after a month was closed never changes an edition: it makes another one.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from creditdelta.journal.queries import head
from creditdelta.kernel import canonical
from creditdelta.kernel.days import add_months, add_working_days
from creditdelta.quality.costs import HALF, NINETY, added, rank
from creditdelta.quality.history import Exchange, exchanges
from creditdelta.quality.rules import CLOSED, NAMES, Counts, counts, last_day, share
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.quality import SHARE, measures, window_on
from creditdelta.rulebook.reporters import office_of

FORM = "credit-delta quality report 1"
MARKET = "market"
Told = dict[str, Any]  # what `canonical.dumps` writes: texts, whole numbers, lists, objects


class NothingSealed(ValueError):
    """The journal has no event of that number yet."""


@dataclass(frozen=True, slots=True)
class About:
    """Whose report: of one office, or of a whole province."""

    region: str
    office: Office | None = None

    @property
    def name(self) -> tuple[str, str]:
        """What it is called, in both languages."""
        label = self.office.label if self.office else PROVINCES[self.region]
        return label.zh, label.en


def report(about: About, month: str, until: int | None = None) -> Told:
    """The report of a month (2026-03) by the first `until` sealed events; None: by all of them."""
    sealed = head().size
    upto = sealed if until is None else until
    if not 0 <= upto <= sealed:
        raise NothingSealed(upto)
    mine = [one for one in exchanges(about.region, month, upto) if _is_of(one, about)]
    zh, en = about.name
    return {
        "form": FORM,
        "region": about.region,
        "office": about.office.id if about.office else "",
        "name": {"zh": zh, "en": en},
        "month": month,
        "until": upto,
        "pending": sum(one.state in ("open", "held") for one in mine),
        "editions": [*_editions(mine, month)],
        "reporters": [] if about.office else _reporters(mine, about.region),
        "standards": _by(mine, lambda one: one.standard),
        "faults": _faults(mine),
        "exchange": _cost(mine),
    }


def written(told: Told) -> bytes:
    """The report as canonical JSON: the same bytes wherever the same journal lies."""
    return canonical.dumps(told)


def closes_on(month: str, later: int = 0) -> date:
    """The last day that counts for a month's first edition; `later`: for that so many months after."""
    first = date.fromisoformat(f"{month}-01")
    last = last_day(f"{add_months(first, later):%Y-%m}")
    return add_working_days(last, window_on(first).closing_days, calendar()).date


def edition_of(counted_on: date, month: str) -> int:
    """How many closings a month had seen when something counted; 0: it belongs to the first edition."""
    later = 0
    while counted_on > closes_on(month, later):
        later += 1
    return later


def _editions(mine: Sequence[Exchange], month: str) -> Iterable[Told]:
    """The first edition, and one for each later closing before which something more counted."""
    placed: dict[int, list[Exchange]] = defaultdict(list)
    for one in mine:
        if one.counted_on is not None:
            placed[edition_of(one.counted_on, month)].append(one)
    so_far: list[Exchange] = []
    for number, later in enumerate(sorted({0, *placed}), 1):
        so_far += placed[later]
        yield {
            "edition": number,
            "closed_on": closes_on(month, later).isoformat(),
            "added": [one.number for one in placed[later]],
            **_figures(so_far, month),
        }


def _figures(of: Iterable[Exchange], month: str) -> Told:
    found = counts(one.sent() for one in of)
    known = measures(date.fromisoformat(f"{month}-01")).values()
    return {
        "counts": _plain(found),
        "measures": [
            {"id": one.id, "numerator": found[one.numerator], "denominator": found[one.denominator],
             "per_million": share(found[one.numerator], found[one.denominator])}
            for one in known if one.unit == SHARE
        ],
    }  # fmt: skip


def _plain(found: Counts) -> Told:
    return {name: found[name] for name in NAMES}


def _is_of(one: Exchange, about: About) -> bool:
    if about.office is None:
        return True
    return one.source in (*about.office.sources, about.office.id)


def _reporters(mine: Iterable[Exchange], region: str) -> list[Told]:
    """By office; market reporters are firms and stand together."""

    def whose(one: Exchange) -> str:
        found = office_of(region, one.source, date.fromisoformat(f"{one.month}-01"))
        if found is None:
            return one.source
        return MARKET if found.market else found.id

    return _by(mine, whose)


def _by(mine: Iterable[Exchange], key: Callable[[Exchange], str]) -> list[Told]:
    placed: dict[str, list[Exchange]] = defaultdict(list)
    for one in mine:
        if one.standard:
            placed[key(one)].append(one)
    return [
        {"id": name, "counts": _plain(counts(one.sent() for one in placed[name]))}
        for name in sorted(placed)
    ]


def _cost(mine: Iterable[Exchange]) -> Told:
    found = added(one.cost for one in mine if one.cost is not None)
    return {
        "files": found.files,
        "rows": found.rows,
        "bytes": found.byte_count,
        "machine_ms": found.machine_ms,
        "machine_ms_per_thousand_rows": found.ms_of_thousand,
        "waited_seconds": {"median": rank(found.waits, HALF), "p90": rank(found.waits, NINETY)},
        "delay_working_days": {
            "rows": found.delays.total(),
            "median": rank(found.delays, HALF),
            "p90": rank(found.delays, NINETY),
        },
        "doors": dict(sorted(found.doors.items())),
    }


def _faults(mine: Iterable[Exchange]) -> list[Told]:
    found: Counter[str] = Counter()
    for one in mine:
        if one.state == CLOSED and not one.repeated:
            found.update(one.findings)
    listed = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return [{"code": code, "count": count} for code, count in listed if count]
