"""`cdelta consent`: a request is made for an office and listed on both sides."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from creditdelta.cli.main import main
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, registrations
from creditdelta.journal.synthetic import business_day

BANK = "310000-bank_1"
ASK = ("--recipient", BANK, "--purpose", "contract_review", "--part", "tax", "--actor", "clerk")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["consent", *words, "--lang", "en"])


@pytest.fixture
def code(ledger: Path, tmp_path: Path) -> str:
    ingest(Received(registrations(tmp_path, 1), "310000", "clerk", business_day()), rulebook())
    return organisation(0)[0]


def test_a_request_is_listed_on_both_sides(code: str) -> None:
    asked = run("ask", code, *ASK, "--reference", "CONTRACT-1")
    assert asked.exit_code == 0, asked.output
    for of in (("--subject", code), ("--recipient", BANK)):
        told = json.loads(run("list", *of, "--json").stdout)
        assert (told["id"], told["state"]) == (asked.stdout.strip(), "asked")
    assert "waits for an answer" in run("list", "--recipient", BANK).stdout


def test_what_cannot_be_asked_for_is_told(code: str) -> None:
    assert "number of the contract" in run("ask", code, *ASK).output
    assert run("ask", "91310115DEMA00013F", *ASK).exit_code == 2
    assert "no office" in run("ask", code, "--recipient", "x", *ASK[2:]).output
    assert run("list").exit_code == 2
