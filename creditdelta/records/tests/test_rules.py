"""Who speaks for a record and how it stands, against a slow model; no order of arrival matters."""

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditdelta.records.rules import Closing, Statement, record, records, speaking, wait_of

DAY = date(2026, 4, 1)
SHANGHAI = "11310000DEMG00019W"
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def said(place: int = 1, **given) -> Statement:
    start = Statement(
        place=place,
        document=b"d",
        version=bytes([place % 256]),
        standard="penalty/2018",
        authority=SHANGHAI,
        region="320000",
        issued_at=FIRST,
        batch="",
        fits=True,
    )
    return start._replace(**given)


statements = st.lists(
    st.builds(
        lambda region, days, batch, version, fits, document: said(
            region=region,
            issued_at=FIRST + timedelta(days=days),
            batch=batch,
            version=bytes([version]),
            fits=fits,
            document=document,
        ),
        st.sampled_from(["310000", "320000", "330000"]),
        st.integers(0, 3),
        st.sampled_from(["", "1", "2"]),
        st.integers(0, 255),
        st.booleans(),
        st.sampled_from([b"a", b"b"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda one: (one.region, one.document, one.version),
)


def slow_speaker(rows: list[Statement]) -> Statement:
    """The same answer by sorting everything: home first, then rank."""
    fitting = [one for one in rows if one.fits] or rows
    ranked = sorted(fitting, key=lambda one: (one.region == "310000", one.rank))
    return ranked[-1]


@given(statements, st.randoms(use_true_random=False))
def test_the_speaker_is_the_models_in_any_order(rows: list[Statement], random: Random) -> None:
    numbered = [one._replace(place=n) for n, one in enumerate(rows)]
    random.shuffle(numbered)
    for found in records(numbered, [], wait="", day=DAY):
        ours = [one for one in numbered if one.document == found.document]
        assert found.speaking.version == slow_speaker(ours).version
        assert found.standing == ("standing" if any(one.fits for one in ours) else "waiting")


@given(statements)
def test_each_region_has_at_most_one_last_word_and_one_that_waits(rows: list[Statement]) -> None:
    for found in records(rows, [], wait="", day=DAY):
        shown = [found.speaking, *found.others]
        assert len({(one.region, one.fits) for one in shown}) == len(shown)


def test_the_deciding_authoritys_province_wins_over_a_later_report() -> None:
    home = said(1, region="310000")
    away = said(2, region="330000", issued_at=FIRST + timedelta(days=9))
    assert speaking([away, home]) is home


def test_without_an_authority_the_latest_issue_speaks() -> None:
    early = said(1, region="310000", authority="")
    late = said(2, region="330000", authority="", issued_at=FIRST + timedelta(days=1))
    assert speaking([late, early]) is late


def test_a_statement_that_waits_for_its_name_does_not_speak() -> None:
    fits = said(1)
    misnamed = said(2, issued_at=FIRST + timedelta(days=1), fits=False)
    found = record(b"d", [misnamed, fits], [], wait="", day=DAY)
    assert found.speaking is fits
    assert found.others == (misnamed,)
    assert found.standing == "standing"


@pytest.mark.parametrize(
    ("ends_on", "standing"),
    [(None, "standing"), (DAY, "standing"), (DAY - timedelta(days=1), "ended")],
)
def test_a_term_runs_to_the_end_of_its_last_day(ends_on: date | None, standing: str) -> None:
    found = record(b"d", [said(1, ends_on=ends_on)], [], wait="", day=DAY)
    assert found.standing == standing


def test_closed_is_closed_whoever_waits_and_the_first_closing_is_told() -> None:
    late = Closing(b"2", b"d", "withdrawn", "数据错误", DAY)
    early = Closing(b"1", b"d", "replaced", "数据错误", DAY - timedelta(days=3), b"new")
    found = record(b"d", [said(1)], [late, early], wait="unconfirmed", day=DAY)
    assert (found.standing, found.closing) == ("closed", early)


def test_a_withdrawal_may_come_before_its_record() -> None:
    found = records([], [Closing(b"1", b"d", "withdrawn", "数据错误", DAY)], wait="", day=DAY)
    assert [(one.standing, one.speaking) for one in found] == [("closed", None)]


@pytest.mark.parametrize(
    ("owners", "resolved", "confirmed", "why"),
    [
        (0, True, True, ""),
        (0, True, False, "unconfirmed"),
        (0, False, False, "unknown"),
        (2, False, False, "ambiguous"),
    ],
)
def test_why_a_reference_waits(owners: int, resolved: bool, confirmed: bool, why: str) -> None:
    assert wait_of(owners, confirmed=confirmed, resolved=resolved) == why
