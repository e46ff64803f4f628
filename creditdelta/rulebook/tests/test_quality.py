"""Measures and levels of reporting: read strictly, and only what is shared is ever unlocked."""

from datetime import date

import pytest

from creditdelta.rulebook.quality import levels, measures, window_on
from creditdelta.rulebook.reciprocity import reciprocity_on, steps
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

DAY = date(2026, 4, 1)
MEASURE_CASES = [
    ('unit = "working_days"', 'unit = "permille"', "freshness and its counts"),
    ('numerator = "late_rows"\n', "", "late_ratio and its counts"),
    ('id = "late_ratio"', 'id = "valid_ratio"', "overlaps an earlier row"),
]
LEVEL_CASES = [
    ('measure = "freshness", at_most = 45', 'measure = "beauty", at_most = 45', "no measure"),
    ('measure = "freshness", at_most = 45', 'measure = "freshness"', "has no one limit"),
    ('measure = "freshness", at_most = 45', 'measure = "freshness", at_most = 45, at_least = 1',
     "has no one limit"),
    ("level = 2", "level = 1", "overlaps an earlier row"),
]  # fmt: skip
STEP_CASES = [
    ('"registration", "licence"', '"registration", "diary"', "no kind of record 'diary'"),
    ('"registration", "licence"', '"registration", "tax_credit_grade"', "is not shared"),
    ('"registration", "licence"', '"registration", "social_insurance"', "is not shared"),
    ('"registration", "licence"', '"registration", "code_map"', "is not shared"),
    ('"registration", "licence"', '"registration", "water_arrears"', "is not shared"),
    ('purposes = ["contract_review"]', 'purposes = ["sealed_investigation"]', "no purpose"),
    ('id = "conduct"', 'id = "identity"', "overlaps an earlier row"),
]


@pytest.mark.parametrize(("old", "new", "problem"), MEASURE_CASES)
def test_a_wrong_measure_is_named(spoil: Spoil, old: str, new: str, problem: str) -> None:
    with pytest.raises(RulebookError, match=problem):
        measures(root=spoil("quality/measures.toml", old, new))


@pytest.mark.parametrize(("old", "new", "problem"), LEVEL_CASES)
def test_a_wrong_level_is_named(spoil: Spoil, old: str, new: str, problem: str) -> None:
    with pytest.raises(RulebookError, match=problem):
        levels(root=spoil("quality/maturity.toml", old, new))


@pytest.mark.parametrize(("old", "new", "problem"), STEP_CASES)
def test_what_is_not_shared_is_never_unlocked(
    spoil: Spoil, old: str, new: str, problem: str
) -> None:
    with pytest.raises(RulebookError, match=problem):
        steps(root=spoil("reciprocity/steps.toml", old, new))


def test_figures_hold_on_any_day() -> None:
    for day in (date(2018, 7, 1), DAY):
        assert window_on(day).window_months > 0
        assert reciprocity_on(day).records_for_one > 0
