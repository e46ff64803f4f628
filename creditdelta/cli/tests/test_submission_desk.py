"""`cdelta submission slip|return|zero|withdraw|confirm`: the desk of an office on the command line."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from creditdelta.cli.main import main
from creditdelta.intake.models import Submission, Withdrawal, ZeroReport
from creditdelta.intake.slip import genuine
from creditdelta.intake.tests.desk_scenes import OFFICE, TODAY, sent
from creditdelta.intake.tests.supplies import penalties, registrations
from creditdelta.journal.opening import ensure_opened
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import mark


@pytest.fixture
def batch(ledger: Path, tmp_path: Path) -> Submission:
    mark("合成数据", TODAY)
    ensure_opened(envelope("310000", "clerk"))
    sent(registrations(tmp_path, 2))
    return sent(penalties(tmp_path, 2))


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["submission", *words])


def test_a_slip_and_a_return_are_written(batch: Submission, tmp_path: Path) -> None:
    out = tmp_path / "slip.pdf"
    told = run("slip", str(batch.pk), "--out", str(out))
    assert told.exit_code == 0, told.output
    assert out.read_bytes().startswith(b"%PDF")
    assert genuine(batch.pk, told.stdout) is not None
    assert run("slip", "99", "--out", str(out)).exit_code == 2
    book = tmp_path / "return.xlsx"
    assert run("return", OFFICE, "2026-03", "--out", str(book)).exit_code == 0
    assert book.read_bytes().startswith(b"PK")
    assert run("return", "nowhere", "2026-03", "--out", str(book)).exit_code == 2


def test_a_zero_report_is_made(batch: Submission) -> None:
    words = ("zero", OFFICE, "licence", "2026-03", "--actor", "ann")
    assert run(*words).exit_code == 0
    again = run(*words)
    assert again.exit_code == 2
    assert "已经报过零报告" in again.output
    assert ZeroReport.objects.get().kind == "licence"


def test_a_batch_is_withdrawn_by_two(batch: Submission, tmp_path: Path) -> None:
    act = tmp_path / "act.pdf"
    act.write_bytes(b"decision")
    words = ("withdraw", str(batch.pk), "--act", "沪示撤〔2026〕1号", "--act-file", str(act))
    wrong = run(*words, "--ground", "听说", "--actor", "ann")
    assert wrong.exit_code == 2
    assert "理由不在清单内" in wrong.output
    made = json.loads(run(*words, "--ground", "数据错误", "--actor", "ann").stdout)
    assert made["records"] == 2
    assert Withdrawal.objects.get().act_digest == sha256(b"decision").hexdigest()
    alone = run("confirm", made["withdrawal"], "--actor", "ann")
    assert alone.exit_code == 2
    done = json.loads(run("confirm", made["withdrawal"], "--actor", "ben").stdout)
    assert done == {"state": "counted", "submission": batch.pk + 1}
    assert run("confirm", made["withdrawal"], "--refuse", "--actor", "ben").exit_code == 2
    for odd in ("zz", "00" * 16):
        assert run("confirm", odd, "--actor", "ben").exit_code == 2
