"""Working days and due dates for programs: `cd.calendar.due("2026-12-25", working_days=7)`.

Clause  S31. Plain functions over the rulebook's calendar; no database, no clock.

>>> due("2026-12-25", working_days=7).provisional
True
>>> is_working_day("2026-10-01")
False
"""

from datetime import date

from creditdelta.kernel import days as _days
from creditdelta.kernel import terms
from creditdelta.kernel.dates import required
from creditdelta.kernel.days import Due
from creditdelta.rulebook.calendars import calendar


def due(
    start: date | str,
    *steps: str,
    working_days: int = 0,
    days: int = 0,
    months: int = 0,
    years: int = 0,
) -> Due:
    """The day a term ends: years, months, days, working days, then `steps` as "+7wd", "-3m".

    Counting starts on the day after `start` (rulebook/calendars/conventions.toml says so). A day in
    a year without official data is `provisional`. Raises `NotADate` and `StepUnclear`.
    """
    named = (
        terms.Step(years, "y"),
        terms.Step(months, "m"),
        terms.Step(days, "d"),
        terms.Step(working_days, "wd"),
    )
    written = tuple(terms.step(text) for text in steps)
    return terms.due_after(_day(start), named + written, calendar())


def is_working_day(day: date | str) -> bool:
    """Whether offices work on a day; in years without official data by weekday and forecast."""
    return _days.is_working_day(_day(day), calendar())


def working_days_between(start: date | str, end: date | str) -> int:
    """Working days after `start` up to and with `end`; negative when `end` is earlier."""
    return _days.working_days_between(_day(start), _day(end), calendar())


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else required(value)
