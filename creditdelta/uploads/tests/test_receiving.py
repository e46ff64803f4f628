"""From bytes to a submission: read with what is wrong in it, confirmed, taken in, every row accounted for."""

from datetime import date
from pathlib import Path

import pytest

from creditdelta.intake.models import Submission
from creditdelta.intake.tests.supplies import (
    organisation,
    penalties,
    penalty,
    registrations,
    written,
)
from creditdelta.journal.home import home
from creditdelta.uploads.models import Upload
from creditdelta.uploads.queries import found_of, wrong_rows
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.services import confirm, send_rows
from creditdelta.uploads.tests.sent import CLERK, OFFICE, sent

pytestmark = pytest.mark.usefixtures("ledger")
PERSON = "110000209912310006"  # invalid by construction


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> date:
    today = date(2026, 4, 1)
    for place in ("services", "reading"):
        monkeypatch.setattr(f"creditdelta.uploads.{place}.business_day", lambda: today)
    return today


def taken(path: Path, office: str = OFFICE) -> Upload:
    upload = sent(path, office)
    assert work_once() == 1
    upload.refresh_from_db()
    assert upload.state == "read", upload.error
    confirm(upload, CLERK)
    assert work_once() == 1
    upload.refresh_from_db()
    return upload


def test_a_file_is_read_confirmed_and_taken_in(tmp_path: Path) -> None:
    taken(registrations(tmp_path, 5), "310000-market_regulation")
    code = organisation(1)[0]
    rows = [
        penalty(0),
        penalty(1, CF_XDR_SHXYM=code.replace("0", "O", 1)),
        penalty(2, CF_JDRQ="2025-13-40"),
        penalty(3, CF_XDR_LB="自然人"),
        penalty(4, CF_JDRQ="2019-01-02", CF_YXQ="2020-01-02"),
        penalty(9),
        penalty(0),
    ]
    upload = sent(written(tmp_path / "昨日处罚.csv", "penalty", rows))
    assert work_once() == 1
    upload.refresh_from_db()
    found = found_of(upload)
    assert (upload.state, found.kind, found.standard) == ("read", "penalty", "penalty/2018")
    assert (found.rows, found.good, found.wrong, found.persons, found.expired) == (7, 3, 2, 1, 1)
    assert (found.fresh, found.duplicate, found.waiting) == (2, 1, 1)
    assert (found.period, found.period_sure) == ("2025-06", 100)
    assert found.person_rows == (5,)
    waiting = wrong_rows(upload)
    assert [row.row for row in waiting] == [3, 4]
    assert waiting[0].cells["CF_XDR_MC"] == organisation(1)[1]
    assert {one.column for one in waiting[0].wrong} == {"CF_XDR_SHXYM"}
    assert waiting[0].wrong[0].suggested == code
    assert waiting[0].wrong[0].message("en") != waiting[0].wrong[0].message("zh")
    confirm(upload, CLERK)
    assert work_once() == 1
    upload.refresh_from_db()
    submission = Submission.objects.get(pk=upload.submission or 0)
    assert (upload.state, submission.state) == ("done", "closed")
    assert (submission.accepted, submission.waiting) == (1, found.waiting)
    assert submission.duplicate == found.duplicate
    assert submission.rejected == found.refused
    assert (submission.actor, submission.file_name) == (CLERK, "昨日处罚.csv")
    assert list((home() / "uploads").glob("[!.]*")) == []
    assert list((home() / "staging").glob("upload-*")) == []


def test_rows_without_a_file_are_confirmed_by_being_sent() -> None:
    upload = send_rows(
        OFFICE, CLERK, "penalty/2018", [penalty(0), penalty(1, CF_XDR_MC="")], door="grid"
    )
    assert work_once() == 2
    upload.refresh_from_db()
    assert (upload.state, Submission.objects.get().waiting) == ("done", 1)
    assert [row.row for row in wrong_rows(upload)] == [3]


def test_a_kind_the_office_does_not_send_is_not_read_on(tmp_path: Path) -> None:
    upload = sent(penalties(tmp_path, 3), office="310000-bank_1")
    work_once()
    upload.refresh_from_db()
    found = found_of(upload)
    assert (upload.state, found.kind, found.unreadable) == (
        "unreadable",
        "penalty",
        "CD-UPLOAD-001",
    )
    assert not wrong_rows(upload)


def test_a_file_that_nobody_can_read_is_answered(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    upload = sent(path)
    work_once()
    upload.refresh_from_db()
    assert (upload.state, found_of(upload).unreadable) == ("unreadable", "CD-FILE-004")
