"""The quality board of an office or a province: measures now and over time, faults, maturity.

Clause  S4, S31. Four statements, however many submissions there are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from creditdelta.quality import queries
from creditdelta.quality.queries import Scope, Source, of_office
from creditdelta.quality.rules import (
    Counts,
    Maturity,
    Sent,
    Value,
    counts,
    freshness,
    last_day,
    maturity,
    months_until,
    value,
)
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.quality import levels, measures, window_on
from creditdelta.rulebook.reporters import office_of

MARKET = "market"  # all market reporters of a province together


@dataclass(frozen=True, slots=True)
class Standing:
    """How a reporter stands in the window: its measures by id, and the level they reach."""

    values: Mapping[str, Value]
    maturity: Maturity
    latest: date | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class Board:
    """Everything of one board. `trend`: counts month by month, the earliest first."""

    day: date
    window: tuple[str, ...]
    standing: Standing
    trend: Sequence[tuple[str, Counts]]
    broken: Sequence[tuple[str, int]]  # catalogue code, how often in the window


@dataclass(frozen=True, slots=True)
class Reporter:
    """One reporter of a province; without an office a source that is nobody's word, or `MARKET`."""

    source: str
    office: Office | None
    standing: Standing


@dataclass(slots=True)
class _Heard:
    """What a reporter sent, when it issued something last, and the months it had nothing to report."""

    sent: list[Sent] = field(default_factory=list)
    latest: date | None = None
    zero: set[str] = field(default_factory=set)

    def add(self, other: "_Heard") -> None:
        """What another source of the same reporter said."""
        self.sent += other.sent
        self.zero |= other.zero
        self.latest = max(filter(None, (self.latest, other.latest)), default=None)


def office_board(office: Office, day: date) -> Board:
    """The board of one office."""
    return _board(of_office(office), day)[0]


def province_board(region: str, day: date) -> tuple[Board, list[Reporter]]:
    """The board of a province, and how each of its reporters stands, offices in their order.

    Market reporters are firms: they stand together as one, and see their own board at the desk.
    """
    board, heard = _board(Scope(region), day)
    by_office: dict[str, _Heard] = defaultdict(_Heard)
    found: dict[str, Office | None] = {}
    for (place, source), one in heard.items():
        office = office_of(place, source, day)
        market = office is not None and office.market
        key = MARKET if market else office.id if office else source
        found[key] = None if market else office
        by_office[key].add(one)
    reporters = [
        Reporter(key, found[key], _standing(one, board.window, day))
        for key, one in by_office.items()
    ]
    return board, sorted(reporters, key=lambda one: (one.office is None, one.source))


def _board(scope: Scope, day: date) -> tuple[Board, Mapping[Source, _Heard]]:
    figures, now = window_on(day), f"{day:%Y-%m}"
    trend = months_until(now, figures.trend_months)
    window = months_until(now, figures.window_months)
    heard = _heard(scope, sorted({*trend, *window}))
    whole = _Heard()
    for one in heard.values():
        whole.add(one)
    board = Board(
        day=day,
        window=window,
        standing=_standing(whole, window, day),
        trend=[(month, counts(one for one in whole.sent if one.month == month)) for month in trend],
        broken=queries.broken_rules(scope, window),
    )
    return board, heard


def _heard(scope: Scope, months: Sequence[str]) -> Mapping[Source, _Heard]:
    found: dict[Source, _Heard] = defaultdict(_Heard)
    for source, one in queries.sent(scope, months):
        found[source].sent.append(one)
    for source, zero in queries.zero_months(scope).items():
        found[source].zero = zero
        found[source].latest = max(map(last_day, zero))
    for source, day in queries.latest(scope).items():
        if source in found:
            found[source].latest = max(day, found[source].latest or day)
    return found


def _standing(heard: _Heard, window: Sequence[str], day: date) -> Standing:
    within = [one for one in heard.sent if one.month in window]
    found = counts(within)
    reported = {one.month for one in within if counts([one])["files"]} | heard.zero
    fresh = freshness(heard.latest, day, calendar())
    values = {
        name: value(one, found, fresh, len(reported.intersection(window)))
        for name, one in measures(day).items()
    }
    return Standing(values, maturity(levels(day), values), heard.latest, found)
