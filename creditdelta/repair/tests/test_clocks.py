"""Terms of an application in working days: over Spring Festival, make-up Saturdays, a year unknown yet."""

from datetime import date

import pytest

from creditdelta.kernel.terms import due_after, step
from creditdelta.repair.services import bar_until, due
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.repairs import ClockStep, NoRule, clock_on

BEFORE_FESTIVAL = date(2026, 2, 13)  # a Friday; 14 and 28 February are worked, 15 to 23 are not


@pytest.mark.parametrize(("step_", "until"), [
    ("forward", date(2026, 2, 14)), ("accept", date(2026, 2, 25)), ("decide", date(2026, 3, 5)),
    ("complete", date(2026, 3, 5)), ("share", date(2026, 2, 25)),
])  # fmt: skip
def test_over_spring_festival(step_: ClockStep, until: date) -> None:
    assert due(step_, BEFORE_FESTIVAL) == until


def test_nothing_is_extended_before_a_rule_knows_of_it() -> None:
    with pytest.raises(NoRule):
        due("extend", date(2026, 3, 31))
    assert due("extend", date(2026, 4, 1)) == date(2026, 4, 16)


def test_nothing_is_shared_in_time_before_a_rule_says_so() -> None:
    with pytest.raises(NoRule):
        due("share", date(2023, 4, 28))


def test_a_year_whose_days_off_are_not_known_is_provisional() -> None:
    first = date(2027, 12, 30)
    found = due_after(first, (step(clock_on("decide", first).term),), calendar())
    assert found.provisional
    assert due("decide", first) == found.date


def test_a_default_never_bars() -> None:
    assert clock_on("barred", BEFORE_FESTIVAL).basis.kind == "default"
    assert bar_until(BEFORE_FESTIVAL) is None
