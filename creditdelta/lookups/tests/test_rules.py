"""What must be said before a look, and which looks of a week are asked about."""

from datetime import UTC, date, datetime, timedelta

import pytest

from creditdelta.lookups.rules import Lacking, Look, days_of, hints, is_open, lacking, monday
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.lookups import lookups_on
from creditdelta.rulebook.purposes import purposes

FIGURES = lookups_on(date(2026, 4, 1))
WEDNESDAY = datetime(2026, 4, 15, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("purpose", "reference", "expected"),
    [
        ("", "", "purpose"),
        ("curiosity", "x", "purpose"),
        ("licence_review", "", "reference"),
        ("licence_review", "沪许〔2026〕1号", None),
        ("licence_review", "x" * 81, "too_long"),
        ("data_verification", "", None),
        ("licence_review", "\x00", "unprintable"),
    ],
)
def test_what_is_lacking(purpose: str, reference: str, expected: Lacking | None) -> None:
    assert lacking(purposes().get(purpose), reference) == expected


def test_a_look_closes_after_its_minutes() -> None:
    minutes = timedelta(minutes=FIGURES.open_minutes)
    assert is_open(WEDNESDAY, WEDNESDAY + minutes, FIGURES)
    assert not is_open(WEDNESDAY, WEDNESDAY + minutes + timedelta(seconds=1), FIGURES)


def test_a_week_begins_on_monday_in_shanghai() -> None:
    week = monday(date(2026, 4, 19))
    assert week == date(2026, 4, 13)
    start, end = days_of(week)
    assert start == datetime(2026, 4, 12, 16, tzinfo=UTC)
    assert end - start == timedelta(days=7)


def looks(account: str, count: int, *, same: bool = False, at: datetime = WEDNESDAY) -> list[Look]:
    return [
        Look(account, "credit_officer", b"firm" if same else bytes([n]), at) for n in range(count)
    ]


def asked(found: list[Look]) -> dict[str, tuple[str, ...]]:
    return {one.account: one.reasons for one in hints(found, FIGURES, calendar())}


def test_usual_looks_are_not_asked_about() -> None:
    assert asked([*looks("a", 6), *looks("b", 7), *looks("c", 8)]) == {}
    assert asked([]) == {}


def test_far_more_than_the_others_of_the_role() -> None:
    usual = [*looks("a", 4), *looks("b", 4)]
    assert asked([*usual, *looks("c", 20)]) == {}  # five times the median, not more
    assert asked([*usual, *looks("c", 21)]) == {"c": ("many",)}
    few = [*looks("a", 1), *looks("b", 1)]
    assert asked([*few, *looks("c", 19)]) == {}  # fewer than are ever many


def test_one_alone_in_its_role_is_measured_by_the_least_number() -> None:
    assert asked(looks("a", 19)) == {}
    assert asked(looks("a", 20)) == {"a": ("many",)}


def test_the_same_organisation_again_and_again() -> None:
    assert asked(looks("a", 4, same=True)) == {}
    assert asked(looks("a", 5, same=True)) == {"a": ("same",)}


def test_days_off_are_those_of_the_calendar() -> None:
    qingming, made_up = datetime(2026, 4, 6, 2, tzinfo=UTC), datetime(2026, 5, 9, 2, tzinfo=UTC)
    assert asked(looks("a", 5, at=qingming)) == {"a": ("off_days",)}
    assert asked(looks("a", 5, at=made_up)) == {}
    sunday_in_shanghai = datetime(2026, 4, 18, 16, 30, tzinfo=UTC)
    assert asked(looks("a", 5, at=sunday_in_shanghai)) == {"a": ("off_days",)}


def test_the_most_looks_come_first() -> None:
    found = hints([*looks("a", 5, same=True), *looks("b", 9, same=True)], FIGURES, calendar())
    assert [one.account for one in found] == ["b", "a"]
