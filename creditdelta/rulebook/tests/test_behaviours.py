"""Behaviours: read strictly, a province before the country, and the crosswalk says what the rows say."""

from datetime import date, timedelta

import pytest

from creditdelta.rulebook.behaviours import SEVERITIES, behaviours, own_rule, rule_on
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.differences import crosswalk
from creditdelta.rulebook.instruments import on_day
from creditdelta.rulebook.measures import measures
from creditdelta.rulebook.places import NATION
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

CRIME, JUDGMENT = "behaviours/environmental_crime.toml", "behaviours/judgment_not_performed.toml"
ABNORMAL, FOOD = "behaviours/abnormal_three_years.toml", "behaviours/food_drug_violation.toml"
SHANGHAI, JIANGSU, ZHEJIANG, ANHUI = PROVINCES
DAY = date(2023, 6, 1)
DAYS = [date(year, month, 1) for year in range(2018, 2028) for month in (1, 7, 11)]
CASES = [
    (CRIME, 'sector = "environment"', 'sector = "palace"', "no sector 'palace'"),
    (CRIME, 'regions = ["320000"]', 'regions = ["110000"]', "are no regions"),
    (CRIME, 'regions = ["320000"]', "regions = []", "are no regions"),
    (CRIME, 'regions = ["320000"]', 'regions = ["330000"]', "rules of 330000.2: overlaps"),
    (CRIME, '"credit_reference"', '"shame"', "no measure 'shame'"),
    (CRIME, 'severity = "serious"', 'severity = "mortal"', "is not allowed"),
    (CRIME, '"zhejiang-credit-2017#24"', '"zhejiang-credit-2017#99"', "no document 'zhejiang"),
    (CRIME, '"jiangsu-environment-2019"', '"rumour"', "no document 'rumour'"),
    (CRIME, "since = 2019-01-01", "since = 2018-12-31", "no document 'jiangsu-environment-2019'"),
    (CRIME, '"jiangsu-environment-2019"', '"shanghai-credit-2017"', "does not hold in 320000"),
    (JUDGMENT, 'regions = ["340000"]', 'regions = ["100000"]', "rules of 100000.2: overlaps"),
    (FOOD, "until = 2026-03-31\n", "", "outlasts its document"),
    (ABNORMAL, 'term = "+5y"', 'term = "long"', "is no term"),
    (ABNORMAL, 'severity = "serious"\nterm = "+5y"\n', "", "says nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "problem"), CASES)
def test_a_wrong_behaviour_is_named(
    spoil: Spoil, file: str, old: str, new: str, problem: str
) -> None:
    with pytest.raises(RulebookError, match=problem):
        behaviours(spoil(file, old, new))


def test_a_province_goes_before_the_country() -> None:
    one = behaviours()["judgment_not_performed"]
    national, own = rule_on(one, SHANGHAI, DAY), rule_on(one, ANHUI, DAY)
    assert national == own_rule(one, NATION, DAY)
    assert own is not None
    assert own.instrument == "tourism-2019"
    assert rule_on(one, ANHUI, date(2020, 12, 31)) == national


def test_what_is_not_known_is_absent() -> None:
    one = behaviours()["discharge_above_limits"]
    assert [bool(rule_on(one, region, DAY)) for region in PROVINCES] == [False, True, False, False]
    assert rule_on(behaviours()["counterfeit"], SHANGHAI, date(2021, 8, 31)) is None


@pytest.mark.parametrize("day", DAYS)
def test_the_crosswalk_says_what_the_rows_of_the_day_say(day: date) -> None:
    table = {one.id: one for one in crosswalk(day)}
    for id, one in behaviours().items():
        held = {region: rule_on(one, region, day) for region in PROVINCES}
        assert (id in table) == any(held.values())
        for region, row in held.items() if id in table else ():
            told = table[id].holds(region)
            assert (told is None) == (row is None)
            if row and told:
                assert (told.basis, told.document) == (row.basis, row.instrument)
                assert on_day(told.document, day)
                names = [measures()[measure].label.zh for measure in row.measures]
                assert all(name in told.text.zh for name in names)
                assert not row.severity or told.text.zh.startswith(SEVERITIES[row.severity].zh)


def test_what_differs_is_marked() -> None:
    told = {one.id: one.differs for one in crosswalk(DAY)}
    assert told["discharge_above_limits"], "one province says something, the others nothing"
    assert told["environmental_crime"]
    assert told["judgment_not_performed"], "one province has a rule beside the national one"
    assert not told["counterfeit"], "the national rule alone"
    assert not told["false_monitoring_data"], "one memorandum of all four"
    before = {one.id: one.differs for one in crosswalk(date(2019, 6, 1))}
    assert before["false_monitoring_data"], "Zhejiang had a list of its own"


def test_a_rule_that_changed_is_read_by_its_day() -> None:
    def term(day: date) -> str:
        (one,) = [one for one in crosswalk(day) if one.id == "abnormal_three_years"]
        found = one.holds(JIANGSU)
        return found.text.en if found else ""

    change = date(2021, 9, 1)
    assert (term(change - timedelta(1)), term(change)) == ("serious; 5 years", "serious; 3 years")


def test_the_behaviours_of_the_plan_are_there() -> None:
    wanted = {
        "false_monitoring_data", "wage_arrears", "counterfeit", "unlicensed_tourism",
        "tourism_accident", "judgment_not_performed", "serious_tax_violation",
    }  # fmt: skip
    assert wanted <= set(behaviours())
