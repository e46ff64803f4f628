"""Everything that can be done is an operation of the table of rights, and the table is answered right."""

import csv
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from creditdelta.accounts.matrix import PLACES, cells, reader_as
from creditdelta.accounts.rules import Wish, decide
from creditdelta.cli.leaves import leaves
from creditdelta.cli.main import main
from creditdelta.project.routes import routes
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.policy import policy
from creditdelta.rulebook.purposes import purposes

DAY = date(2026, 4, 1)
# how far a grant reaches, written down once more and by hand
REACHED = {
    "everywhere": {"own", "near", "foreign"},
    "own_region": {"own", "near"},
    "own_office": {"own"},
    "own_subject": {"own"},
}


# whom a row about everybody, or about everybody who signed in, is about
HELD_BY = {
    "public": set(policy().roles),
    "account_holder": set(policy().roles) - {"public"},
}


def rows(name: str) -> list[dict[str, str]]:
    with (folder() / "policy" / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def expected() -> set[tuple[str, str, str]]:
    """(operation, role, place) that the table allows, read without the loader and the rules."""
    found = set()
    for row in rows("grants.csv"):
        if row["since"] <= DAY.isoformat() and DAY.isoformat() <= (row["until"] or "9999"):
            places = REACHED[row["reach"]] & ({"own"} if row["sector"] else set(PLACES))
            roles = HELD_BY.get(row["role"], {row["role"]})
            found |= {(row["operation"], role, place) for place in places for role in roles}
    return found


def test_every_page_is_an_operation() -> None:
    assert [one.name for one in routes() if one.operation not in policy().operations] == []


def test_every_command_is_an_operation() -> None:
    assert {path for path, _ in leaves(main)} == set(policy().commands)


def test_every_operation_is_granted_to_somebody() -> None:
    assert set(policy().operations) == {row["operation"] for row in rows("grants.csv")}


def test_every_operation_is_done_by_a_page_or_a_command(root: Path) -> None:
    used = {one.operation for one in routes()} | set(policy().commands.values())
    assert set(policy().operations) - used == set()


def test_the_matrix_is_answered_as_the_table_says() -> None:
    answers = {(one.operation, one.role, one.place): one.allowed for one in cells(policy(), DAY)}
    assert len(answers) == len(policy().operations) * len(policy().roles) * len(PLACES)
    assert {key for key, allowed in answers.items() if allowed} == expected()


def test_purposes_are_held_to_the_table() -> None:
    named: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows("grants.csv"):
        for place in REACHED[row["reach"]]:
            named[row["operation"], row["role"], place] |= set(row["purposes"].split())
    for one in cells(policy(), DAY):
        if one.allowed and policy().operations[one.operation].purpose:
            wanted = named[one.operation, one.role, one.place]
            assert set(one.purposes) == (set(purposes()) if "any" in wanted else wanted)


@pytest.mark.parametrize("role", [one for one in policy().roles.values() if one.second_factor])
def test_no_role_of_an_office_does_anything_of_its_own_without_a_second_factor(role) -> None:
    now = datetime.now(UTC)
    for name, granted in policy().grants.items():
        if any(row.role in HELD_BY for row in granted):
            continue
        for target in PLACES.values():
            reader = reader_as(role.id, second_factor=False, now=now)
            assert not decide(policy(), reader, Wish(name, target, "any"), now, DAY).allowed
