"""Offices by rule and exception: the structure of the region is whole, and a wrong row is refused."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.rulebook.cities import PROVINCES, cities
from creditdelta.rulebook.memoranda import memoranda
from creditdelta.rulebook.office_kinds import office_kinds
from creditdelta.rulebook.offices import (
    UnknownOffice,
    division_of,
    office,
    offices,
    offices_of,
    reporting,
)
from creditdelta.rulebook.policy import policy
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

ADDED = '"330200-customs","customs","added"'
KIND_CASES = [
    ('role = "credit_officer"', 'role = "clerk"', "role", "is not allowed"),
    ('zh = "{place}发展', 'zh = "{town}发展', "at.1", "has another blank"),
    ('reports = ["award"', 'reports = ["awards"', "at.1", "no record kind 'awards'"),
    ('provinces = ["320000"]', 'provinces = ["110000"]', "at", "is no province"),
    ('id = "ecology"', 'id = "credit"', "kinds", "overlaps an earlier row credit"),
    ('basis = "structure"', 'basis = "law"', "basis", "no ground 'law'"),
    ('level = "city"', 'level = "county"', "at", "no rule makes offices of counties"),
    ('reports = ["overloading"]', 'reports = ["customs"]', "customs", "both report customs"),
]
EXCEPTION_CASES = [
    (ADDED, '"330200-customs","customs","named"', "no rule makes this office"),
    (ADDED, '"330299-customs","customs","added"', "no such kind or place"),
    (ADDED, '"330200-customs","court","added"', "is no id of its kind"),
    (ADDED, '"330200-customs","customs","more"', "is not allowed"),
    (ADDED, '"330200-customs","customs","none"', "does not fit the action"),
    (ADDED, '"330200-tax","tax","added"', "there is such an office already"),
    ('"2022-01-01"', '"soon"', "is no day"),
    ('"宁波海关"', '""', "does not fit the action"),
]


def test_every_province_and_city_has_its_offices() -> None:
    kinds = {one.kind for one in offices().values() if not one.market}
    assert len(cities()) == 41
    for city in cities():
        here = {one.kind for one in offices().values() if one.division == city}
        assert kinds - {"customs", "food_drug", "court"} <= here
        assert "court" in here
    for region in PROVINCES:
        own = {one.kind for one in offices_of(region) if one.division == region}
        assert kinds - {"housing_fund", "urban_management"} <= own


def test_an_office_lies_in_its_region_and_is_named_once() -> None:
    for one in offices().values():
        assert one.region == one.division[:2] + "0000"
        assert one.id.startswith(f"{one.division}-{one.kind}")
        assert "{" not in one.label.zh + one.label.en
    labels = [one.label.zh for one in offices().values()]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("320000-ecology", "江苏省生态环境厅"),
        ("310000-ecology", "上海市生态环境局"),
        ("320500-culture_tourism", "苏州市文化广电和旅游局"),
        ("340200-culture_tourism", "芜湖市文化和旅游局"),
        ("320500-court", "江苏省苏州市中级人民法院"),
        ("310000-court", "上海市高级人民法院"),
        ("310000-court_2", "上海市第二中级人民法院"),
        ("330000-tax", "国家税务总局浙江省税务局"),
        ("340000-customs", "合肥海关"),
    ],
)
def test_names_follow_level_and_province(id: str, name: str) -> None:
    assert office(id).label.zh == name


def test_drug_administration_is_apart_in_the_provinces_only() -> None:
    assert {one.level for one in offices().values() if one.kind == "food_drug"} == {
        "province",
        "municipality",
    }


def test_every_kind_of_public_record_has_one_office_in_each_province() -> None:
    public = {item.kind for item in standards().values() if item.side == "public"}
    for region in PROVINCES:
        assert {kind for kind in public if reporting(region, kind) is None} == set()
        assert reporting(region, "association_member") is None
    assert reporting("320000", "judgment_debtor") is office("320000-court")


def test_officers_act_in_a_role_of_the_policy() -> None:
    assert {kind.role for kind in office_kinds()} <= policy().roles.keys()
    assert office("320500-court").role == "court_officer"
    assert office("310000-bank_1").role == "market_reporter"


def test_no_rule_makes_a_market_reporter_and_the_shipped_ones_are_invented() -> None:
    market = [one for one in offices().values() if one.market]
    assert market
    assert all(one.fictional and "虚构" in one.label.zh for one in market)
    assert all(not one.fictional for one in offices().values() if not one.market)


def test_a_real_name_that_came_later_holds_from_its_day() -> None:
    before, after = date(2021, 12, 31), date(2022, 1, 1)
    assert office("330000-culture_tourism", before).label.zh == "浙江省文化和旅游厅"
    assert office("330000-culture_tourism", after).label.zh == "浙江省文化广电和旅游厅"


def test_nobody_is_where_there_is_no_office() -> None:
    with pytest.raises(UnknownOffice):
        office("320500-food_drug")
    with pytest.raises(UnknownOffice):
        office("310000-credit", date(2018, 12, 31))


def test_an_office_can_be_left_out(spoil: Spoil) -> None:
    row = '"310000-credit","credit","named","上海市发展和改革委员会（市社会信用建设办公室）"'
    root = spoil("offices/exceptions.csv", row, '"310000-credit","credit","none",""')
    text = (root / "offices/exceptions.csv").read_text(encoding="utf-8")
    english = '"Shanghai Municipal Development and Reform Commission, office for social credit"'
    (root / "offices/exceptions.csv").write_text(text.replace(english, '""'), encoding="utf-8")
    assert "310000-credit" not in offices(root=root)
    assert "320000-credit" in offices(root=root)


COUNTY = (
    '"320583-ecology","ecology","added","示例昆山生态环境局（虚构）","Example Bureau of Kunshan (invented)",'
    '"2019-01-01","fictional","演示 · demonstration","虚构 · invented","C"\n'
)


def test_an_office_of_a_county_is_added_by_name(copied: Path) -> None:
    path = copied / "offices/exceptions.csv"
    path.write_text(path.read_text("utf-8") + COUNTY, "utf-8")
    one = office("320583-ecology", root=copied)
    assert (one.level, one.division, one.region) == ("county", "320583", "320000")
    assert one in offices_of("320000", root=copied)
    local = memoranda(copied, allow_fictional=True)["environment-jiading-kunshan-taicang"]
    reached = [id for id, each in offices(root=copied).items() if local.reaches(each.division)]
    assert reached == [one.id]
    assert not any(local.reaches(f"{city}00") for city in ("3205", "3201", "3100"))
    assert division_of(one.id) == one.division


def test_a_county_that_is_no_more_has_no_office(copied: Path) -> None:
    path = copied / "offices/exceptions.csv"
    path.write_text(path.read_text("utf-8") + COUNTY.replace("320583", "320584"), "utf-8")
    with pytest.raises(RulebookError, match="no such kind or place"):
        offices(root=copied)


def test_an_id_names_the_division() -> None:
    assert all(division_of(id) == one.division for id, one in offices().items())


def test_rows_of_an_office_follow_each_other(spoil: Spoil) -> None:
    root = spoil("offices/exceptions.csv", '"310000-court_2","court"', '"310000-court_1","court"')
    with pytest.raises(RulebookError, match="310000-court_1 is not later than before"):
        offices(root=root)


@pytest.mark.parametrize(("old", "new", "where", "says"), KIND_CASES)
def test_a_wrong_kind(old: str, new: str, where: str, says: str, spoil: Spoil) -> None:
    with pytest.raises(RulebookError, match=says) as caught:
        offices(root=spoil("offices/kinds.toml", old, new))
    assert where in caught.value.where


@pytest.mark.parametrize(("old", "new", "says"), EXCEPTION_CASES)
def test_a_wrong_exception(old: str, new: str, says: str, spoil: Spoil) -> None:
    with pytest.raises(RulebookError, match=says):
        offices(root=spoil("offices/exceptions.csv", old, new))
