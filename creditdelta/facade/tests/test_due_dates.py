"""The calendar for programs: plain functions over text or dates."""

from datetime import date

import pytest

from creditdelta.facade import calendar
from creditdelta.kernel.dates import NotADate
from creditdelta.kernel.terms import StepUnclear


def test_seven_working_days_over_new_year_are_provisional():
    due = calendar.due("2026-12-25", working_days=7)
    assert (due.date, due.provisional) == (date(2027, 1, 6), True)
    assert date(2027, 1, 1) in due.skipped


def test_units_are_walked_from_large_to_small_and_written_steps_after_them():
    assert calendar.due("2026年1月31日", months=1).date == date(2026, 2, 28)
    assert calendar.due(date(2024, 2, 29), years=1, days=1).date == date(2025, 3, 1)
    assert calendar.due("2026-03-02", "+1m", "-1d").date == date(2026, 4, 1)
    assert calendar.due("2026-03-02").date == date(2026, 3, 2)


def test_working_days_of_offices():
    assert calendar.is_working_day("2026-02-14")
    assert not calendar.is_working_day(date(2026, 2, 17))
    assert calendar.working_days_between("2026-02-13", "2026-02-28") == 6
    assert calendar.working_days_between("2026-02-28", "2026-02-13") == -6


def test_what_is_no_date_or_term_is_refused():
    with pytest.raises(NotADate):
        calendar.due("2026-02-30", working_days=7)
    with pytest.raises(StepUnclear):
        calendar.due("2026-02-03", "+7w")
