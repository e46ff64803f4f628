"""Every rule case of every sector: who is found by a criterion, and who only nearly."""

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from creditdelta.lists.finding import Fact, grounds
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.cases import Case, cases
from creditdelta.rulebook.criteria import Criterion
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.listings import criteria_on, listings
from creditdelta.rulebook.sectors import sectors

DAY = date(2024, 5, 6)


def every_case(root: Path) -> list[Case]:
    """The cases of every sector below a rulebook."""
    return [case for sector in sectors(root) for case in cases(sector, root)]


def holds(case: Case, known: dict[str, Criterion]) -> bool:
    """Whether the criterion finds the records of a case."""
    facts = [
        Fact(bytes([n]), one.kind, one.decided_on, dict(one.cells))
        for n, one in enumerate(case.records)
    ]
    return grounds(known[case.criterion], facts, case.day, calendar()) is not None


@pytest.mark.parametrize(
    "case", every_case(folder()), ids=lambda case: f"{case.criterion} {case.name.en}"
)
def test_a_case(case: Case) -> None:
    assert holds(case, dict(criteria_on(case.day))) == case.found


def test_every_criterion_is_tried_both_ways() -> None:
    tried: dict[str, set[bool]] = defaultdict(set)
    for case in every_case(folder()):
        tried[case.criterion].add(case.found)
    assert tried == {id: {True, False} for id in criteria_on(DAY)}


def test_the_sectors_of_the_plan() -> None:
    assert set(sectors()) == {
        "environment", "food_drug", "product_quality", "tourism", "commerce", "transport", "labour",
        "science", "government", "e_commerce", "finance",
    }  # fmt: skip
    lists: dict[str, set[str]] = defaultdict(set)
    for one in listings().values():
        lists[one.sector].add(one.colour)
    assert all("black" in colours for colours in lists.values())
    assert lists.keys() == sectors().keys()


def test_no_list_has_a_place_for_a_person() -> None:
    words: list[Any] = [*listings().values(), *sectors().values()]
    for one in words:
        assert "自然人" not in one.label.zh
        assert "个人" not in one.label.zh
