"""What nobody confirms goes in time, with its bytes; so does what nothing names any more."""

import json
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from creditdelta.intake.tests.supplies import penalties, penalty, written
from creditdelta.rulebook.uploads import uploads_on
from creditdelta.uploads.arriving import path_of
from creditdelta.uploads.clearing import clear_away
from creditdelta.uploads.models import Upload, WrongRow
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.services import begin, discard
from creditdelta.uploads.tests.sent import CLERK, OFFICE, sent

pytestmark = pytest.mark.usefixtures("ledger")
DAY = date(2026, 4, 1)
FIGURES = uploads_on(DAY)


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("services", "reading", "clearing"):
        monkeypatch.setattr(f"creditdelta.uploads.{place}.business_day", lambda: DAY)


def after(days: int) -> datetime:
    return datetime.now(UTC) + timedelta(days=days)


def stands(upload: Upload) -> tuple[str, str]:
    upload.refresh_from_db()
    return upload.state, json.loads(upload.error)[0] if upload.error else ""


def aged(folder: Path) -> None:
    """Everything in a folder is an hour old."""
    for path in folder.iterdir():
        os.utime(path, (0, 0))


def test_what_nobody_confirms_goes_after_its_term(tmp_path: Path) -> None:
    read, half = sent(penalties(tmp_path, 1)), begin(OFFICE, CLERK, "half.csv", 10)
    work_once()
    clear_away(after(FIGURES.unconfirmed_days - 1))
    assert (stands(read)[0], stands(half)[0]) == ("read", "arriving")
    clear_away(after(FIGURES.unconfirmed_days + 1))
    assert stands(read) == stands(half) == ("discarded", "CD-UPLOAD-006")
    assert not path_of(read).exists()
    assert not path_of(half).exists()


def test_ended_uploads_and_their_rows_go_after_theirs(tmp_path: Path) -> None:
    upload = sent(written(tmp_path / "a.csv", "penalty", [penalty(0), penalty(1, CF_XDR_MC="")]))
    work_once()
    upload.refresh_from_db()
    Upload.objects.filter(pk=upload.pk).update(state="done")
    assert WrongRow.objects.count() == 1
    clear_away(after(FIGURES.ended_days - 1))
    assert Upload.objects.exists()
    clear_away(after(FIGURES.ended_days + 1))
    assert not Upload.objects.exists()
    assert not WrongRow.objects.exists()


def test_what_a_restored_backup_lacks_is_discarded_with_a_reason(tmp_path: Path) -> None:
    upload = sent(penalties(tmp_path, 1))
    path_of(upload).unlink()
    clear_away()
    assert stands(upload) == ("discarded", "CD-UPLOAD-005")


def test_what_nothing_names_goes_and_the_rest_stays(tmp_path: Path, ledger: Path) -> None:
    kept, gone = sent(penalties(tmp_path, 1)), sent(penalties(tmp_path, 2, name="b.csv"))
    work_once()
    for name in ("uploads/.incoming-1", "uploads/nobody.csv"):
        (ledger / name).write_text("x", encoding="utf-8")
    (ledger / "staging" / f"upload-{'0' * 32}-1").mkdir()
    gone.refresh_from_db()
    discard(gone)
    aged(ledger / "uploads")
    aged(ledger / "staging")
    clear_away()
    left = {path.name for path in (ledger / "uploads").iterdir()}
    assert left == {path_of(kept).name, ".receiver"}
    folders = {path.name.split("-")[1] for path in (ledger / "staging").glob("upload-*")}
    assert folders == {kept.id}


def test_what_has_just_come_is_left_alone(ledger: Path) -> None:
    (ledger / "uploads" / "about-to-be.csv").write_text("x", encoding="utf-8")
    clear_away()
    assert (ledger / "uploads" / "about-to-be.csv").exists()
