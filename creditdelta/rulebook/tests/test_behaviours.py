"""Conduct across provinces: national rules hold where a province has none, and gaps are told."""

from datetime import date

import pytest

from creditdelta.rulebook.behaviours import behaviours, rules_on
from creditdelta.rulebook.differences import crosswalk
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

DAY = date(2026, 4, 1)
FILE = "behaviours/crosswalk.toml"


def row(id: str, day: date = DAY) -> dict[str, str]:
    """What follows from a conduct, by province."""
    found = next(one for one in crosswalk(day) if one.id == f"behaviour {id}")
    return {region: rule.text.zh for region, rule in found.rules.items()}


def test_a_national_rule_holds_everywhere() -> None:
    assert set(row("tax_major")) == {"310000", "320000", "330000", "340000"}
    assert set(row("tax_major").values()) == {"严重，公布为重大税收违法失信主体，3年"}
    assert not row("tax_major", date(2022, 1, 31))


def test_the_day_decides() -> None:
    assert "5年" in row("market_heavy", date(2021, 8, 31))["310000"]
    assert "3年" in row("market_heavy", date(2021, 9, 1))["310000"]
    assert not row("penalty_simple", date(2026, 3, 31))


def test_provinces_differ_and_gaps_stay() -> None:
    found = {one.id: one for one in crosswalk(DAY)}
    assert found["behaviour discharge_over"].differs
    assert set(row("discharge_over")) == {"320000"}
    assert not found["behaviour tax_major"].differs
    crime = row("environment_crime")
    assert crime["320000"] != crime["330000"]
    assert "310000" not in crime
    assert len(found) == len(behaviours())
    assert [one.region for one in rules_on("agency_revoked", DAY)] == ["340000"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('behaviour = "tax_major"', 'behaviour = "none"', "nothing follows from tax_major"),
        ('region = "340000"', 'region = "110000"', "is not known"),
        ('instrument = "tourism-2019"', 'instrument = "none"', "see instruments"),
        ('class = "minor"', 'class = "tiny"', "is not allowed"),
        ('term = "+6m"', 'term = "half a year"', "is no term"),
        ("until = 2021-08-31", "until = 2021-09-01", "overlaps"),
        ('id = "tax_major"', 'id = "market_heavy"', "stands twice"),
    ],
)
def test_what_does_not_load(old: str, new: str, says: str, spoil: Spoil) -> None:
    root = spoil(FILE, old, new)
    with pytest.raises(RulebookError, match=says):
        behaviours(root)
