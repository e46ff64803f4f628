"""How long is a record public, and from when may its repair be asked for? One clock for each record.

Clause  S31, S2. The gate's own terms (records/publishing.py), with rule and ground of each.
Data    rulebook/publication; the calendar.
Pure    no clock of the machine, no table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from creditdelta.kernel.days import Calendar, Due
from creditdelta.kernel.terms import due_after, step
from creditdelta.records.publishing import Rules, counted_from, limits, period_of
from creditdelta.records.rules import Statement
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.publication import (
    Deadline,
    Period,
    Publication,
    PublicationRow,
    QueryEnd,
    Viewers,
)

Cause = Literal["stated", "period", "query", "deadline", "minimum"]
_KEYS: dict[type, str] = {
    Period: "periods",
    QueryEnd: "query_ends",
    Deadline: "deadlines",
    Viewers: "viewers",
}
_CAUSES: dict[type, Cause] = {Period: "period", QueryEnd: "query"}


@dataclass(frozen=True, slots=True)
class Hand:
    """One day of the clock and why: a term after a day by a rule, or a column of the record itself.

    `rule` and `basis` are empty where the record's own column says the day. `skipped`: days a term of
    working days left out; `provisional`: a year on the way has no calendar of days off yet.
    """

    on: date
    cause: Cause
    start: date | None = None
    term: str = ""
    rule: str = ""
    basis: Basis | None = None
    column: str = ""
    skipped: tuple[date, ...] = ()
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """The days of one record. `ends`: every day that ends its publicity, the earliest counts.

    `counted_from`: the day the terms begin; `period`: the class it is published in; `due`: by when it
    had to be public. A record that is not adverse has no repair and no end.
    """

    adverse: bool
    counted_from: date | None
    period: Period | None
    due: Hand | None
    repair: Hand | None
    ends: tuple[Hand, ...]

    @property
    def end(self) -> Hand | None:
        """What ends its publicity; the day itself is still public."""
        return self.ends[0] if self.ends else None


Reckon = Callable[[date, str], Due]


def reckoner(calendar: Calendar) -> Reckon:
    """How a term is counted; each pair of day and term is counted once."""
    known: dict[tuple[date, str], Due] = {}

    def reckon(start: date, term: str) -> Due:
        found = known.get((start, term))
        if found is None:
            found = known[start, term] = due_after(start, (step(term),), calendar)
        return found

    return reckon


def clock(said: Statement, rules: Rules, day: date, reckon: Reckon) -> Clock:
    """The clock of a record as the rules stood on its day of decision; `day`: of reading.

    A standard with a column of severity needs the statement with its content.
    """
    standard = rules.standards[said.standard]
    rule = rules.publications[standard.publication]
    begin = counted_from(said)
    due = _due(said, rule, reckon)
    if standard.nature != "adverse":
        return Clock(False, begin, None, due, None, ())
    period = period_of(rule, said, standard)
    repair = None
    if period is not None and period.minimum and begin is not None:
        repair = _hand(rule, period, begin, period.minimum, "minimum", reckon)
    ends = [
        _hand(rule, limit.row, limit.start, limit.term, _CAUSES[type(limit.row)], reckon)
        for limit in limits(said, period, rule, day)
        if limit.start is not None
    ]
    if said.ends_on is not None:
        ends.append(Hand(said.ends_on, "stated", column=standard.role.ends))
    ends.sort(key=lambda hand: (hand.on, hand.cause))
    if repair is not None and ends and repair.on > ends[0].on:
        repair = None  # it is over before anybody need ask
    return Clock(True, begin, period, due, repair, tuple(ends))


def _due(said: Statement, rule: Publication, reckon: Reckon) -> Hand | None:
    begin = said.happened_on or counted_from(said)
    for row in rule.deadlines:
        start = begin if row.start in ("happened", "conduct_ended") else said.decided_on
        if start is not None and in_force(row, start):
            return _hand(rule, row, start, row.term, "deadline", reckon)
    return None


def _hand(
    rule: Publication, row: Period | QueryEnd | Deadline, start: date, term: str, cause: Cause,
    reckon: Reckon,
) -> Hand:  # fmt: skip
    found = reckon(start, term)
    return Hand(
        found.date, cause, start, term, rule_id(rule, row), row.basis,
        skipped=found.skipped, provisional=found.provisional,
    )  # fmt: skip


def rule_id(rule: Publication, row: PublicationRow) -> str:
    """Which row of the rulebook: publication/penalty/periods/general/2026-04-01."""
    parts = ("publication", rule.name, _KEYS[type(row)], _about(row), row.since.isoformat())
    return "/".join(filter(None, parts))


def _about(row: PublicationRow) -> str:
    if isinstance(row, Period):
        return row.name
    if isinstance(row, QueryEnd):
        return row.region
    return row.about if isinstance(row, Viewers) else ""
