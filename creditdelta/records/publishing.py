"""The one gate: may this record be shown today, to this viewer, and which of its cells?

Clause  S2, S31, S70; architecture "one gate to the public".
Data    rulebook/publication (who sees, how long), the privacy of each column of a standard.
Pure    no clock, no table. The class of severity is the standard's own column where it has one;
        where nobody says it, the general one. Periods are those in force on the day of decision.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

import numpy as np

from creditdelta.kernel.days import Calendar
from creditdelta.kernel.terms import due_after, step
from creditdelta.pipeline.ledger_rows import BETWEEN
from creditdelta.pipeline.personal_numbers import personal_numbers
from creditdelta.records.rules import Record, Statement
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.publication import (
    About,
    Period,
    Publication,
    QueryEnd,
    Viewers,
    publications,
)
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Standard
from creditdelta.subjects.rules import SOLE_TRADER, province_of

Kind = Literal["public", "self", "officer"]
Why = Literal[
    "",  # shown
    "waiting",
    "closed",
    "nobody",
    "exact_code",
    "ended",
    "publicity_ended",
    "period_over",
    "not_usual",
    "undated",
    "query_ended",
]
GENERAL = "general"
MASK = "***"
_SEEN_BY: dict[Kind, frozenset[str]] = {
    "public": frozenset({"public"}),
    "self": frozenset({"public", "internal", "person_name"}),
    "officer": frozenset({"public", "internal", "person_name"}),
}


Layout = list[tuple[int, str, bool]]  # place in the body, column, whether it is free text


class PurposeMissing(ValueError):
    """An officer looks at what is not public only for a purpose that is named and kept."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: anybody, the organisation itself, or an officer with a purpose.

    `exact_code`: the organisation was asked for by its full code.
    """

    kind: Kind = "public"
    exact_code: bool = True
    purpose: str = ""

    def __post_init__(self) -> None:
        if self.kind == "officer" and not self.purpose.strip():
            raise PurposeMissing


def about(code: str) -> About:
    """Whether a code is a sole trader's: those are found by their exact code only."""
    return "sole_trader" if code.startswith(SOLE_TRADER) else "organisation"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the gate goes by."""

    standards: Mapping[str, Standard]
    publications: Mapping[str, Publication]
    calendar: Calendar


def rules() -> Rules:
    """What the gate goes by, from the rulebook in use."""
    return Rules(standards(), publications(), calendar())


class Limit(NamedTuple):
    """Until when a rule lets an adverse record be public: a term after a day, and the row that says so."""

    why: Why
    start: date | None  # None: the record names no day to count from
    term: str
    row: Period | QueryEnd


def publishable(record: Record, code: str, day: date, viewer: Viewer, rules: Rules) -> Why:
    """Why a record of the organisation `code` may not be shown on a day; "" where it may.

    The organisation itself and officers see everything that lies here, also what waits or is closed.
    """
    return gate(code, day, viewer, rules)(record)


def gate(code: str, day: date, viewer: Viewer, rules: Rules) -> Callable[[Record], Why]:
    """`publishable` for many records of one organisation: what they share is looked up once.

    Records whose standard has a column of severity must come with their content.
    """
    if viewer.kind != "public":
        return lambda record: ""
    viewers: dict[str, Why] = {}
    over = cache(lambda start, term: due_after(start, (step(term),), rules.calendar).date < day)

    def why(record: Record) -> Why:
        said = record.speaking
        if said is None or record.standing == "closed":
            return "closed"
        if record.standing == "waiting":
            return "waiting"
        standard = rules.standards[said.standard]
        rule = rules.publications[standard.publication]
        if said.standard not in viewers:
            viewers[said.standard] = _viewers(rule, code, day, viewer)
        if viewers[said.standard] or standard.nature != "adverse":
            return viewers[said.standard]
        return "ended" if record.standing == "ended" else _term(said, standard, rule, day, over)

    return why


def viewers_of(rule: Publication, code: str, day: date) -> Viewers | None:
    """Which row says who may see records of this organisation on a day."""
    whom = about(code)
    return next((row for row in rule.viewers if row.about == whom and in_force(row, day)), None)


def _viewers(rule: Publication, code: str, day: date, viewer: Viewer) -> Why:
    row = viewers_of(rule, code, day)
    if row is None or row.who == "nobody":
        return "nobody"
    return "exact_code" if row.who == "exact_code" and not viewer.exact_code else ""


def _term(
    said: Statement, standard: Standard, rule: Publication, day: date,
    over: Callable[[date, str], bool],
) -> Why:  # fmt: skip
    period = period_of(rule, said, standard)
    if period is not None and not period.usual:
        return "not_usual"
    if said.publicity_ends_on is not None and said.publicity_ends_on < day:
        return "publicity_ended"
    for limit in limits(said, period, rule, day):
        if limit.start is None:
            return "undated"
        if over(limit.start, limit.term):
            return limit.why
    return ""


def counted_from(said: Statement) -> date | None:
    """The day from which a record's periods are counted: of the decision, else the next best."""
    return said.decided_on or said.published_on or said.happened_on


