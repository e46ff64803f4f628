"""Fourteen bad rows: mended in the grid or in a workbook, set aside, wrong once more; none is ever lost."""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from creditdelta.facade.check import rulebook
from creditdelta.intake.models import Submission
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
from creditdelta.journal.models import Event
from creditdelta.rulebook.records import standard
from creditdelta.uploads.mending import (
    Edit,
    Outcome,
    bring_back,
    mend,
    mending_uploads,
    set_aside,
    tally,
)  # fmt: skip
from creditdelta.uploads.models import Upload, WrongRow
from creditdelta.uploads.queries import found_of, wrong_rows
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.services import append, begin, complete, confirm, discard
from creditdelta.uploads.tests.sent import CLERK, OFFICE, sent
from creditdelta.uploads.workbook import workbook
from creditdelta.uploads.wrong import token

pytestmark = pytest.mark.usefixtures("ledger")
OTHER = "b" * 32
PENALTY = standard("penalty")
DAY_OF_DECISION = PENALTY.column("CF_JDRQ").label.zh


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> date:
    today = date(2026, 4, 1)
    for place in ("services", "reading"):
        monkeypatch.setattr(f"creditdelta.uploads.{place}.business_day", lambda: today)
    return today


@pytest.fixture
def upload(tmp_path: Path) -> Upload:
    """Six penalties, of which rows 3, 4, 5 have a code mistyped or a day that is none."""
    ingest(Received(registrations(tmp_path, 8), "310000", CLERK, date(2026, 4, 1)), rulebook())
    rows = [penalty(n) for n in range(6)]
    rows[1]["CF_XDR_SHXYM"] = organisation(1)[0].replace("0", "O", 1)
    rows[2]["CF_JDRQ"] = "2025-13-40"
    rows[3]["CF_JDRQ"] = "昨天"
    found = sent(written(tmp_path / "处罚.csv", "penalty", rows))
    work_once()
    found.refresh_from_db()
    assert found.state == "read"
    assert waiting(found) == [3, 4, 5]
    return found


def waiting(upload: Upload) -> list[int]:
    return [row.row for row in wrong_rows(upload) if row.waits]


def edited(upload: Upload, cells: dict[int, dict[str, str]], account: str = CLERK) -> Outcome:
    """Send some edits, as a form filled a moment ago would."""
    seen = {row.row: token(row.cells) for row in wrong_rows(upload)}
    return mend(upload, account, [Edit(row, seen[row], given) for row, given in cells.items()])


def submission_of(upload: Upload) -> Submission:
    upload.refresh_from_db()
    assert upload.submission is not None
    return Submission.objects.get(pk=upload.submission)


def counts(upload: Upload) -> tuple[int, int, int, int]:
    now = tally(upload)
    return now.waiting, now.aside, now.under_way, now.mended


def test_what_passes_is_mended_and_what_is_wrong_again_waits_again(upload: Upload) -> None:
    confirm(upload, CLERK)
    work_once()
    code = organisation(1)[0]
    done = edited(
        upload,
        {3: {"CF_XDR_SHXYM": code}, 4: {"CF_JDRQ": "2025-06-31"}, 5: {"CF_JDRQ": "昨天"}},
    )
    assert done.sent is not None
    assert (done.rows, done.late) == ((3, 4), ())
    assert counts(upload) == (1, 0, 2, 0)
    work_once()
    assert counts(upload) == (2, 0, 0, 1)
    again = next(row for row in wrong_rows(upload) if row.row == 4)
    assert again.cells["CF_JDRQ"] == "2025-06-31"
    assert again.wrong[0].value == "2025-06-31"
    assert not wrong_rows(done.sent)
    row = WrongRow.objects.get(upload=upload, row=3)
    assert (row.cells, row.wrong, row.mended_by) == ("{}", "[]", done.sent.id)
    submission = submission_of(done.sent)
    assert submission.mends == submission_of(upload).pk
    assert submission.accepted == 1


def test_rows_may_be_mended_before_the_good_ones_are_in(upload: Upload) -> None:
    done = edited(upload, {3: {"CF_XDR_SHXYM": organisation(1)[0]}})
    work_once()
    assert counts(upload) == (2, 0, 0, 1)
    assert not Event.objects.filter(kind="submission.mended").exists()
    confirm(upload, CLERK)
    work_once()
    work_once()
    assert Event.objects.filter(kind="submission.mended").count() == 1
    assert done.sent is not None
    assert counts(upload) == (2, 0, 0, 1)


def test_reading_it_again_brings_back_no_row_that_was_mended(upload: Upload) -> None:
    edited(upload, {3: {"CF_XDR_SHXYM": organisation(1)[0]}})
    set_aside(upload, [4])
    work_once()
    Upload.objects.filter(pk=upload.pk).update(state="waiting")
    work_once()
    assert counts(upload) == (1, 1, 0, 1)


def test_of_two_clerks_the_first_wins_and_the_second_is_told(upload: Upload) -> None:
    seen = token(next(row.cells for row in wrong_rows(upload) if row.row == 4))
    first = mend(upload, CLERK, [Edit(4, seen, {"CF_JDRQ": "2025-06-02"})])
    second = mend(upload, OTHER, [Edit(4, seen, {"CF_JDRQ": "2025-06-03"})])
    assert first.sent is not None
    assert second == Outcome(None, (), (4,))
    work_once()
    assert len(mending_uploads(upload)) == 1
    assert counts(upload) == (2, 0, 0, 1)


