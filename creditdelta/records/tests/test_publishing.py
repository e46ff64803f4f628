"""The one gate: who may see which record on which day, and which of its cells."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from creditdelta.pipeline.ledger_rows import BETWEEN
from creditdelta.records.publishing import (
    MASK,
    PurposeMissing,
    Rules,
    Viewer,
    publishable,
    visible_cells,
)
from creditdelta.records.rules import Closing, Record, Statement
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.records import standard, standards

RULES = Rules(standards(), publications(), calendar())
COMPANY, TRADER = "91310115DEMA00013F", "92310115DEMA00013D"
PUBLIC, LIST = Viewer(), Viewer(exact_code=False)


def body(kind: str, **cells: str) -> str:
    return BETWEEN.join(cells.get(column.code, "") for column in standard(kind).columns)


def record(kind: str = "penalty", decided: str = "2024-06-03", standing="standing", **given):
    said = Statement(
        place=1,
        document=b"d",
        version=b"v",
        standard=standard(kind).id,
        authority="11310000DEMG00019W",
        region="310000",
        issued_at=datetime(2026, 1, 1, tzinfo=UTC),
        batch="",
        fits=True,
        decided_on=date.fromisoformat(decided),
        body=body(kind),
    )
    return Record(b"d", said._replace(**given), (), standing)


@pytest.mark.parametrize(
    ("given", "day", "why"),
    [
        ({}, "2026-06-03", ""),  # general: three years under the rule of the day of decision
        ({}, "2027-06-03", ""),
        ({}, "2027-06-04", "period_over"),
        ({"decided": "2026-04-02"}, "2027-04-02", ""),  # one year since April 2026
        ({"decided": "2026-04-02"}, "2027-04-03", "period_over"),
        # What the sender itself states as the end of publicity is never outlived.
        ({"publicity_ends_on": date(2026, 6, 3)}, "2026-06-03", ""),
        ({"publicity_ends_on": date(2026, 6, 3)}, "2026-06-04", "publicity_ended"),
        ({"standing": "ended"}, "2026-06-03", "ended"),
        ({"standing": "closed"}, "2026-06-03", "closed"),
        ({"standing": "waiting"}, "2026-06-03", "waiting"),
        ({"kind": "water_arrears"}, "2026-06-03", "nobody"),
        ({"kind": "licence", "standing": "ended"}, "2026-06-03", ""),
        # Five years after the conduct in Shanghai, whatever the day of the decision.
        ({"kind": "tax_arrears", "happened_on": date(2021, 6, 1)}, "2026-06-02", "query_ended"),
        ({"kind": "tax_arrears", "happened_on": date(2021, 6, 2)}, "2026-06-02", ""),
    ],
)
def test_what_the_public_may_see(given: dict[str, Any], day: str, why: str) -> None:
    assert publishable(record(**given), COMPANY, date.fromisoformat(day), PUBLIC, RULES) == why


@pytest.mark.parametrize(
    ("code", "kind", "why"),
    [
        (COMPANY, "penalty", ""),
        (TRADER, "penalty", "exact_code"),
        (COMPANY, "work_safety", "exact_code"),
    ],
)
def test_lists_show_less_than_the_exact_code(code: str, kind: str, why: str) -> None:
    day = date(2026, 6, 3)
    assert publishable(record(kind), code, day, LIST, RULES) == why
    assert publishable(record(kind), code, day, PUBLIC, RULES) == ""


@pytest.mark.parametrize("viewer", [Viewer("self"), Viewer("officer", purpose="核查")])
def test_the_organisation_and_officers_see_what_waits_and_what_is_closed(viewer: Viewer) -> None:
    day = date(2030, 1, 1)
    for standing in ("waiting", "closed", "ended"):
        assert publishable(record(standing=standing), COMPANY, day, viewer, RULES) == ""


def test_a_record_closed_before_anybody_reported_it_shows_nothing() -> None:
    closing = Closing(b"1", b"d", "withdrawn", "数据错误", date(2026, 1, 1))
    closed = Record(b"d", None, (), "closed", closing=closing)
    assert publishable(closed, COMPANY, date(2026, 6, 3), PUBLIC, RULES) == "closed"


def test_an_officer_without_a_purpose_sees_nothing() -> None:
    with pytest.raises(PurposeMissing):
        Viewer("officer", purpose=" ")


def test_a_persons_name_and_number_stay_inside() -> None:
    said = record(
        body=body(
            "penalty",
            CF_XDR_MC="上海示例商贸有限公司",
            CF_FRDB="张某",
            CF_FR_ZJHM="310101199001011234",
            CF_SY="联系电话13800138000的经营者",
        )
    ).speaking
    (public,), (officer,) = (
        visible_cells([said], viewer, RULES)
        for viewer in (PUBLIC, Viewer("officer", purpose="核查"))
    )
    assert public == {"CF_XDR_MC": "上海示例商贸有限公司", "CF_SY": MASK}
    assert officer == public | {"CF_FRDB": "张某"}
