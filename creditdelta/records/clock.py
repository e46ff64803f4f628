"""How long is a record public, and from when may its repair be asked for? One clock for each record.

Clause  S31, S2. The gate's own terms (records/publishing.py), with rule and ground of each.
Data    rulebook/publication; the calendar.
Pure    no clock of the machine, no table.
"""

from collections.abc import Callable
from datetime import date
from typing import Literal, NamedTuple

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


class Hand(NamedTuple):
    """One day of the clock and why: a term after a day by a rule, or a column of the record itself.

    `row` and `within` are empty where the record's own column says the day. `counted` holds the days a
    term of working days left out, and whether a year on the way has no calendar of days off yet.
    """

    on: date
    cause: Cause
    start: date | None = None
    term: str = ""
    row: Period | QueryEnd | Deadline | None = None
    within: Publication | None = None
    column: str = ""
    counted: Due | None = None

    @property
    def rule(self) -> str:
        """Which row of the rulebook, "" for none."""
        return "" if self.row is None or self.within is None else rule_id(self.within, self.row)

    @property
    def basis(self) -> Basis | None:
        """The ground of that row."""
        return self.row.basis if self.row else None


class Clock(NamedTuple):
    """The days of one record. `ends`: every day that ends its publicity, the earliest counts.

    `counted_from`: the day the terms begin; `period`: the class it is published in. A record that is not
    adverse has no repair and no end. `ends_first`: it is no longer public on the day from which repair
    could be asked for, so `repair` is empty although a rule names that day.
    """

    adverse: bool
    counted_from: date | None
    period: Period | None
    repair: Hand | None
    ends: tuple[Hand, ...]
    ends_first: bool = False

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
    begin = counted_from(said)
    if standard.nature != "adverse":
        return Clock(False, begin, None, None, ())
    rule = rules.publications[standard.publication]
    period = period_of(rule, said, standard)
    ends = [
        _hand(rule, limit.row, limit.start, limit.term, _CAUSES[type(limit.row)], reckon)
        for limit in limits(said, period, rule, day)
        if limit.start is not None
    ]
    role = standard.role
    for stated, column in (
        (said.ends_on, role.ends),
        (said.publicity_ends_on, role.publicity_ends),
    ):
        if stated is not None:
            ends.append(Hand(stated, "stated", column=column))
    if len(ends) > 1:
        ends.sort(key=_first)
    repair = None
    if period is not None and period.minimum and begin is not None:
        repair = _hand(rule, period, begin, period.minimum, "minimum", reckon)
    if repair is not None and ends and repair.on > ends[0].on:
        return Clock(True, begin, period, None, tuple(ends), ends_first=True)
    return Clock(True, begin, period, repair, tuple(ends))


def listed_clock(
    rule: Publication, decided: date, begin: date, until: date, reckon: Reckon
) -> Clock:
    """The clock of an entry in a black list: the first period of its rule of publication counts."""
    period = next((row for row in rule.periods_on(decided) if row.usual), None)
    repair = None
    if period is not None and period.minimum:
        repair = _hand(rule, period, begin, period.minimum, "minimum", reckon)
    ends = (Hand(until, "stated"),)
    if repair is not None and repair.on > until:
        return Clock(True, begin, period, None, ends, ends_first=True)
    return Clock(True, begin, period, repair, ends)


def _first(hand: Hand) -> tuple[date, str]:
    return hand.on, hand.cause


def deadline(said: Statement, rules: Rules, reckon: Reckon) -> Hand | None:
    """By which day the record had to be public."""
    rule = rules.publications[rules.standards[said.standard].publication]
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
    return Hand(found.date, cause, start, term, row, rule, "", found)


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
