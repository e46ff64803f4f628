"""The reckoning of fates, one short scene each: the first verdict that fits, and what later files change."""

from datetime import date, datetime

import pytest

from creditdelta.world.expected import Held, late, past_retention, settle, take
from creditdelta.world.mistakes import MISTAKES
from creditdelta.world.story import Row
from creditdelta.world.supplies import Supply

CODE, OFFICE = "91310115DEMA00013F", "11310000DEMG00019W"


def supply(kind="penalty", form="penalty_2018", province="31", day=date(2025, 3, 10)):
    issued = datetime.combine(day, datetime.min.time())
    return Supply(province, kind, form, "decisions", 2, issued, 1, "x.csv", "utf-8", "dashes")


def penalty(**changes):
    plain = {"uscc": CODE, "name": "甲", "authority_code": OFFICE, "number": "示1号"}
    return Row({**plain, "decided": "2025-03-07", "content": "警告", **changes})


def entry(**changes):
    plain = {"uscc": CODE, "name": "甲", "registration_number": "310115000000012"}
    return Row({**plain, **changes})


REGISTER = supply("registration", "registration")
MAP = supply("code_map", "code_map")


@pytest.fixture
def held():
    known = Held()
    assert take(known, REGISTER, [entry()]) == ["accepted"]
    return known


def test_a_confirmed_organisation_under_its_name_is_accepted(held):
    assert take(held, supply(), [penalty()]) == ["accepted"]
    assert held.live >= {("penalty", CODE, OFFICE, "示1号")}


def test_nobody_confirmed_or_another_name_or_no_code_waits(held):
    others = [penalty(uscc="91310000DEMB000148"), penalty(name="乙"), penalty(uscc="", number="2")]
    assert take(held, supply(), others) == ["unconfirmed", "name_mismatch", "unconfirmed"]
    assert len(settle(held)) == 3


def test_evidence_counts_from_the_next_delivery(held):
    assert take(held, supply(), [penalty(name="乙")]) == ["name_mismatch"]
    assert take(held, REGISTER, [entry(name="乙")]) == ["accepted"]
    assert take(held, supply(), [penalty(name="乙", number="2")]) == ["accepted"]
    assert settle(held) == []
    assert held.live >= {("penalty", CODE, OFFICE, "示1号"), ("penalty", CODE, OFFICE, "2")}


def test_an_older_number_leads_to_the_code(held):
    row = penalty(uscc="", registration_number="310115000000012", authority_code="")
    assert take(held, supply(form="penalty_legacy", province="34"), [row]) == ["accepted"]


def test_the_same_words_again_are_a_duplicate_and_others_are_not(held):
    rows = [penalty(), penalty(), penalty(content="罚款")]
    assert take(held, supply(), rows) == ["accepted", "duplicate", "accepted"]
    assert take(held, supply(province="34"), [penalty()]) == ["accepted"]
    assert take(held, supply(), [penalty()]) == ["duplicate"]


def test_what_the_check_refuses_is_refused_and_what_is_only_doubtful_is_not(held):
    by_name = {mistake.name: mistake for mistake in MISTAKES}
    wrong, doubtful = penalty(), penalty(number="2")
    wrong.wrong, doubtful.wrong = by_name["no basis"], by_name["spreadsheet day"]
    assert take(held, supply(), [wrong, doubtful]) == ["refused", "accepted"]


@pytest.mark.parametrize("first", ["record", "withdrawal"])
def test_what_is_withdrawn_stays_withdrawn(held, first):
    record = {"kind": "行政处罚", "uscc": CODE, "authority_code": OFFICE, "number": "示1号"}
    if first == "record":
        assert take(held, supply(), [penalty()]) == ["accepted"]
    assert take(held, supply("withdrawal", "withdrawal"), [Row(record)]) == ["withdrawn"]
    assert take(held, supply(), [penalty()]) == ["closed"]
    settle(held)
    assert ("penalty", CODE, OFFICE, "示1号") not in held.live


@pytest.mark.parametrize(
    ("province", "decided", "past"),
    [("31", "2020-03-07", True), ("33", "2020-03-10", False), ("32", "2018-09-03", False)],
)
def test_retention_is_the_rulebooks_by_region(province, decided, past):
    assert past_retention(supply(province=province), penalty(decided=decided).record) is past


@pytest.mark.parametrize(
    ("decided", "behind"),
    [("2025-02-27", False), ("2025-02-26", True), ("45723", False), ("近日", False)],
)
def test_seven_working_days_to_file(decided, behind):
    assert late(supply(), penalty(decided=decided).record) is behind
