"""`cdelta lists`: candidates as a dry run, who stands in a list, and erasing what was written."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from creditdelta.cli.lists import command
from creditdelta.intake.tests.supplies import organisation
from creditdelta.lists.models import Candidate, Entry
from creditdelta.lists.tests.scenes import CRITERION, LIST, fined, listed
from creditdelta.lists.tests.test_erasing import GROUND, removed

pytestmark = pytest.mark.usefixtures("ledger")
UNKNOWN = 2


def run(*given: str, answer: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(command, list(given), input=answer)
    return done.exit_code, done.stdout


def test_candidates_are_told_and_nobody_is_entered(tmp_path: Path) -> None:
    fined(tmp_path, 2)
    code, told = run("candidates", "--list", LIST)
    assert code == 0
    *each, counts = map(json.loads, told.splitlines())
    assert {one["code"] for one in each} == {organisation(0)[0], organisation(1)[0]}
    assert counts == {"counts": {CRITERION: 2}}
    assert not Candidate.objects.exists()
    assert not Entry.objects.exists()
    assert run("candidates", "--list", "nobody")[0] == UNKNOWN


def test_who_stands_in_a_list(tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = listed(ref)
    code, told = run("show", LIST)
    assert (code, json.loads(told)["entry"]) == (0, id.hex())


def test_erasing_asks_first(tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = removed(ref).hex()
    given = ("erase", id, "--ground", GROUND, "--actor", "operator")
    assert run(*given, answer="n\n")[0] == 1
    assert run(*given, answer="y\n")[0] == 0
    assert run(*given, "--yes")[0] == UNKNOWN


@pytest.mark.parametrize("written", ["", "zz", "ab" * 16])
def test_what_is_no_entry_is_said(written: str) -> None:
    code, _ = run("erase", written, "--ground", GROUND, "--actor", "operator", "--yes")
    assert code == UNKNOWN
