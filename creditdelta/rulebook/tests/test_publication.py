"""A publication rule says who sees what and until when, in rows that follow each other."""

from datetime import date

import pytest

from creditdelta.rulebook.listings import listings
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil


def test_every_rule_is_named_by_a_standard_or_a_list() -> None:
    named = {item.publication for item in standards().values()}
    assert named | {item.publication for item in listings().values()} == set(publications())


@pytest.mark.parametrize(
    ("day", "periods"),
    [
        (
            date(2023, 4, 30),
            {"general": ("+3m", "+1y"), "serious": ("+6m", "+3y"), "specific_serious": ("", "")},
        ),
        (date(2023, 5, 1), {"general": ("+3m", "+3y"), "protected_field": ("+1y", "+3y")}),
        (date(2026, 3, 31), {"general": ("+3m", "+3y"), "protected_field": ("+1y", "+3y")}),
        (
            date(2026, 4, 1),
            {"minor": ("", "+3m"), "general": ("+3m", "+1y"), "serious": ("+1y", "+3y")},
        ),
    ],
)
def test_a_penalty_is_judged_by_the_periods_of_its_day(
    day: date, periods: dict[str, tuple[str, str]]
) -> None:
    found = publications()["penalty"].periods_on(day)
    assert {row.name: (row.minimum, row.maximum) for row in found} == periods


def test_sole_traders_are_found_by_the_exact_code_at_most() -> None:
    rows = [row for rule in publications().values() for row in rule.viewers]
    seen = {row.who for row in rows if row.about == "sole_trader"}
    assert seen == {"exact_code", "nobody"}


def test_a_period_nobody_read_is_no_law() -> None:
    old = publications()["penalty"].periods_on(date(2020, 1, 1))
    assert {(row.basis.kind, bool(row.basis.reason)) for row in old} == {("default", True)}


@pytest.mark.parametrize(
    ("old", "new", "where", "says"),
    [
        ('about = "sole_trader"', 'about = "organisation"', "viewers", "about sole_trader"),
        ('about = "sole_trader"', 'about = "natural_person"', "viewers.2.about", "not allowed"),
        ('term = "+7wd"', 'term = "7 days"', "deadlines.1", "is no term"),
        ('minimum = "+6m"', 'minimum = "-6m"', "periods.2", "is no term"),
        ("until = 2023-04-30", "until = 2023-05-01", "periods.4", "overlaps an earlier row"),
        ("until = 2023-04-30\n", "", "periods.4", "overlaps an earlier row general"),
        ("until = 2023-04-30", "until = 2018-06-30", "periods.1", "ends before it begins"),
        ('region = "330000"', 'region = "310000"', "query_ends.2", "overlaps"),
        ('basis = "order_58"', 'basis = "order_59"', "periods.4.basis", "no ground"),
        ("usual = true\n", "", "periods.1", "missing key 'usual'"),
    ],
)
def test_a_rule_that_contradicts_itself(
    old: str, new: str, where: str, says: str, spoil: Spoil
) -> None:
    root = spoil("publication/penalty.toml", old, new)
    with pytest.raises(RulebookError, match=says) as caught:
        publications(root)
    assert (caught.value.file, caught.value.where) == ("penalty.toml", where)
