"""The clock of a record says what the gate does: the same day is the last, and every day has its rule."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdelta.pipeline.ledger_rows import BETWEEN
from creditdelta.records.clock import Clock, clock, deadline, reckoner
from creditdelta.records.publishing import Rules, Viewer, publishable
from creditdelta.records.rules import Record, Statement
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.records import standard, standards

RULES = Rules(standards(), publications(), calendar())
RECKON = reckoner(RULES.calendar)
COMPANY = "91310115DEMA00013F"
ADVERSE = sorted(item.id for item in standards().values() if item.nature == "adverse")
ONE_DAY = timedelta(1)


def said(kind: str = "penalty", decided: str = "2026-04-02", **more) -> Statement:
    item = standard(kind) if "/" not in kind else standards()[kind]
    return Statement(
        place=1,
        document=b"d",
        version=b"v",
        standard=item.id,
        authority="11310000DEMG00019W",
        region="310000",
        issued_at=datetime(2026, 1, 1, tzinfo=UTC),
        batch="",
        fits=True,
        decided_on=date.fromisoformat(decided) if decided else None,
        body=BETWEEN.join("" for _ in item.columns),
    )._replace(**more)


def read(statement: Statement, day: str = "2026-06-01") -> Clock:
    return clock(statement, RULES, date.fromisoformat(day), RECKON)


def test_a_penalty_is_repairable_after_three_months_and_over_after_one_year() -> None:
    found = read(said())
    assert (found.repair.on, found.end.on) == (date(2026, 7, 2), date(2027, 4, 2))
    assert found.repair.rule == "publication/penalty/periods/general/2026-04-01"
    assert found.repair.basis.title.startswith("国家发展改革委令第36号")
    assert found.period.label.zh == "一般"


def test_the_end_of_publicity_that_the_sender_states_counts_where_it_is_the_earliest() -> None:
    found = read(said(ends_on=date(2026, 12, 31), publicity_ends_on=date(2026, 9, 30)))
    assert (found.end.on, found.end.column) == (date(2026, 9, 30), "CF_GSJZQ")


def test_the_rule_of_the_day_of_decision_counts() -> None:
    found = read(said(decided="2026-03-31"))
    assert found.end.rule == "publication/penalty/periods/general/2023-05-01"
    assert found.end.on == date(2029, 3, 31)


def test_the_day_the_record_names_counts_where_it_is_earlier() -> None:
    found = read(said(ends_on=date(2026, 12, 31)))
    assert (found.end.on, found.end.cause, found.end.column) == (
        date(2026, 12, 31), "stated", "CF_YXQ",
    )  # fmt: skip
    assert [hand.cause for hand in found.ends] == ["stated", "period", "query"]


def test_nobody_need_ask_for_what_is_over_before() -> None:
    found = read(said(ends_on=date(2026, 5, 1)))
    assert (found.repair, found.ends_first) == (None, True)
    same_day = read(said(ends_on=date(2026, 7, 2)))
    assert same_day.repair is not None
    assert not same_day.ends_first


def test_working_days_are_told_with_what_they_leave_out() -> None:
    due = deadline(said(decided="2025-09-28"), RULES, RECKON)
    assert due.on == date(2025, 10, 14)  # 2025-10-11 is worked, the feast is not
    assert date(2025, 10, 1) in due.counted.skipped
    assert not due.counted.provisional
    assert deadline(said(decided="2026-12-30"), RULES, RECKON).counted.provisional


def test_what_is_not_adverse_has_no_end() -> None:
    found = read(said("licence"))
    assert (found.adverse, found.repair, found.ends) == (False, None, ())
    assert deadline(said("licence"), RULES, RECKON).on == date(2026, 4, 14)


def test_a_rule_without_a_least_period_names_no_day() -> None:
    found = read(said("judgment_debtor", "2025-01-06"))
    assert (found.repair, found.ends_first) == (None, False)
    assert found.end.on == date(2027, 1, 6)


@pytest.mark.parametrize("kind", ADVERSE)
@given(
    decided=st.dates(date(2018, 7, 2), date(2026, 12, 31)),
    term=st.one_of(st.none(), st.integers(0, 3_000)),
    stated=st.one_of(st.none(), st.integers(0, 3_000)),
    region=st.sampled_from(["310000", "320000", "330000"]),
)
def test_the_last_day_of_the_clock_is_the_last_day_of_the_gate(
    kind: str, decided: date, term: int | None, stated: int | None, region: str
) -> None:
    ends = None if term is None else decided + term * ONE_DAY
    statement = said(
        kind, decided.isoformat(), ends_on=ends, region=region,
        authority=f"11{region}DEMG00019W",
        publicity_ends_on=None if stated is None else decided + stated * ONE_DAY,
    )  # fmt: skip
    # Over a row's own first day the query period may change: both are asked on the same day.
    for day in (decided, decided + 400 * ONE_DAY, decided + 1_500 * ONE_DAY):
        end = clock(statement, RULES, day, RECKON).end
        ended = ends is not None and ends < day
        record = Record(b"d", statement, (), "ended" if ended else "standing")
        why = publishable(record, COMPANY, day, Viewer(), RULES)
        if why not in ("nobody", "not_usual"):
            assert (why == "") == (end is None or day <= end.on)
