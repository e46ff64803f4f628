"""Who may send what: authorities their decisions, market reporters their own business and nothing else."""

from datetime import date

import pytest

from creditdelta.rulebook.offices import office, offices
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.reporters import kinds_of, office_of, reporters, source_of
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

DAY = date(2026, 3, 1)
CASES = [
    ('["contract_performance"]', '["contracts"]', "no kind of record 'contracts'"),
    ('office_kinds = ["utility"]', 'office_kinds = ["waterworks"]', "no kind of office"),
]


def test_a_market_reporter_sends_no_decision_of_an_authority() -> None:
    sides = {item.kind: item.side for item in standards().values()}
    for one in offices().values():
        sent = set(kinds_of(one, DAY)) - {"withdrawal"}
        foreign = {kind for kind in sent if (sides[kind] == "market") != one.market}
        assert not foreign - set(one.sources), one.id


def test_a_source_leads_back_to_its_office() -> None:
    for one in offices().values():
        for kind in kinds_of(one, DAY):
            assert office_of(one.region, source_of(one, kind)) is one


def test_an_office_of_another_province_is_not_meant() -> None:
    assert office_of("320000", "310000-bank_1") is None
    assert office_of("310000", "nobody") is None


def test_nothing_is_sent_before_the_rule_began() -> None:
    assert "penalty" not in kinds_of(office("310000-ecology"), date(2018, 6, 30))
    assert "penalty" in kinds_of(office("310000-ecology"), date(2018, 7, 1))


@pytest.mark.parametrize(("old", "new", "said"), CASES)
def test_a_wrong_row_is_refused(spoil: Spoil, old: str, new: str, said: str) -> None:
    root = spoil("intake/reporters.toml", old, new)
    with pytest.raises(RulebookError, match=said):
        reporters(root)