def limits(said: Statement, period: Period | None, rule: Publication, day: date) -> list[Limit]:
    """The terms after which an adverse record is no longer public; `day`: of reading."""
    decided = counted_from(said)
    found = []
    if period is not None and period.maximum:
        found.append(Limit("period_over", decided, period.maximum, period))
    end = _query_end(rule, said, day)
    if end is not None:
        by_conduct = end.start in ("conduct_ended", "happened")
        start = (said.happened_on if by_conduct else decided) or decided
        found.append(Limit("query_ended", start, end.term, end))
    return found


def period_of(rule: Publication, said: Statement, standard: Standard) -> Period | None:
    """How long the record is public: by its class, as the rule stood on the day of decision."""
    decided = counted_from(said)
    column = standard.role.severity
    severity = cells_of(said, standard).get(column, "") if column else ""
    general = usual = None
    for period in rule.periods:
        if decided is not None and not in_force(period, decided):
            continue
        if severity and period.name == severity:
            return period
        if period.name == GENERAL:
            general = period
        elif usual is None and period.usual:
            usual = period
    return general or usual


def _query_end(rule: Publication, said: Statement, day: date) -> QueryEnd | None:
    """The rule of the deciding authority's province, else of the region that reported."""
    province = province_of(said.authority) or said.region[:2]
    for row in rule.query_ends:
        if row.region.startswith(province) and in_force(row, day):
            return row
    return None


def cells_of(said: Statement, standard: Standard) -> dict[str, str]:
    """What the statement says, column by column; nothing once its content is erased."""
    if not said.body:
        return {}
    columns = (column.code for column in standard.columns)
    return dict(zip(columns, said.body.split(BETWEEN), strict=False))


def visible_cells(
    statements: Sequence[Statement], viewer: Viewer, rules: Rules
) -> list[dict[str, str]]:
    """The filled cells of each statement that the viewer may read, in one scan for all of them.

    A text with somebody's number in it is shown to nobody; neither is a column of such numbers.
    """
    seen = _SEEN_BY[viewer.kind]
    layouts: dict[str, Layout] = {}
    shown: list[dict[str, str]] = []
    scanned: list[tuple[dict[str, str], str, str]] = []
    for said in statements:
        if said.standard not in layouts:
            layouts[said.standard] = _layout(rules.standards[said.standard], seen)
        texts = said.body.split(BETWEEN) if said.body else []
        cells: dict[str, str] = {}
        for place, code, scan in layouts[said.standard]:
            text = texts[place] if place < len(texts) else ""
            if text:
                cells[code] = text
                if scan:
                    scanned.append((cells, code, text))
        shown.append(cells)
    _mask(scanned)
    return shown


def _layout(standard: Standard, seen: frozenset[str]) -> Layout:
    return [
        (place, column.code, column.type == "text")
        for place, column in enumerate(standard.columns)
        if column.privacy in seen
    ]


def masked(texts: Sequence[str]) -> list[str]:
    """The texts, those with somebody's number in them as asterisks; names of organisations go by it."""
    return [
        MASK if personal else text
        for text, personal in zip(texts, personal_numbers(texts), strict=True)
    ]


def _mask(scanned: list[tuple[dict[str, str], str, str]]) -> None:
    for place in np.flatnonzero(personal_numbers([text for *_, text in scanned])):
        cells, code, _ = scanned[place]
        cells[code] = MASK