def test_what_came_back_wrong_is_not_overwritten_from_an_older_form(upload: Upload) -> None:
    seen = token(next(row.cells for row in wrong_rows(upload) if row.row == 4))
    mend(upload, CLERK, [Edit(4, seen, {"CF_JDRQ": "2025-06-31"})])
    work_once()
    assert mend(upload, OTHER, [Edit(4, seen, {"CF_SY": "改"})]).late == (4,)


def test_set_aside_and_brought_back(upload: Upload) -> None:
    assert set_aside(upload, [3, 4]) == 2
    assert set_aside(upload, [4]) == 0
    assert edited(upload, {4: {"CF_JDRQ": "2025-06-02"}}).late == (4,)
    assert counts(upload) == (1, 2, 0, 0)
    assert bring_back(upload, [4]) == 1
    assert counts(upload) == (2, 1, 0, 0)


def test_a_row_mended_twice_is_one_record(upload: Upload, tmp_path: Path) -> None:
    """In the grid, and once more in the whole file corrected by hand."""
    edited(upload, {4: {"CF_JDRQ": "2025-06-02"}})
    work_once()
    again = sent(written(tmp_path / "again.csv", "penalty", [penalty(2), penalty(7)]))
    work_once()
    again.refresh_from_db()
    assert (found_of(again).duplicate, found_of(again).good) == (1, 2)


def test_a_discarded_mending_gives_its_rows_back_as_they_were_mended(upload: Upload) -> None:
    done = edited(upload, {4: {"CF_JDRQ": "2025-06-02"}})
    assert done.sent is not None
    discard(done.sent)
    work_once()
    assert waiting(upload) == [3, 4, 5]
    row = next(row for row in wrong_rows(upload) if row.row == 4)
    assert row.cells["CF_JDRQ"] == "2025-06-02"
    assert edited(upload, {4: {"CF_JDRQ": "2025-06-02"}}).rows == (4,), "and they can be sent again"
    work_once()
    assert counts(upload) == (2, 0, 0, 1)


def test_a_row_that_turns_out_to_be_about_a_person_is_kept_nowhere(upload: Upload) -> None:
    edited(upload, {4: {"CF_XDR_LB": "自然人", "CF_JDRQ": "2025-06-02"}})
    work_once()
    row = WrongRow.objects.get(upload=upload, row=4)
    assert (row.cells, row.set_aside) == ("{}", True)
    assert bring_back(upload, [4]) == 0
    assert counts(upload) == (2, 1, 0, 0)


def test_a_row_past_its_term_waits_again(upload: Upload) -> None:
    edited(upload, {4: {"CF_JDRQ": "2019-06-03", "CF_YXQ": "2020-06-02"}})
    work_once()
    row = next(row for row in wrong_rows(upload) if row.row == 4)
    assert row.waits
    assert [one.code for one in row.wrong] == ["CD-LEDGER-001"]


def test_nothing_changed_sends_nothing(upload: Upload) -> None:
    assert edited(upload, {5: {"CF_JDRQ": " 昨天 "}}) == Outcome(None, (), ())
    assert counts(upload) == (3, 0, 0, 0)


def back(upload: Upload, days: dict[int, str], office: str = OFFICE) -> Upload:
    """The fix-it workbook with some days of decision typed over, sent in like any file."""
    rows = [row for row in wrong_rows(upload) if row.waits]
    book = openpyxl.load_workbook(BytesIO(workbook(upload.id, PENALTY, rows, "zh")))
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if (number := int(str(row[0].value))) in days:
            row[head.index(DAY_OF_DECISION)].value = days[number]
    out = BytesIO()
    book.save(out)
    content = out.getvalue()
    found = begin(office, CLERK, "修改表.xlsx", len(content))
    append(found, 0, [content])
    return complete(found)


def test_a_workbook_comes_back_like_any_file_and_mends(upload: Upload) -> None:
    confirm(upload, CLERK)
    work_once()
    found = back(upload, {4: "2025-06-02", 5: "还是不对"})
    work_once()
    work_once()
    found.refresh_from_db()
    assert (found.door, found.mends, found.state) == ("workbook", upload.id, "done")
    assert counts(upload) == (2, 0, 0, 1)
    row = next(row for row in wrong_rows(upload) if row.row == 5)
    assert row.cells["CF_JDRQ"] == "还是不对"
    assert submission_of(found).mends == submission_of(upload).pk


def test_a_row_mended_meanwhile_is_left_out_of_the_workbook(upload: Upload) -> None:
    found = back(upload, {4: "2025-06-02", 5: "2025-06-03"})
    edited(upload, {4: {"CF_JDRQ": "2025-06-04"}})
    work_once()
    work_once()
    found.refresh_from_db()
    assert found_of(found).rows == 1
    assert counts(upload) == (1, 0, 0, 2)


@pytest.mark.parametrize(("office", "days"), [("320000-credit", {4: "2025-06-02"}), (OFFICE, {})])
def test_a_workbook_that_mends_nothing_says_why(
    upload: Upload, office: str, days: dict[int, str]
) -> None:
    found = back(upload, days, office)
    work_once()
    found.refresh_from_db()
    assert found.state == "unreadable"
    assert ("CD-MEND-001" if days else "CD-MEND-004") in found.error
    assert counts(upload) == (3, 0, 0, 0)
