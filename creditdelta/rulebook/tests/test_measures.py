"""Measures: read strictly, and a sanction without a ground of law on the day is none."""

from datetime import date

import pytest

from creditdelta.rulebook.instruments import lawful, on_day
from creditdelta.rulebook.measures import held, measures, measures_on
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

FILE = "measures/catalogue.toml"
DAYS = [date(year, month, 1) for year in range(2018, 2028) for month in (1, 7)]
CASES = [
    ('executed_by = ["finance"]', 'executed_by = ["palace"]', "nobody executes it: 'palace'"),
    ('executed_by = ["finance"]', "executed_by = []", "nobody executes it"),
    ('"sanctions-2021", "sanctions-2024"', '"rumour"', "rests on nothing: 'rumour'"),
    ('instruments = ["sanctions-2021", "sanctions-2024"]', "instruments = []", "rests on nothing"),
    ('group = "by_law"', 'group = "shame"', "is not allowed"),
    ('id = "procurement"', 'id = "land_supply"', "overlaps an earlier row"),
]


@pytest.mark.parametrize(("old", "new", "problem"), CASES)
def test_a_wrong_measure_is_named(spoil: Spoil, old: str, new: str, problem: str) -> None:
    with pytest.raises(RulebookError, match=problem):
        measures(spoil(FILE, old, new))


@pytest.mark.parametrize("day", DAYS)
def test_a_sanction_holds_on_law_alone(day: date) -> None:
    for id, one in measures_on(day).items():
        if held(id, day):
            assert any(on_day(document, day) for document in one.instruments)
        if one.kind == "sanction":
            assert held(id, day) == any(lawful(document, day) for document in one.instruments)


def test_memoranda_alone_carry_incentives() -> None:
    day = date(2019, 9, 1)  # before the guidance and the national list
    found = {id for id in measures_on(day) if held(id, day)}
    assert {measures()[id].kind for id in found} == {"incentive"}


def test_the_national_list_carries_sanctions_from_its_first_day() -> None:
    assert not held("procurement", date(2021, 12, 31))
    assert held("procurement", date(2022, 1, 1))
    assert held("procurement", date(2024, 3, 1))


def test_without_the_documents_nothing_holds(spoil: Spoil) -> None:
    root = spoil("instruments/credit-order-49-2020.toml", 'kind = "agreement"', 'kind = "default"')
    assert not held("procurement", date(2023, 1, 1), root)
    assert not held("nothing", date(2023, 1, 1))
