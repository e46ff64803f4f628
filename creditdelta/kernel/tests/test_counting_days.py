"""Counting days, months and working days by a small calendar; a clerk asks when a term ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from creditdelta.kernel.days import (
    Calendar,
    add_days,
    add_months,
    add_working_days,
    add_years,
    day_off_name,
    is_working_day,
    working_days_between,
)
from creditdelta.kernel.errors import Words
from creditdelta.kernel.terms import Step, StepUnclear, due_after, step

FESTIVAL = Words("节日", "festival")
# Thursday 1 and Friday 2 January off; Sunday 4 January made up for
CALENDAR = Calendar(
    off={date(2026, 1, 1): FESTIVAL, date(2026, 1, 2): FESTIVAL, date(2027, 1, 1): FESTIVAL},
    work={date(2026, 1, 4): FESTIVAL},
    first_year=2025,
    last_year=2026,
)
DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))


def test_a_make_up_sunday_is_a_working_day_and_a_festive_thursday_is_none():
    assert is_working_day(date(2026, 1, 4), CALENDAR)
    assert not is_working_day(date(2026, 1, 1), CALENDAR)
    assert day_off_name(date(2026, 1, 1), CALENDAR) == FESTIVAL
    assert day_off_name(date(2026, 1, 3), CALENDAR) == Words("周六", "Saturday")
    assert day_off_name(date(2026, 1, 5), CALENDAR) is None


def test_counting_starts_on_the_day_after_and_names_what_it_skipped():
    due = add_working_days(date(2025, 12, 31), 1, CALENDAR)
    assert due.date == date(2026, 1, 4)
    assert due.skipped == (date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 3))
    assert not due.provisional


def test_counting_may_start_on_the_day_itself_where_the_rulebook_says_so():
    early = Calendar(CALENDAR.off, CALENDAR.work, 2025, 2026, start_counts=True)
    assert add_working_days(date(2025, 12, 31), 1, early).date == date(2025, 12, 31)
    assert add_working_days(date(2025, 12, 31), 2, early).date == date(2026, 1, 4)
    assert add_working_days(date(2026, 1, 1), 1, early).date == date(2026, 1, 4)


def test_zero_days_is_the_day_itself_even_a_holiday():
    assert add_working_days(date(2026, 1, 1), 0, CALENDAR).date == date(2026, 1, 1)


@pytest.mark.parametrize("start", [date(2026, 12, 30), date(2024, 12, 20), date(2031, 5, 1)])
def test_a_year_without_notice_gives_an_answer_marked_provisional(start):
    assert add_working_days(start, 5, CALENDAR).provisional


def test_counting_back_undoes_counting_on():
    assert add_working_days(date(2026, 1, 5), -2, CALENDAR).date == date(2025, 12, 31)


@pytest.mark.parametrize("count", [10**6, -(10**6), 1, -1])
def test_the_ends_of_the_calendar_hold(count):
    end = date.max if count > 0 else date.min
    near = end - timedelta(3) if count > 0 else end + timedelta(3)
    assert add_working_days(near, count * 10, CALENDAR).date == end
    assert add_working_days(end, count, CALENDAR).provisional
    assert add_months(end, count) == add_years(end, count) == add_days(end, count) == end


@settings(deadline=None, max_examples=200)
@given(DAYS, st.integers(1, 300))
def test_days_between_undoes_adding(day, count):
    on, back = (add_working_days(day, n, CALENDAR).date for n in (count, -count))
    assert is_working_day(on, CALENDAR)
    assert working_days_between(day, on, CALENDAR) == count
    assert working_days_between(day, back, CALENDAR) == -count


@settings(deadline=None, max_examples=200)
@given(DAYS, st.integers(-40, 40), st.integers(0, 40))
def test_due_dates_never_run_backwards(day, count, more):
    first, second = (add_working_days(day, n, CALENDAR).date for n in (count, count + more))
    assert first <= second


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_months_are_calendar_months(day, months, due):
    assert add_months(day, months) == due


def test_a_leap_day_plus_a_year_is_the_last_of_february():
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_steps_are_walked_in_their_order():
    start = date(2025, 12, 1)
    one = due_after(start, (Step(1, "m"), Step(1, "wd")), CALENDAR)
    other = due_after(start, (Step(1, "wd"), Step(1, "m")), CALENDAR)
    assert (one.date, other.date) == (date(2026, 1, 4), date(2026, 1, 2))
    assert due_after(start, (Step(1, "y"), Step(-3, "d")), CALENDAR).date == date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("+7wd", Step(7, "wd")),
        ("7WD", Step(7, "wd")),
        ("-3m", Step(-3, "m")),
        ("+1y", Step(1, "y")),
    ],
)
def test_a_term_is_read(text, read):
    assert step(text) == read


@pytest.mark.parametrize("text", ["", "7", "+7w", "++7d", "1.5d", "７d", "7 wd", "+1000000d"])
def test_what_is_no_term_is_refused(text):
    with pytest.raises(StepUnclear):
        step(text)
