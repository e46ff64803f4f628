"""Is this a working day, and which day is n working days or months away?

Clause  S31: the deadline of publication, and every other one. Offices count in working days,
        statutes in months.
Data    none here; a `Calendar` is passed in (`rulebook/calendars.py` loads it).
Pure    no clock.

Days off and make-up working days come from the yearly notice. For a year without one the weekends
and the forecast count and the answer is `provisional`: a date that may move is still an answer.
A count that would leave the calendar of years 1 to 9999 stops at its end, so that an open end
(9999-12-31) stays one.

>>> rest = Words("元旦", "New Year's Day")
>>> calendar = Calendar({date(2026, 1, 1): rest}, {}, first_year=2026, last_year=2026)
>>> add_working_days(date(2025, 12, 31), 1, calendar).date
datetime.date(2026, 1, 2)
>>> add_months(date(2026, 1, 31), 1)
datetime.date(2026, 2, 28)
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeAlias

from creditdelta.kernel.errors import Words

SATURDAY = 5
WEEKEND = {5: Words("周六", "Saturday"), 6: Words("周日", "Sunday")}
MONTHS = 12
_DAY = timedelta(1)
Day: TypeAlias = date


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and make-up working days by name; official from `first_year` to `last_year`.

    `start_counts`: whether a working day on which a term starts is its first day.
    """

    off: Mapping[date, Words]
    work: Mapping[date, Words]
    first_year: int
    last_year: int
    start_counts: bool = False

    def official(self, day: date) -> bool:
        """Whether the day lies in a year whose notice is in the data."""
        return self.first_year <= day.year <= self.last_year


@dataclass(frozen=True, slots=True)
class Due:
    """A day reached by counting, and the days skipped on the way in the order met.

    `provisional`: it was counted through a year that has no notice yet, so it may move.
    """

    date: Day
    provisional: bool
    skipped: tuple[Day, ...]


def is_working_day(day: date, calendar: Calendar) -> bool:
    """Whether offices work: a make-up day, or a weekday that is no day off."""
    return day in calendar.work or (day.weekday() < SATURDAY and day not in calendar.off)


def day_off_name(day: date, calendar: Calendar) -> Words | None:
    """Why nobody works on a day: the holiday, else its weekday; None on a working day."""
    if is_working_day(day, calendar):
        return None
    return calendar.off.get(day) or WEEKEND[day.weekday()]


def add_working_days(day: date, count: int, calendar: Calendar) -> Due:
    """The `count`-th working day after `day` (before it, when negative); zero is the day itself."""
    step = _DAY if count > 0 else -_DAY
    last = date.max if count > 0 else date.min
    left, skipped, provisional = abs(count), [], False
    if left and calendar.start_counts and is_working_day(day, calendar):
        left, provisional = left - 1, not calendar.official(day)
    while left and day != last:
        day += step
        provisional = provisional or not calendar.official(day)
        if is_working_day(day, calendar):
            left -= 1
        else:
            skipped.append(day)
    return Due(day, provisional or left > 0, tuple(skipped))


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """How many working days lie after `start` up to and with `end`; negative when `end` is earlier.

    It undoes `add_working_days`: counting this many from `start` leads to `end`, if that is one.
    """
    if end < start:
        days = (end + n * _DAY for n in range((start - end).days))
        return -sum(is_working_day(day, calendar) for day in days)
    days = (start + n * _DAY for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, calendar) for day in days)


def add_months(day: date, count: int) -> date:
    """The same day `count` calendar months on, or the last day of a month that is too short."""
    years, month = divmod(day.year * MONTHS + day.month - 1 + count, MONTHS)
    if years < date.min.year:
        return date.min
    if years > date.max.year:
        return date.max
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def add_years(day: date, count: int) -> date:
    """The same day `count` years on; 29 February becomes 28 February in a common year."""
    return add_months(day, count * MONTHS)


def add_days(day: date, count: int) -> date:
    """The day `count` days on, every day counted."""
    ordinal = day.toordinal() + count
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))
