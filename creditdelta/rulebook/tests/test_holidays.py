"""The calendar data against another transcription of the notices, and across Spring Festival."""

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from creditdelta.kernel.days import add_working_days, is_working_day
from creditdelta.rulebook.calendars import calendar, conventions, rows_of
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import RulebookError

HEADING = '"date","kind","name_zh","name_en","status","basis"'
ROW = '"2026-01-01","off","元旦","New Year\'s Day","official","notice"'


def test_every_day_of_2004_to_2026_is_what_the_other_source_says():
    days, day = calendar(), date(2004, 1, 1)
    while day < date(2027, 1, 1):
        assert is_working_day(day, days) == chinese_calendar.is_workday(day), day
        day += timedelta(1)


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        (date(2024, 2, 8), 7, date(2024, 2, 23)),  # eight days off, make-up Sunday the 18th
        (date(2025, 1, 24), 7, date(2025, 2, 10)),  # make-up days 26 January and 8 February
        (date(2026, 2, 13), 7, date(2026, 3, 2)),  # make-up Saturdays 14 and 28 February
        (date(2025, 9, 28), 5, date(2025, 10, 11)),  # National Day with Mid-Autumn
    ],
)
def test_seven_working_days_across_a_festival(start, count, due):
    found = add_working_days(start, count, calendar())
    assert (found.date, found.provisional) == (due, False)


@pytest.mark.parametrize(
    ("start", "due"),
    [(date(2026, 12, 25), date(2027, 1, 6)), (date(2003, 12, 25), date(2004, 1, 6))],
)
def test_a_term_into_a_year_without_notice_is_provisional(start, due):
    found = add_working_days(start, 7, calendar())
    assert (found.date, found.provisional) == (due, True)


def test_forecast_years_have_days_off_but_no_make_up_days():
    for year in (2027, 2028, 2029, 2030):
        rows = rows_of(year, calendar())
        assert len(rows) >= 13
        assert not any(working for _, working, _ in rows)
    assert rows_of(2031, calendar()) == []


def test_make_up_days_fall_on_weekends_only():
    assert {day.weekday() for day in calendar().work} == {5, 6}


def test_conventions_say_their_ground():
    rules = conventions()
    assert rules.start_day.basis.kind == "default"
    assert rules.start_day.basis.confidence
    assert date(2099, 12, 31) in {end.day for end in rules.open_ends}


@pytest.fixture
def rulebook(tmp_path):
    (tmp_path / "calendars").mkdir()
    original = folder() / "calendars" / "conventions.toml"
    (tmp_path / "calendars" / original.name).write_bytes(original.read_bytes())
    return tmp_path


def write(root: Path, *lines: str) -> None:
    text = "\n".join(lines) + "\n"
    (root / "calendars" / "holidays.csv").write_text(text, encoding="utf-8")


def test_a_new_notice_is_rows_and_no_code(rulebook):
    write(rulebook, HEADING, ROW, ROW.replace("2026", "2027"))
    days = calendar(rulebook)
    assert (days.first_year, days.last_year) == (2026, 2027)
    assert not add_working_days(date(2026, 12, 31), 1, days).provisional


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "heading"),
        ([HEADING.replace("kind", "sort"), ROW], "heading"),
        ([HEADING], "official years"),
        ([HEADING, ROW, ROW], "line 3.*twice"),
        ([HEADING, ROW.replace("01-01", "02-30")], "line 2.*no day"),
        ([HEADING, ROW.replace("off", "rest")], "rest"),
        ([HEADING, ROW.replace("official", "sure")], "sure"),
        ([HEADING, ROW.replace("notice", "rumour")], "no ground 'rumour'"),
        ([HEADING, ROW.replace("元旦", "")], "empty"),
        ([HEADING, '"2026-01-01","off"'], "missing"),
        ([HEADING, ROW, ROW.replace("2026", "2028")], "gap"),
        ([HEADING, ROW, ROW.replace("2026", "2025").replace("official", "provisional")], "status"),
    ],
)
def test_a_wrong_row_is_named(rulebook, lines, said):
    write(rulebook, *lines)
    with pytest.raises(RulebookError, match=said):
        calendar(rulebook)
