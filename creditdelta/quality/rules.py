"""What do counts of submissions tell of a reporter: shares, days, and the level of maturity they reach?

Clause  S4, S31.
Data    rulebook/quality
Pure    counts and days in, values out. A level is about an office's reporting and about nobody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from creditdelta.kernel.days import Calendar, add_months, working_days_between
from creditdelta.rulebook.quality import SHARE, Condition, Level, Measure

Counts = Counter[str]
Met = Literal["met", "missed", "none"]  # none: there is nothing to measure
MILLION, WHOLE = 1_000_000, 1_000
CLOSED, REFUSED = "closed", "refused"
MONTHS = 12
# of one month or window, by these names in rulebook/quality/measures.toml
NAMES = (
    "files", "refused_files", "pending_files", "sent_rows", "filed_rows", "valid_rows", "new_rows",
    "correctable_rows", "corrected_rows", "waiting_rows", "duplicate_rows", "withdrawn_rows",
    "dated_rows", "late_rows",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sent:
    """Submissions that are counted alike, added up.

    `passed`: rejected rows that passed the check and were refused by the ledger. `confirms`: they are of
    a register or a code map.
    """

    month: str
    state: str
    repeated: bool
    confirms: bool
    files: int
    rows: int
    rejected: int
    passed: int
    accepted: int
    waiting: int
    duplicate: int
    withdrawn: int
    dated: int
    late: int
    corrected: int


def counts(sent: Iterable[Sent]) -> Counts:
    """The counts of some submissions; what was refused as a whole or still waits is a file and no row."""
    found: Counts = Counter()
    for one in sent:
        if one.state != CLOSED:
            found["refused_files" if one.state == REFUSED else "pending_files"] += one.files
            continue
        found["files"] += one.files
        found["sent_rows"] += one.rows
        found["duplicate_rows"] += one.duplicate
        if one.repeated:
            continue
        fresh = one.accepted + one.waiting
        found["filed_rows"] += one.rows
        found["valid_rows"] += one.rows - one.rejected + one.passed
        found["new_rows"] += fresh
        found["correctable_rows"] += 0 if one.confirms else fresh
        found["corrected_rows"] += one.corrected
        found["waiting_rows"] += one.waiting
        found["withdrawn_rows"] += one.withdrawn
        found["dated_rows"] += one.dated
        found["late_rows"] += one.late
    return found


@dataclass(frozen=True, slots=True)
class Value:
    """What a measure says. `number`: millionths, working days or months; None: nothing to measure."""

    measure: Measure
    number: int | None
    numerator: int = 0
    denominator: int = 0


def value(measure: Measure, found: Counts, freshness: int | None, months: int) -> Value:
    """One measure of some counts; `freshness` in working days, `months` in which something counted."""
    if measure.unit != SHARE:
        return Value(measure, freshness if measure.unit == "working_days" else months)
    over, under = found[measure.numerator], found[measure.denominator]
    return Value(measure, share(over, under), over, under)


def share(over: int, under: int) -> int | None:
    """A share in millionths, rounded half up; None of nothing."""
    return (2 * MILLION * over + under) // (2 * under) if under else None


def met(condition: Condition, found: Value) -> Met:
    """Whether a measure reaches what a level asks; a share is compared exactly, never rounded."""
    if found.number is None:
        return "none"
    number, unit = found.number, 1
    if found.measure.unit == SHARE:
        number, unit = WHOLE * found.numerator, found.denominator
    low, high = condition.at_least, condition.at_most
    reached = (low is None or number >= low * unit) and (high is None or number <= high * unit)
    return "met" if reached else "missed"


@dataclass(frozen=True, slots=True)
class Maturity:
    """The level reached (None: none yet), the next one, and what is lacking for it."""

    level: Level | None
    next: Level | None
    lacking: tuple[Condition, ...]


def maturity(levels: Sequence[Level], values: Mapping[str, Value]) -> Maturity:
    """The highest level whose conditions and those of all lower ones hold."""
    reached: Level | None = None
    for level in levels:
        known = (one for one in level.conditions if one.measure in values)
        lacking = tuple(one for one in known if met(one, values[one.measure]) == "missed")
        if lacking:
            return Maturity(reached, level, lacking)
        reached = level
    return Maturity(reached, None, ())


def months_until(last: str, count: int) -> tuple[str, ...]:
    """So many months up to and with `last`, the earliest first.

    >>> months_until("2026-02", 3)
    ('2025-12', '2026-01', '2026-02')
    """
    year, month = map(int, last.split("-"))
    ordinals = (year * MONTHS + month - 1 - back for back in range(count - 1, -1, -1))
    return tuple(f"{one // MONTHS:04}-{one % MONTHS + 1:02}" for one in ordinals)


def last_day(month: str) -> date:
    """The last day of a month.

    >>> last_day("2026-02")
    datetime.date(2026, 2, 28)
    """
    return add_months(date.fromisoformat(f"{month}-01"), 1) - timedelta(1)


def is_month(text: str) -> bool:
    """Whether a text names a month as 2026-03.

    >>> is_month("2026-03"), is_month("2026-13"), is_month("26-03")
    (True, False, False)
    """
    year, _, month = text.partition("-")
    plain = text.isascii() and year.isdigit() and month.isdigit() and len(text) == len("2026-03")
    return plain and len(month) == len("03") and 1 <= int(month) <= MONTHS and int(year) > 0


def freshness(latest: date | None, day: date, calendar: Calendar) -> int | None:
    """Working days since something was issued that counts; None: never."""
    return None if latest is None else max(0, working_days_between(latest, day, calendar))
