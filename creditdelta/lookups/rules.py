"""What must be said before a look, how long it is open, and which looks of a week should be asked about?

Clause  S71, S9.
Data    rulebook/policy/purposes.toml, rulebook/policy/lookups.toml
Pure    counts in, hints out. A hint is a question to an office; nobody is graded by it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Literal
from zoneinfo import ZoneInfo

from creditdelta.kernel.days import Calendar, is_working_day
from creditdelta.rulebook.lookups import Lookups
from creditdelta.rulebook.purposes import Purpose

Lacking = Literal["purpose", "reference", "too_long", "unprintable"]
Reason = Literal["many", "same", "off_days"]
LONGEST_REFERENCE = 80  # characters
_HERE = ZoneInfo("Asia/Shanghai")
_WEEK = timedelta(days=7)


def lacking(purpose: Purpose | None, reference: str) -> Lacking | None:
    """What is not said yet before somebody may look; None: everything is."""
    if purpose is None:
        return "purpose"
    if not reference.isprintable():
        return "unprintable"
    if len(reference) > LONGEST_REFERENCE:
        return "too_long"
    return "reference" if purpose.reference and not reference else None


def is_open(looked_at: datetime, now: datetime, figures: Lookups) -> bool:
    """Whether a look may still be read without naming the purpose again."""
    return now - looked_at <= timedelta(minutes=figures.open_minutes)


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def days_of(week: date) -> tuple[datetime, datetime]:
    """When a week begins, and when the next one does."""
    start = datetime(week.year, week.month, week.day, tzinfo=_HERE)
    return start, start + _WEEK


@dataclass(frozen=True, slots=True)
class Look:
    """A look as the review counts it."""

    account: str
    role: str
    ref: bytes
    looked_at: datetime


@dataclass(frozen=True, slots=True)
class Hint:
    """Why the looks of an account in a week should be asked about."""

    account: str
    role: str
    count: int
    reasons: tuple[Reason, ...]


def hints(looks: Iterable[Look], figures: Lookups, calendar: Calendar) -> list[Hint]:
    """The accounts of a week that should be asked, the most looks first."""
    by_account: defaultdict[tuple[str, str], list[Look]] = defaultdict(list)
    for one in looks:
        by_account[one.account, one.role].append(one)
    found = [
        Hint(account, role, len(theirs), _reasons(theirs, usual, figures, calendar))
        for (account, role), theirs in by_account.items()
        for usual in [_usual(account, role, by_account)]
    ]
    asked = [one for one in found if one.reasons]
    return sorted(asked, key=lambda one: (-one.count, one.account))


def _usual(account: str, role: str, by_account: Mapping[tuple[str, str], list[Look]]) -> float:
    """The median of the other accounts of the role; 0 where there is no other."""
    others = [
        len(theirs) for (who, as_), theirs in by_account.items() if as_ == role and who != account
    ]
    return median(others) if others else 0


def _reasons(
    theirs: list[Look], usual: float, figures: Lookups, calendar: Calendar
) -> tuple[Reason, ...]:
    off = sum(
        not is_working_day(one.looked_at.astimezone(_HERE).date(), calendar) for one in theirs
    )
    most = max(Counter(one.ref for one in theirs).values())
    many = len(theirs) >= figures.many_least and len(theirs) > figures.many_factor * usual
    told: tuple[tuple[Reason, bool], ...] = (
        ("many", many),
        ("same", most >= figures.same_least),
        ("off_days", off >= figures.off_days_least),
    )
    return tuple(reason for reason, holds in told if holds)
