"""Every record kind says in data what the ledger, the checker and the publisher need to know of it."""

from datetime import date

import pytest

from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.roles import columns_of
from creditdelta.rulebook.standards import Standard

EVERY = pytest.mark.parametrize("item", standards().values(), ids=lambda item: item.kind)
KINDS = {
    "registration": "registration code_map equity_change capital_contribution",
    "administration": "licence penalty tax_arrears tax_inspection inspection coercive_measure"
    " confirmation levy ruling payment",
    "honesty": "taxpayer_a award",
    "serious_list": "judgment_debtor major_tax_violation serious_list work_safety"
    " government_procurement overloading",
    "abnormal_list": "abnormal_list abnormal_taxpayer",
    "commitment": "commitment",
    "evaluation": "tax_credit_grade customs rating",
    "judicial": "unperformed_judgment",
    "contract": "contract_performance",
    "utility": "water_arrears electricity_arrears gas_arrears housing_fund social_insurance",
    "market": "association_member",
    "other": "withdrawal",
}
MARKET = {
    *KINDS["contract"].split(), *KINDS["utility"].split(), *KINDS["market"].split(),
}  # fmt: skip
ORDINANCES = {("310000", "+5y", "conduct_ended"), ("330000", "+5y", "recognised")}
YEARS = {
    "judgment_debtor",
    "list_entry",
    "major_tax_violation",
    "serious_list",
    "sector_list",
    "penalty",
}


def test_the_kinds_stand_in_these_sections() -> None:
    found: dict[str, set[str]] = {}
    for item in standards().values():
        found.setdefault(item.section, set()).add(item.kind)
    assert found == {section: set(kinds.split()) for section, kinds in KINDS.items()}


def test_what_the_market_reports_is_kept_apart_and_published_to_nobody() -> None:
    market = {item.kind: item for item in standards().values() if item.side == "market"}
    assert set(market) == MARKET
    rules = publications()
    for item in market.values():
        assert {row.who for row in rules[item.publication].viewers} == {"nobody"}


@EVERY
def test_a_record_has_a_day_unless_it_is_about_a_month_or_confirms(item: Standard) -> None:
    role = item.role
    dated = role.happened or role.decided or role.published
    assert dated or item.confirms or item.kind in ("housing_fund", "social_insurance")


@EVERY
def test_a_days_column_is_a_day_and_no_decision_lies_in_the_future(item: Standard) -> None:
    assert set(filter(None, (item.role.decided, item.role.published))) <= {
        *item.not_future, "published_on",
    }  # fmt: skip


@EVERY
def test_sole_traders_are_found_by_their_code_at_most(item: Standard) -> None:
    who = {
        row.who for row in publications()[item.publication].viewers if row.about == "sole_trader"
    }
    assert "everybody" not in who


@EVERY
def test_adverse_records_end_to_be_found_where_an_ordinance_says_so(item: Standard) -> None:
    rule = publications()[item.publication]
    ends = {(row.region, row.term, row.start) for row in rule.query_ends}
    assert ends == (ORDINANCES if item.nature == "adverse" else set())


def test_only_what_has_a_figure_has_a_period() -> None:
    assert {name for name, rule in publications().items() if rule.periods} == YEARS
    rows = publications()["serious_list"].periods_on(date(2024, 1, 1))
    assert [(row.minimum, row.maximum, row.basis.confidence) for row in rows] == [
        ("+1y", "+3y", "C2")
    ]


@EVERY
def test_no_adverse_record_is_shown_to_everybody_on_our_own_word(item: Standard) -> None:
    if item.nature != "adverse":
        return
    for row in publications()[item.publication].viewers:
        past = row.until is not None
        assert past or row.who != "everybody" or row.basis.kind in ("law", "agreement")


@EVERY
def test_persons_names_are_marked_and_their_numbers_left_out(item: Standard) -> None:
    for column in item.columns:
        named = any(
            word in column.label.zh for word in ("法定代表人", "负责人", "股东名称", "出资人名称")
        )
        if column.type == "text" and named:
            assert column.privacy == "person_name"
    numbers = {column.code for column in item.columns if column.privacy == "person_id"}
    assert not numbers or item.kind in ("licence", "penalty")


@EVERY
def test_a_role_names_each_column_once_but_for_the_day_that_is_also_a_number(
    item: Standard,
) -> None:
    named = columns_of(item.role)
    dates = {item.role.decided, item.role.happened, item.role.published}
    again = ("number", "matter")  # what is told in a line may be told by other roles too
    plain = [code for role, codes in named.items() if role not in again for code in codes]
    assert len(plain) == len(set(plain))
    assert set(named.get("number", ())) & set(plain) <= dates


@EVERY
def test_what_is_told_in_a_line_may_be_told_to_everybody(item: Standard) -> None:
    told = (*item.role.matter, *filter(None, (item.role.legal_basis,)))
    assert {item.column(code).privacy for code in told} <= {"public"}


def test_registrations_alone_tell_where_and_what_an_organisation_is() -> None:
    with_place = {item.kind for item in standards().values() if item.role.division}
    assert with_place == {"registration"}
    assert {item.kind for item in standards().values() if item.confirms} == {
        "registration", "code_map",
    }  # fmt: skip
