"""Parts of an archive and terms of consents: as the data says, and nothing about a person."""

from datetime import date

import pytest

from creditdelta.rulebook.consents import (
    columns_of,
    consent_purposes,
    consents_on,
    parts,
)
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.strict import RulebookError

from .conftest import Spoil

DAY = date(2026, 4, 1)
FUND = 'columns = ["month", "headcount", "amount", "state"]'
PART_CASES = [
    (FUND, 'columns = ["month", "wages"]', "no column 'wages'"),
    (FUND, "columns = []", "has no columns here"),
    ('kind = "housing_fund"', 'kind = "diary"', "has no columns here"),
    ('of = [{ kind = "housing_fund", ' + FUND + " }]",
     'of = [{ kind = "registration", columns = ["legal_representative"] }]', "is about a person"),
    ('id = "tax"', 'id = "contracts"', "overlaps an earlier row"),
]  # fmt: skip


def test_every_part_names_columns_there_are_and_no_person() -> None:
    known = {
        (item.kind, column.code): column.privacy
        for item in standards().values()
        for column in item.columns
    }
    for kind, columns in columns_of(parts()).items():
        for column in columns:
            assert known[kind, column] in ("public", "internal")


def test_parts_are_joined_by_kind() -> None:
    assert set(columns_of(["utility_bills", "tax"])) == {
        "water_arrears", "electricity_arrears", "gas_arrears", "tax_credit_grade", "tax_arrears",
    }  # fmt: skip
    with pytest.raises(KeyError):
        columns_of(["diary"])


def test_a_secret_purpose_is_nothing_to_consent_to() -> None:
    assert "contract_review" in consent_purposes()
    assert "sealed_investigation" not in consent_purposes()


def test_figures_are_those_of_the_data() -> None:
    figures = consents_on(DAY)
    assert (figures.longest_days, figures.answer_days) == (365, 30)
    with pytest.raises(RulebookError):
        consents_on(date(2018, 6, 30))
    assert parts(date(2018, 6, 30)) == {}


@pytest.mark.parametrize(("old", "new", "says"), PART_CASES)
def test_a_wrong_part(old: str, new: str, says: str, spoil: Spoil) -> None:
    with pytest.raises(RulebookError, match=says):
        parts(root=spoil("consent/parts.toml", old, new))
