"""Indicators: what the plan asks for is a target, and every share says what it counts."""

from datetime import date

import pytest

from creditdelta.rulebook.glossary import terms
from creditdelta.rulebook.indicators import UnknownIndicator, indicator, indicators
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

DAY = date(2024, 3, 1)
CASES = [
    ('id = "mapping_ratio"', 'id = "conversion_ratio"', "indicators.2", "overlaps an earlier row"),
    ('id = "mapping_ratio"', 'id = "mappingRatio"', "indicators.2", "is no name"),
    (
        '"live_organisations"\n',
        '"live_organisations_with_valid_code"\n',
        "indicators.1",
        "always 1",
    ),
    ("permille = 1000", "permille = 1001", "indicators.1", "target 1001"),
    ("permille = 1000", "permille = 99.9", "indicators.1.target.permille", "not of type int"),
    ('sense = "at_least"', 'sense = "about"', "indicators.1.target.sense", "is not allowed"),
    ('term = "+7wd"', 'term = "7 days"', "indicators.6", "is no term"),
    ('basis = "ours"', 'basis = "theirs"', "indicators.1.basis", "no ground 'theirs'"),
]


def test_the_plans_targets() -> None:
    found = {
        row.id: (row.target.sense, row.target.permille, row.target.basis.kind)
        for row in indicators()
        if row.target
    }
    most = ("at_most", 1, "agreement")
    assert found == {
        "conversion_ratio": ("at_least", 1000, "agreement"),
        "duplicate_code_ratio": most,
        "wrong_code_ratio": most,
        "faulty_code_ratio": most,
    }


def test_a_definition_nobody_published_is_a_default() -> None:
    assert {row.basis.kind for row in indicators()} == {"default"}
    assert all(row.basis.confidence in ("K", "U") for row in indicators())


def test_late_is_later_than_seven_working_days() -> None:
    found = indicator("late_ratio", DAY)
    assert (found.term, found.numerator, found.denominator) == ("+7wd", "late_rows", "dated_rows")


def test_every_indicator_is_a_term_of_the_glossary() -> None:
    known = {term.identifier: (term.zh, term.en) for term in terms()}
    assert {row.id: (row.label.zh, row.label.en) for row in indicators()} == {
        row.id: known.get(row.id) for row in indicators()
    }


def test_an_indicator_without_a_row_that_day_is_unknown() -> None:
    with pytest.raises(UnknownIndicator):
        indicator("late_ratio", date(2018, 6, 30))
    with pytest.raises(UnknownIndicator):
        indicator("grade_of_persons", DAY)


@pytest.mark.parametrize(("old", "new", "where", "says"), CASES)
def test_a_wrong_indicator(old: str, new: str, where: str, says: str, spoil: Spoil) -> None:
    with pytest.raises(RulebookError, match=says) as caught:
        indicators(spoil("indicators/codes.toml", old, new))
    assert caught.value.where == where
