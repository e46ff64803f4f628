"""What did a reporter or a province send, month by month, and which rules were broken?

Clause  S4, S31. Each question is one statement over the submissions, however many there are.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from creditdelta.archive.indicators import PASSED
from creditdelta.intake.models import ZeroReport
from creditdelta.quality.costs import Cost
from creditdelta.quality.rules import Sent
from creditdelta.records.queries import confirming
from creditdelta.rulebook.offices import Office
from creditdelta.subjects.queries import aware, marks, rows
from creditdelta.subjects.rules import local_day

_SUMS = ("rows", "rejected", "accepted", "waiting", "duplicate", "withdrawn", "dated", "late")
_SENT = f"""
SELECT s.region, s.source, s.standard, s.month, s.state, s.repeats IS NOT NULL, count(*),
       {", ".join(f"sum(s.{name})" for name in _SUMS)},
       sum(COALESCE(m.corrected, 0)), sum(COALESCE(p.passed, 0))
FROM intake_submission s LEFT JOIN intake_measurement m ON m.submission = s.id
LEFT JOIN (SELECT submission, sum(count) AS passed FROM intake_finding
    WHERE code IN ({marks(PASSED)}) GROUP BY submission) p ON p.submission = s.id
WHERE {{within}}
GROUP BY s.region, s.source, s.standard, s.month, s.state, s.repeats IS NOT NULL
"""  # noqa: S608  # nosec B608 # names of our own
_BROKEN = """
SELECT f.code, sum(f.count) FROM intake_finding f JOIN intake_submission s ON s.id = f.submission
WHERE s.state = 'closed' AND s.repeats IS NULL AND {within}
GROUP BY f.code ORDER BY sum(f.count) DESC, f.code
"""
_LATEST = """
SELECT s.region, s.source, max(s.issued_at) FROM intake_submission s
WHERE s.state = 'closed' AND {within} GROUP BY s.region, s.source
"""
_COSTS = """
SELECT s.region, s.source, s.standard, m.byte_count, m.rows, m.reading_ms, m.loading_ms,
       m.waited_seconds, m.door, m.corrected, m.delays
FROM intake_measurement m JOIN intake_submission s ON s.id = m.submission WHERE {within}
"""
_COURSE = """
SELECT s.month, count(*), sum(m.rows), sum(m.byte_count), sum(m.reading_ms + m.loading_ms)
FROM intake_measurement m JOIN intake_submission s ON s.id = m.submission WHERE {within}
GROUP BY s.month ORDER BY s.month
"""
Source = tuple[str, str]  # region and source


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose submissions: of everybody, of a province, or of some of its sources only (one office's)."""

    region: str = ""
    sources: tuple[str, ...] = ()

    def within(self, months: Collection[str] = ()) -> tuple[str, list[str]]:
        """The condition on `intake_submission s`, with its values."""
        told, given = ["s.month <> ''"], list[str]()
        region = (self.region,) if self.region else ()
        for column, allowed in (("region", region), ("source", self.sources), ("month", months)):
            if allowed:
                told.append(f"s.{column} IN ({marks(allowed)})")
                given += allowed
        return " AND ".join(told), given


def of_office(office: Office) -> Scope:
    """What counts as an office's word: its own source, and those it speaks for."""
    return Scope(office.region, (*office.sources, office.id))


def sent(scope: Scope, months: Collection[str]) -> list[tuple[Source, Sent]]:
    """Everything sent in some months, added up by source, kind of record and month."""
    within, given = scope.within(months)
    return [
        ((region, source), _sent(standard, month, state, repeated, *map(int, sums)))
        for region, source, standard, month, state, repeated, *sums in rows(
            _SENT.format(within=within), [*PASSED, *given]
        )
    ]


def broken_rules(scope: Scope, months: Collection[str]) -> list[tuple[str, int]]:
    """How often each rule was broken in some months, by catalogue code, the most frequent first."""
    within, given = scope.within(months)
    return [(code, int(count)) for code, count in rows(_BROKEN.format(within=within), given)]


def costs(scope: Scope, month: str) -> Iterator[tuple[Source, str, Cost]]:
    """Every exchange of a month: source, kind of record, what it cost."""
    within, given = scope.within([month])
    for region, source, standard, size, count, reading, loading, waited, door, mended, late in rows(
        _COSTS.format(within=within), given
    ):
        delays = {int(days): number for days, number in json.loads(late).items()}
        cost = Cost(size, count, reading, loading, waited, door, mended, delays)
        yield (region, source), standard, cost


def course(scope: Scope, months: Collection[str]) -> dict[str, tuple[int, ...]]:
    """By month: exchanges, rows, bytes and milliseconds of processor time."""
    within, given = scope.within(months)
    found = rows(_COURSE.format(within=within), given)
    return {month: tuple(map(int, sums)) for month, *sums in found}


def latest(scope: Scope) -> dict[Source, date]:
    """The day on which each source issued last what counts."""
    within, given = scope.within()
    found = rows(_LATEST.format(within=within), given)
    return {(region, source): local_day(_moment(at)) for region, source, at in found}


def zero_months(scope: Scope) -> dict[Source, set[str]]:
    """The months for which each source said that there was nothing to report, and still says so."""
    stand = ZeroReport.objects.filter(taken_back_at=None, superseded_by=None)
    if scope.region:
        stand = stand.filter(region=scope.region)
    if scope.sources:
        stand = stand.filter(source__in=scope.sources)
    found: dict[Source, set[str]] = defaultdict(set)
    for region, source, month in stand.values_list("region", "source", "month"):
        found[region, source].add(f"{month:%Y-%m}")
    return found


def _moment(at: datetime | str) -> datetime:
    """The embedded database hands over the greatest of moments as text."""
    return aware(datetime.fromisoformat(at) if isinstance(at, str) else at)


def _sent(standard: str, month: str, state: str, repeated: bool, files: int, *sums: int) -> Sent:
    *counted, corrected, passed = sums
    return Sent(
        month=month,
        state=state,
        repeated=bool(repeated),
        confirms=standard in confirming(),
        files=files,
        corrected=corrected,
        passed=passed,
        **dict(zip(_SUMS, counted, strict=True)),
    )
