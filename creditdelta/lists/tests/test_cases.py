"""Every case of every sector: a criterion finds what its cases say it finds, and nothing else."""

from datetime import date

import pytest

from creditdelta.lists.finding import Fact, grounds
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.cases import Case, cases
from creditdelta.rulebook.criteria import Criterion
from creditdelta.rulebook.listings import criteria_on, listings

DAYS = [date(year, month, 15) for year in range(2018, 2027) for month in (1, 7, 10)]
CRITERIA = {id: one for day in DAYS for id, one in criteria_on(day).items()}


def found(one: Case) -> tuple[Fact, ...] | None:
    criterion = criteria_on(one.day)[one.criterion]
    facts = [
        Fact(bytes([n]), record.kind, record.decided_on, dict(record.cells))
        for n, record in enumerate(one.records)
    ]
    return grounds(criterion, facts, one.day, calendar())


@pytest.mark.parametrize("one", cases(), ids=lambda one: f"{one.criterion}: {one.name.en}")
def test_a_case_ends_as_it_says(one: Case) -> None:
    assert (found(one) is not None) == one.found


@pytest.mark.parametrize("one", cases(), ids=lambda one: f"{one.criterion}: {one.name.en}")
def test_nobody_is_found_by_nothing(one: Case) -> None:
    bare = Case(one.sector, one.name, one.criterion, one.day, (), one.found)
    assert found(bare) is None


@pytest.mark.parametrize("criterion", CRITERIA.values(), ids=CRITERIA)
def test_every_criterion_has_cases_of_both_kinds(criterion: Criterion) -> None:
    own = [one for one in cases() if one.criterion == criterion.id]
    assert {one.found for one in own} == {True, False}
    assert all(one.records for one in own), "a near miss says something that nearly fits"
    used = {row.kind for row in criterion.findings if row.least > 0}
    assert all(used <= {record.kind for record in one.records} for one in own if one.found)


def test_every_list_has_a_criterion() -> None:
    assert set(listings()) == {one.list for one in CRITERIA.values()}
