"""May a row still be taken in, was it reported in time, is this submission out of the ordinary?

Clause  S31 (seven working days), S3; facts in rulebook/publication and rulebook/intake.
Pure    no clock, no database; Arrow columns and figures in, answers out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.kernel.days import Calendar, is_working_day
from creditdelta.kernel.terms import due_after, step
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.intake import Breaker
from creditdelta.rulebook.publication import Publication, QueryEnd
from creditdelta.rulebook.standards import Standard
from creditdelta.subjects.rules import local_day

PER_MILLE = 1000
# Where the day asked for is not told, the next one that is.
_DECIDED = ("_decided", "_published", "_happened")
_CONDUCT = ("_happened", "_decided", "_published")
LIST_SECTIONS = ("serious_list", "abnormal_list", "judicial")


def query_end(publication: Publication, region: str, day: date) -> QueryEnd | None:
    """The rule that ends the finding of records in a region, as it stands on a day."""
    rows = (row for row in publication.query_ends if row.region == region)
    return next((row for row in rows if in_force(row, day)), None)


def expired(
    batch: pa.RecordBatch, standard: Standard, rule: QueryEnd | None, calendar: Calendar, day: date
) -> npt.NDArray[np.bool_]:
    """Which rows may no longer be found on a day; only what weighs against anybody expires."""
    none = np.zeros(batch.num_rows, dtype=np.bool_)
    if rule is None or standard.nature != "adverse":
        return none
    starts = start_days(batch, rule)
    ends = {
        start: start is not None and due_after(start, (step(rule.term),), calendar).date < day
        for start in set(starts)
    }
    return np.array([ends[start] for start in starts], dtype=np.bool_)


def start_days(batch: pa.RecordBatch, rule: QueryEnd) -> list[date | None]:
    """The day from which the rule counts, row by row."""
    names = _CONDUCT if rule.start == "conduct_ended" else _DECIDED
    columns = [batch.column(name).to_pylist() for name in names]
    return [next((day for day in days if day), None) for days in zip(*columns, strict=True)]


def lateness(
    batch: pa.RecordBatch, publication: Publication, calendar: Calendar, reported: date
) -> tuple[int, int]:
    """(rows with a deadline, of them reported after it)."""
    found = list(_due(_counted(batch.column("_decided")), publication, calendar))
    late = sum(count for _, due, count in found if reported > due)
    return sum(count for *_, count in found), late


@dataclass(frozen=True, slots=True)
class Filed:
    """Rows decided on one day. `late`: working days after the deadline, 0 in time; a day begun counts."""

    decided_on: date
    due_on: date
    count: int
    late: int


def filed(
    days: Mapping[date, int], publication: Publication, calendar: Calendar, reported: date
) -> list[Filed]:
    """Rows with a deadline by their day of decision, `days` telling how many; the latest first."""
    found = list(_due(days, publication, calendar))
    passed = _working_days_since({due for _, due, _ in found}, calendar, reported)
    rows = [
        Filed(day, due, count, max(1, passed[due]) if reported > due else 0)
        for day, due, count in found
    ]
    return sorted(rows, key=lambda row: (-row.late, row.decided_on))


def reported_on(issued_at: datetime) -> date:
    """The day on which something was reported: that of its sender, where the platform is at home."""
    return local_day(issued_at)


def _due(
    days: Mapping[date, int], publication: Publication, calendar: Calendar
) -> Iterator[tuple[date, date, int]]:
    rows = [row for row in publication.deadlines if row.start == "decided"]
    for day, count in days.items():
        rule = next((row for row in rows if in_force(row, day)), None)
        if rule is not None:
            yield day, due_after(day, (step(rule.term),), calendar).date, count


def _working_days_since(days: set[date], calendar: Calendar, until: date) -> dict[date, int]:
    """How many working days lie after each day up to and with `until`; one walk back for all."""
    found, count, day = dict.fromkeys(days, 0), 0, until
    first = min(days, default=until)
    while day > first:
        count += is_working_day(day, calendar)
        day -= timedelta(1)
        if day in found:
            found[day] = count
    return found


def _counted(column: pa.Array) -> dict[date, int]:
    counts = column.drop_null().value_counts()
    return {item["values"].as_py(): item["counts"].as_py() for item in counts}


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a source before this submission, and of the cities it speaks about."""

    submissions: int
    mean_rows: float
    live_records: int
    organisations: Mapping[str, int]  # by the first four digits of the division


def unusual(
    breaker: Breaker,
    history: History,
    standard: Standard,
    rows: int,
    cities: Mapping[str, int],
    *,
    withdraws: bool,
) -> str:
    """Why an officer must look before the rows count: a reason with its figures, or ""."""
    if withdraws:  # there is no first time for many at once
        limit = max(
            breaker.withdrawal_least,
            history.live_records * breaker.withdrawal_permille // PER_MILLE,
        )
        return f"withdrawals {rows} > {limit}" if rows > limit else ""
    if history.submissions < breaker.least_submissions:
        return ""
    usual = history.mean_rows * breaker.factor
    if rows >= breaker.least_rows and rows > usual:
        return f"rows {rows} > {breaker.factor} x {history.mean_rows:.0f}"
    if standard.section not in LIST_SECTIONS:
        return ""
    for city, count in sorted(cities.items()):
        share = breaker.city_permille * history.organisations.get(city, 0)
        if count >= breaker.city_least_rows and count * PER_MILLE > share:
            return f"city {city}: {count} of {history.organisations.get(city, 0)}"
    return ""
