"""The region's cities by the day they joined, and what a registered state says of an organisation."""

from datetime import date

import pytest

from creditdelta.rulebook.cities import cities, city_of
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.life import life_of, states
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

DAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("day", "count"),
    [("2017-12-31", 30), ("2018-04-01", 34), ("2019-10-14", 34), ("2019-10-15", 41)],
)
def test_how_many_cities_on_a_day(day: str, count: int) -> None:
    on = date.fromisoformat(day)
    assert sum(city.member_from <= on for city in cities().values()) == count


@pytest.mark.parametrize(
    ("division", "name"),
    [("310115", "上海市"), ("330782", "金华市"), ("110105", None), ("340302", "蚌埠市")],
)
def test_the_city_of_a_division(division: str, name: str | None) -> None:
    city = city_of(division, DAY)
    assert (city.name if city else None) == name


def test_every_listed_state_says_what_it_means() -> None:
    listed = {row.code for row in enum("registration-status").rows}
    assert {row.status for row in states()} == listed
    assert (life_of("吊销", DAY), life_of("注销", DAY), life_of("新词", DAY)) == (
        "revoked", "gone", "alive",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("codes/cities.csv", '"宣城市"', '"宣州市"', "341800 is not"),
        ("codes/cities.csv", '"2018-04-01"', '"2018-4"', "is no day"),
        ("codes/cities.csv", '"code","name"', '"name","code"', "the heading differs"),
        ("codes/life.toml", 'life = "revoked"', 'life = "dead"', "is not allowed"),
        ("codes/life.toml", 'status = "在业"', 'status = "存续"', "overlaps"),
    ],
)
def test_a_wrong_row(file: str, old: str, new: str, says: str, spoil: Spoil) -> None:
    root = spoil(file, old, new)
    load = cities if file.endswith(".csv") else states
    with pytest.raises(RulebookError, match=says):
        load(root)
