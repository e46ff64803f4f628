"""`cdelta notice`: list, show, print, serve, and who has not been told."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from creditdelta.cli.main import main
from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal.opening import ensure_opened
from creditdelta.notices import serving
from creditdelta.notices.services import erase
from creditdelta.notices.tests.pdf_text import pages
from creditdelta.notices.tests.scenes import FIELDS, OFFICE, about, issued, organisations

NUMBER = "沪信告〔2026〕1号"


@pytest.fixture
def told(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    ensure_opened(about())
    monkeypatch.setattr(serving, "business_day", lambda: date(2026, 4, 20))
    return issued("prior_notice", organisations(tmp_path, 1)[0])


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["notice", *words])


def lines(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*words, "--json").stdout.splitlines()]


def test_the_list_and_one_of_it(told: bytes) -> None:
    (one,) = lines("list", OFFICE)
    assert (one["number"], one["kind"], one["due_on"]) == (NUMBER, "prior_notice", "2026-04-13")
    assert lines("list", OFFICE, "--kind", "decision") == []
    (shown,) = lines("show", NUMBER)
    assert shown["fields"] == FIELDS["prior_notice"]
    assert shown["code"] == organisation(0)[0]
    assert NUMBER in run("list", OFFICE).output
    assert "in_site" in run("show", NUMBER).output
    assert run("show", "无").exit_code == 2
    erase(told, "信用修复", about())
    assert lines("show", NUMBER)[0]["erased"]
    assert run("pdf", NUMBER, "--out", "x.pdf").exit_code == 2


def test_the_letter_is_written_to_a_file(told: bytes, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    assert run("pdf", NUMBER, "--out", str(out)).exit_code == 0
    assert "告知书" in "".join(pages(out.read_bytes()))


def test_service_is_entered_with_the_digest_of_its_proof(told: bytes, tmp_path: Path) -> None:
    late = ("untold", "--region", "310000", "--day", "2026-04-20")
    assert run(*late).exit_code == 1
    (one,) = lines(*late)
    assert (one["days_left"], one["account"]) == (-5, False)
    proof = tmp_path / "proof.jpg"
    proof.write_bytes(b"scan")
    words = ("serve", NUMBER, "--day", "2026-04-14", "--actor", "clerk")
    refused = run(*words, "--method", "direct")
    assert refused.exit_code == 2
    assert "凭证" in refused.output
    (done,) = lines(*words, "--method", "direct", "--proof", str(proof))
    assert (done["served_on"], len(done["proof"])) == ("2026-04-14", 64)
    assert run(*late).exit_code == 0
    assert lines(*late) == []
