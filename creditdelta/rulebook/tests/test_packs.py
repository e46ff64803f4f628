"""Packs of sectors: a list rests on law or on an invented ground for demonstrations, never on persons."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from creditdelta.rulebook.cases import cases
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.instruments import instruments, lawful
from creditdelta.rulebook.listings import Listing, criteria_on, listing_on, listings
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.sectors import sectors
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

DAY = date(2023, 6, 1)
FILE = "sectors/environment/cases.toml"
SHIPPED = {
    "environment", "food_drug", "product_quality", "tourism", "commerce", "transport", "labour",
    "science", "government", "e_commerce", "finance",
}  # fmt: skip
PERSONS = re.compile("导游|领队|从业人员|驾驶|法定代表人|负责人|自然人|科研人员|执业")
CASES = [
    ('criterion = "environment_crime"', 'criterion = "rumour"', "no criterion 'rumour'"),
    ('criterion = "environment_crime"', 'criterion = "tourism_accident"', "of this sector"),
    ("day = 2024-05-06", "day = 2017-05-06", "no criterion 'environment_false_monitoring'"),
    ('kind = "penalty"', 'kind = "rumour"', "no kind of record 'rumour'"),
    ("decided_on = 2022-03-01, ", "", "a day of decision too much or too few"),
    ('kind = "penalty"', 'kind = "judgment_debtor"', "a day of decision too much or too few"),
    ("CF_CFJG = ", "CF_NICHTS = ", "no column 'CF_NICHTS'"),
    ("found = true", 'found = "yes"', "is not of type bool"),
]


@pytest.mark.parametrize(("old", "new", "problem"), CASES)
def test_a_wrong_case_is_named(spoil: Spoil, old: str, new: str, problem: str) -> None:
    with pytest.raises(RulebookError, match=problem):
        cases(spoil(FILE, old, new))


def test_every_sector_of_the_plan_is_there() -> None:
    assert set(sectors()) == SHIPPED


@pytest.mark.parametrize("row", listings().values(), ids=listings())
def test_a_list_without_law_has_an_invented_ground_for_the_demonstration(row: Listing) -> None:
    on_law = any(lawful(id, DAY) for id in row.instruments)
    assert bool(row.in_demo) != on_law
    known = instruments(allow_fictional=True)
    for reference in row.in_demo:
        id, _, clause = reference.partition("#")
        assert known[id].fictional
        assert known[id].clause(clause, DAY)
        assert lawful(reference, DAY, allow_fictional=True)
        assert not lawful(reference, DAY)


@pytest.mark.parametrize("row", listings().values(), ids=listings())
def test_whoever_enters_somebody_acts_by_a_document_of_the_list(row: Listing) -> None:
    known = instruments(allow_fictional=True)
    documents = [known[one.partition("#")[0]] for one in (*row.instruments, *row.in_demo)]
    strong = [one for one in documents if lawful(one.id, DAY, allow_fictional=True)]
    assert any(
        not one.authorities or set(row.authorities) <= set(one.authorities) for one in strong
    )


def test_lists_of_market_regulation_lasted_five_years_and_last_three() -> None:
    for id in ("market_serious", "food_serious", "product_quality_serious", "e_commerce_serious"):
        assert listing_on(id, date(2021, 8, 31)).term == "+5y"
        assert listing_on(id, date(2021, 9, 1)).term == "+3y"


def test_an_entry_of_a_judgment_debtor_ends_with_the_court_s_record() -> None:
    bound = {id for id, one in listings().items() if one.while_stands == "judgment_debtor"}
    assert bound == {"tourism_judgment", "government_judgment", "finance_judgment"}


def test_tourism_names_six_situations() -> None:
    found = [one for one in criteria_on(DAY).values() if one.list == "tourism_serious"]
    assert len(found) == 6


def test_a_finding_within_a_term_is_about_records_with_a_day_of_decision() -> None:
    dated = {one.kind for one in standards().values() if one.role.decided}
    findings = [row for one in criteria_on(DAY).values() for row in one.findings]
    assert {row.kind for row in findings if row.within} <= dated


@pytest.mark.parametrize("path", sorted((folder() / "sectors").rglob("*.toml")), ids=str)
def test_nothing_is_about_persons(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert tomllib.loads(text)
    kept = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert PERSONS.findall(kept) == []
