"""Until when do documents carry what was decided by them? What their ends say, followed to the last.

Clause  S8, S11; architecture idea 5: ending or replacing a document states what becomes of what rests on it.
Data    rulebook/instruments (`until`, `successor`, `transitions`)

>>> from creditdelta.rulebook.calendars import calendar
>>> last_day("order-44-2021", "any", Decided(date(2022, 1, 1), date(2025, 1, 1)), calendar())
datetime.date(2025, 1, 1)
>>> last_day("tourism-2019", "any", Decided(date(2022, 1, 1), date(2025, 1, 1)), calendar()) is None
True
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from creditdelta.kernel.days import Calendar
from creditdelta.kernel.terms import due_after, step
from creditdelta.rulebook.instruments import (
    OF_LAW,
    Instrument,
    Transition,
    instruments,
    lawful,
    on_day,
)


@dataclass(frozen=True, slots=True)
class Decided:
    """When something was decided, and the last day of its own term. `adverse`: it needs a ground of law.

    `at`: the division of the office that decided; a document carries nothing where it does not hold.
    "": no place is asked for.
    """

    on: date
    until: date
    adverse: bool = True
    at: str = ""


def last_day(
    id: str, about: str, decided: Decided, by: Calendar, root: Path | None = None, *,
    allow_fictional: bool = False,
) -> date | None:  # fmt: skip
    """The last day on which `id` (`id#clause`) carries a decision; None: it never did.

    `about`: the list or measure decided on. What is not adverse needs a document in force, no more.
    """
    known = instruments(root, allow_fictional=allow_fictional)
    walk = _Walk(known, about, by, root, allow_fictional)
    if not decided.adverse:
        found = on_day(id, decided.on, root, allow_fictional=allow_fictional, at=decided.at)
        return walk.end_of(found, decided, set()) if found else None
    return walk.carried(id, decided, set())


@dataclass(frozen=True, slots=True)
class _Walk:
    known: Mapping[str, Instrument]
    about: str
    by: Calendar
    root: Path | None
    allow_fictional: bool

    def carried(self, id: str, decided: Decided, seen: set[str]) -> date | None:
        """As long as the document itself lasts, and one of those it rests on."""
        if not self.lawful(id, decided):
            return None
        one = self.known[id.partition("#")[0]]
        own = self.end_of(one, decided, seen | {one.id})
        if one.kind in OF_LAW:
            return own
        above = [self.carried(other, decided, seen | {one.id}) for other in one.rests_on]
        return min(own, max(day for day in above if day is not None))

    def end_of(self, one: Instrument, decided: Decided, seen: set[str]) -> date:
        """The last day by the document's own end, or by what its successor says."""
        if one.until is None or one.until >= decided.until:
            return decided.until
        row = _transition(one, self.about)
        if row.manner == "continue":
            return decided.until
        if row.manner == "shorten":
            return min(decided.until, due_after(one.until, (step(row.term),), self.by).date)
        if row.manner == "convert" and one.successor not in seen:
            after = self.known[one.successor]
            going_on = replace(decided, on=after.since)
            if decided.adverse:
                return self.carried(after.id, going_on, seen) or one.until
            if not decided.at or after.holds_in(decided.at):
                return self.end_of(after, going_on, seen | {after.id})
        return one.until

    def lawful(self, id: str, decided: Decided) -> bool:
        return lawful(
            id, decided.on, self.root, allow_fictional=self.allow_fictional, at=decided.at
        )


def _transition(one: Instrument, about: str) -> Transition:
    rows = {row.about: row for row in one.transitions}
    return rows.get(about) or rows["*"]
