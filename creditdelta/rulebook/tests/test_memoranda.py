"""Memoranda: parties, triggers, measures, ends; which mistakes do not load, and what may be used on a day."""

from datetime import date

import pytest

from creditdelta.rulebook.measures import measures
from creditdelta.rulebook.memoranda import applies, document_on, memoranda
from creditdelta.rulebook.sectors import sectors
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

FILE = "sectors/environment/memorandum.toml"
DAY = date(2026, 4, 1)


def test_every_sector_has_one_where_inventions_count() -> None:
    assert memoranda(allow_fictional=True).keys() == sectors().keys()
    assert set(memoranda()) == {"environment", "food_drug", "product_quality", "tourism", "labour"}


def test_the_edition_of_the_day_carries_it() -> None:
    one = memoranda()["environment"]
    found = [document_on(one, day) for day in (date(2020, 10, 19), date(2020, 10, 20))]
    assert [each and each.id for each in found] == ["environment-2018", "environment-2020"]
    assert document_on(one, date(2018, 5, 31)) is None
    assert one.documents == ("environment-2018", "environment-2020")


def test_a_sanction_needs_law_on_the_day() -> None:
    one = memoranda()["environment"]
    row = next(each for each in one.measures if each.measure == "public_funds")
    assert measures()[row.measure].kind == "sanction"
    assert not applies(row, one, date(2019, 6, 1)), (
        "before the guidance of 2020 no sanction rests on law"
    )
    assert applies(row, one, DAY)
    assert not applies(row, one, date(2018, 5, 31))


def test_an_invented_one_applies_in_a_demonstration_only() -> None:
    one = memoranda(allow_fictional=True)["transport"]
    assert applies(one.measures[0], one, DAY, allow_fictional=True)
    assert not applies(one.measures[0], one, DAY)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('instrument = "environment-2020"', 'instrument = "order-44-2021"', "no memorandum"),
        ('instrument = "environment-2020"', 'instrument = "none"', "no memorandum"),
        ('earlier = ["environment-2018"]', 'earlier = ["tourism-2019"]', "does not follow"),
        ('"310000", ', '"110000", ', "no provinces"),
        ('["310000", "320000", "330000", "340000"]', "[]", "no provinces"),
        ('offices = ["credit", "ecology"]', 'offices = ["credit", "credit"]', "or twice"),
        ('offices = ["credit", "ecology"]', 'offices = ["fishing"]', "no office for this"),
        ('measure = "credit_reference"', 'measure = "prison"', "no measure"),
        ('lists = ["environment_serious"]', 'lists = ["tourism_serious"]', "no list of this sector"),
        ('lists = ["environment_serious"]', "lists = []", "no list of this sector"),
        ('lists = ["environment_serious"]', 'lists = ["environment_honest"]', "does not go with"),
        ('executed_by = ["bank"]', 'executed_by = ["tax"]', "no office for this"),
        ('ends = "repair"', 'ends = "term"', "does not fit the end"),
        ('ends = "repair"', 'ends = "repair"\nterm = "+1y"', "does not fit the end"),
        ('ends = "repair"', 'ends = "never"', "is not allowed"),
        ("since = 2018-07-01", "since = 2017-07-01", "before or after the memorandum"),
        ('measure = "public_funds"', 'measure = "credit_reference"', "overlaps"),
    ],
)  # fmt: skip
def test_what_does_not_load(old: str, new: str, says: str, spoil: Spoil) -> None:
    root = spoil(FILE, old, new)
    with pytest.raises(RulebookError, match=says):
        memoranda(root)


def test_repair_ends_sanctions_only(spoil: Spoil) -> None:
    root = spoil(
        FILE, 'lists = ["environment_honest"]', 'ends = "repair"\nlists = ["environment_honest"]'
    )
    with pytest.raises(RulebookError, match="repair ends sanctions only"):
        memoranda(root)
