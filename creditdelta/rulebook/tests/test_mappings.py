"""The shipped mappings fill what their standards ask for, or say that they cannot."""

import pytest

from creditdelta.rulebook.mappings import mappings
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Mapping

EVERY = list(mappings().values())


@pytest.mark.parametrize("item", EVERY, ids=lambda item: item.source)
def test_every_column_asked_for_is_mapped_or_named_as_missing(item: Mapping) -> None:
    standard = standards()[item.standard]
    asked = {column.code for column in standard.columns if column.need != "optional"}
    given = {mapped.to for mapped in item.columns} | set(item.without)
    assert asked <= given


@pytest.mark.parametrize("item", EVERY, ids=lambda item: item.source)
def test_no_mapping_fills_a_column_of_identity_numbers(item: Mapping) -> None:
    standard = standards()[item.standard]
    filled = {standard.column(mapped.to).privacy for mapped in item.columns}
    assert "person_id" not in filled


def test_the_open_publisher_has_ten_columns_and_writes_na() -> None:
    item = mappings()["open-registrations"]
    assert [name for mapped in item.columns for name in mapped.sources] == [
        "企业名称", "统一社会信用代码", "注册日期", "企业类型", "法人代表",
        "注册资金", "经营范围", "所在省份", "地区", "注册地址",
    ]  # fmt: skip
    assert item.empty == ("N/A",)


def test_zhejiang_writes_yuan_and_two_confiscated_amounts() -> None:
    by_target = {mapped.to: mapped for mapped in mappings()["zhejiang-penalty"].columns}
    assert by_target["CF_NR_FK"].convert == "yuan_to_wan"
    assert by_target["CF_NR_WFFF"].convert == "sum_yuan_to_wan"
    assert len(by_target["CF_NR_WFFF"].sources) == 2


@pytest.mark.parametrize("source", ["legacy-licence-2015", "legacy-penalty-2015"])
def test_a_filled_identity_card_makes_an_old_row_one_about_a_person(source: str) -> None:
    tests = {test.column: test.values for test in mappings()[source].person}
    assert tests[next(name for name in tests if name.endswith("_SFZ"))] == ()
