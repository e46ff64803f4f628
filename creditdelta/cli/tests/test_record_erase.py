"""`cdelta record erase`: asked about first, gone afterwards, and no old file brings it back."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from creditdelta.archive.digest import ledger_digest
from creditdelta.cli.record import command
from creditdelta.intake.tests.supplies import (
    organisation,
    penalties,
    penalty,
    registrations,
    written,
)
from creditdelta.intake.tests.test_ingest import taken
from creditdelta.project.rebuild import compare
from creditdelta.records.models import Statement

pytestmark = pytest.mark.usefixtures("ledger")


def run(*given: str, answer: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(command, list(given), input=answer)
    return done.exit_code, done.stdout


@pytest.fixture
def record(ledger: Path, tmp_path: Path) -> str:
    taken(registrations(tmp_path, 1))
    taken(penalties(tmp_path, 1))
    _, shown = run("show", organisation(0)[0], "--json")
    lines = [json.loads(line) for line in shown.splitlines()]
    return str(next(line["id"] for line in lines if line["kind"] == "penalty"))


def test_it_asks_first(record: str) -> None:
    code, _ = run("erase", record, "--ground", "信用修复", "--actor", "officer", answer="n\n")
    assert code == 1
    assert Statement.objects.count() == 2


def test_what_was_erased_is_gone_and_stays_gone(record: str, tmp_path: Path) -> None:
    code, _ = run("erase", record, "--ground", "信用修复", "--actor", "officer", "--yes")
    assert code == 0
    assert Statement.objects.count() == 1
    again = written(tmp_path / "again.csv", "penalty", [penalty(0, CF_SY="合成示例：另一种说法。")])
    assert taken(again).rejected == 1
    assert ledger_digest().records == 2
    assert compare().equal


def test_the_ground_is_one_of_a_list(record: str) -> None:
    code, _ = run("erase", record, "--ground", "听说的", "--actor", "officer", "--yes")
    assert code == 2
