"""What waits stands in order, under the tab it belongs to, with working days and not with days."""

from datetime import UTC, date, datetime

import pytest

from creditdelta.inbox.tasks import Due, Tab, Task, due_by, due_within, of_tab, ordered
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.desk_terms import terms_on

TODAY = date(2026, 3, 31)  # a Tuesday; the 4th to the 6th of April are days off


def task(what: str, left: int | None = None, action: str | None = "go") -> Task:
    due = None if left is None else Due(TODAY, left)
    return Task(what, "/", action=action, due=due)


TASKS = [
    task("no day"), task("in time", 8), task("late", -2), task("today", 0), task("soon", 3),
    task("another's", -1, action=None),
]  # fmt: skip


def test_the_most_urgent_first() -> None:
    said = [one.what for one in ordered(TASKS)]
    assert said == ["late", "another's", "today", "soon", "in time", "no day"]


@pytest.mark.parametrize(
    ("tab", "holds"),
    [
        ("todo", ["late", "today", "soon", "in time", "no day"]),
        ("soon", ["today", "soon"]),
        ("late", ["late"]),
        ("others", ["another's"]),
        ("done", []),
    ],
)
def test_each_stands_where_it_belongs(tab: Tab, holds: list[str]) -> None:
    assert [one.what for one in of_tab(ordered(TASKS), tab, 3)] == holds


@pytest.mark.parametrize(
    ("began", "days", "on", "left"),
    [
        (date(2026, 3, 30), 2, date(2026, 4, 1), 1),
        (datetime(2026, 3, 30, 20, tzinfo=UTC), 2, date(2026, 4, 2), 2),  # the 31st in Shanghai
        (date(2026, 3, 31), 5, date(2026, 4, 8), 5),
        (date(2026, 3, 20), 2, date(2026, 3, 24), -5),
        (date(2026, 11, 27), 2, date(2026, 4, 2), 2),  # a demonstration stands still
    ],
)
def test_working_days_are_counted(began: date, days: int, on: date, left: int) -> None:
    assert due_within(began, days, TODAY, calendar()) == Due(on, left)


def test_a_day_that_is_given_keeps_its_day() -> None:
    assert due_by(date(2026, 3, 20), TODAY, calendar()).left == -7


def test_the_terms_are_data() -> None:
    assert terms_on(TODAY).question_days == 10
