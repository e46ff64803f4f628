"""Shares, days and levels: what counts of submissions tell, case by case."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdelta.quality.rules import (
    MILLION,
    Sent,
    counts,
    freshness,
    is_month,
    maturity,
    met,
    months_until,
    value,
)
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.quality import Condition, levels, measures, window_on

DAY = date(2026, 3, 31)
MEASURES = measures(DAY)


def sent(**given: object) -> Sent:
    usual = {
        "month": "2026-03", "state": "closed", "repeated": False, "confirms": False, "files": 1,
        "rows": 0, "rejected": 0, "passed": 0, "accepted": 0, "waiting": 0, "duplicate": 0,
        "withdrawn": 0, "dated": 0, "late": 0, "corrected": 0,
    }  # fmt: skip
    return Sent(**(usual | given))


def test_every_measure_names_counts_there_are() -> None:
    full = sent(rows=10, rejected=2, passed=1, accepted=5, waiting=1, duplicate=1, withdrawn=1,
                dated=4, late=1, corrected=1)  # fmt: skip
    found = counts([full])
    assert found["valid_rows"] == 9
    for one in MEASURES.values():
        if one.unit == "permille":
            assert found[one.denominator] > 0, one.id


def test_a_file_sent_again_counts_as_duplicate_rows_and_nothing_else() -> None:
    found = counts([sent(rows=5, accepted=5), sent(rows=5, duplicate=5, repeated=True)])
    assert (found["sent_rows"], found["duplicate_rows"]) == (10, 5)
    assert (found["filed_rows"], found["valid_rows"], found["files"]) == (5, 5, 2)


def test_what_was_refused_or_waits_is_a_file_and_no_row() -> None:
    found = counts([sent(state="refused", rows=9, rejected=9), sent(state="held", rows=9)])
    assert dict(+found) == {"refused_files": 1, "pending_files": 1}


def test_registrations_are_never_corrected() -> None:
    found = counts([sent(rows=5, accepted=5, confirms=True)])
    assert value(MEASURES["corrected_ratio"], found, 0, 1).number is None


@pytest.mark.parametrize(
    ("valid", "filed", "asked", "how"),
    [
        (95, 100, 950, "met"),
        (949_999, 1_000_000, 950, "missed"),
        (0, 0, 950, "none"),
    ],
)
def test_a_share_is_compared_exactly(valid: int, filed: int, asked: int, how: str) -> None:
    found = counts([sent(rows=filed, rejected=filed - valid, accepted=valid)])
    told = value(MEASURES["valid_ratio"], found, None, 0)
    assert met(Condition("valid_ratio", asked, None), told) == how


def test_days_and_months_are_compared_as_they_are() -> None:
    fresh = value(MEASURES["freshness"], counts([]), 10, 0)
    assert met(Condition("freshness", None, 10), fresh) == "met"
    assert met(Condition("freshness", None, 9), fresh) == "missed"


def test_the_next_level_says_what_is_lacking() -> None:
    found = counts([sent(rows=100, rejected=8, accepted=92, dated=92, late=5)])
    values = {name: value(one, found, 3, 1) for name, one in MEASURES.items()}
    told = maturity(levels(DAY), values)
    assert (told.level and told.level.level, told.next and told.next.level) == (1, 2)
    assert [one.measure for one in told.lacking] == ["reported_months"]


def test_who_never_reported_has_no_level() -> None:
    values = {name: value(one, counts([]), None, 0) for name, one in MEASURES.items()}
    assert maturity(levels(DAY), values).level is None


@given(
    st.integers(0, 400), st.integers(0, 400), st.integers(0, 400), st.integers(0, 12),
    st.integers(0, 60),
)  # fmt: skip
def test_better_figures_never_lower_the_level(
    good: int, bad: int, late: int, months: int, days: int
) -> None:
    def level(bad: int, late: int, days: int, months: int) -> int:
        found = counts([
            sent(rows=good + bad, rejected=bad, accepted=good, dated=good, late=min(late, good))
        ])  # fmt: skip
        values = {name: value(one, found, days, months) for name, one in MEASURES.items()}
        reached = maturity(levels(DAY), values).level
        return reached.level if reached else 0

    now = level(bad, late, days, months)
    assert level(bad // 2, late, days, months) >= now or not good
    assert level(bad, late // 2, days, months) >= now
    assert level(bad, late, days // 2, months) >= now
    assert level(bad, late, days, months + 1) >= now


def test_months_are_counted_backwards_over_the_year() -> None:
    assert months_until("2026-02", 3) == ("2025-12", "2026-01", "2026-02")
    assert len(months_until("2026-03", window_on(DAY).trend_months)) == 12
    assert [is_month(text) for text in ("2026-03", "2026-00", "2026-3", "٢٠٢٦-٠٣", "")] == [
        True, False, False, False, False,
    ]  # fmt: skip


def test_freshness_is_in_working_days_and_never_negative() -> None:
    assert freshness(date(2026, 3, 27), DAY, calendar()) == 2
    assert freshness(date(2026, 4, 27), DAY, calendar()) == 0
    assert freshness(None, DAY, calendar()) is None


def test_levels_begin_at_one_and_only_grow() -> None:
    found = levels(DAY)
    assert [row.level for row in found] == [1, 2, 3, 4, 5]
    asked: dict[str, int] = {}
    for row in found:
        for one in row.conditions:
            limit = one.at_least if one.at_least is not None else MILLION - (one.at_most or 0)
            assert limit >= asked.get(one.measure, 0), (row.level, one.measure)
            asked[one.measure] = limit
