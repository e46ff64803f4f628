"""The table of differences is what the rows of the rulebook say, and nothing else."""

from datetime import date

from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.differences import differences
from creditdelta.rulebook.publication import publications

from .conftest import Spoil

DAY = date(2026, 4, 1)
SHANGHAI, ZHEJIANG, JIANGSU = "310000", "330000", "320000"


def test_every_regional_row_of_the_day_stands_in_it() -> None:
    told = {(one.id, region) for one in differences(DAY) for region in one.rules}
    wanted = {
        (f"found {name}", row.region)
        for name, rule in publications().items()
        for row in rule.query_ends
        if in_force(row, DAY)
    }
    assert wanted
    assert wanted == {one for one in told if one[0] != "ordinance"}


def test_what_is_said_alike_by_all_does_not_differ(spoil: Spoil) -> None:
    file = "publication/utility_arrears.toml"
    rows = [one for one in differences(DAY) if one.id == "found utility_arrears"]
    assert [one.differs for one in rows] == [True]
    more = "".join(
        f'[[query_ends]]\nregion = "{region}"\nterm = "+5y"\nstart = "conduct_ended"\n'
        f'since = 2018-07-01\nbasis = "shanghai"\n\n'
        for region in ("320000", "340000")
    )
    text = '[[query_ends]]\nregion = "330000"\nterm = "+5y"\nstart = "recognised"'
    root = spoil(file, text, f"{more}{text.replace('recognised', 'conduct_ended')}")
    (row,) = [one for one in differences(DAY, root) if one.id == "found utility_arrears"]
    assert sorted(row.rules) == ["310000", "320000", "330000", "340000"]
    assert not row.differs


def test_a_row_that_ended_is_not_compared(spoil: Spoil) -> None:
    file = "publication/penalty.toml"
    root = spoil(file, 'region = "310000"', 'region = "310000"\nuntil = 2020-01-01')
    (row,) = [one for one in differences(DAY, root) if one.id == "found penalty"]
    assert list(row.rules) == [ZHEJIANG]
    (before,) = [one for one in differences(date(2019, 1, 1), root) if one.id == "found penalty"]
    assert SHANGHAI in before.rules


def test_provinces_without_a_regulation_go_by_national_rules() -> None:
    (row,) = [one for one in differences(DAY) if one.id == "ordinance"]
    assert JIANGSU not in row.rules
    assert row.rules[SHANGHAI].text.zh == "上海市社会信用条例"


def test_an_ordinance_of_a_city_is_no_rule_of_its_province(spoil: Spoil) -> None:
    day = date(2026, 4, 1)
    before = next(one for one in differences(day) if one.id == "ordinance")
    root = spoil(
        "instruments/jiangsu-environment-2019.toml", '"normative_document"', '"local_regulation"'
    )
    path = root / "instruments/jiangsu-environment-2019.toml"
    path.write_text(path.read_text("utf-8").replace('["320000"]', '["320583"]'), "utf-8")
    after = next(one for one in differences(day, root) if one.id == "ordinance")
    assert after.rules.keys() == before.rules.keys()
    assert "320583" not in after.rules
