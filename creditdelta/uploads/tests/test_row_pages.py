"""Rows that need their clerk, on pages: suggestions taken, corrections reported, rows set aside and back."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, penalty, registrations, written
from creditdelta.uploads.mending import tally
from creditdelta.uploads.models import Upload
from creditdelta.uploads.queries import waiting_rows
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.tests.sent import OFFICE, sent
from creditdelta.uploads.wrong import token
from creditdelta.world.mistakes import NOBODYS_NUMBER

OK, FOUND, FORBIDDEN, NOWHERE, WRONG = 200, 302, 403, 404, 422
CODE, DAY = "CF_XDR_SHXYM", "CF_JDRQ"
DAY_OF_TEST = date(2026, 4, 1)


@pytest.fixture(autouse=True)
def day(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("services", "reading", "portal.desk"):
        monkeypatch.setattr(f"creditdelta.uploads.{place}.business_day", lambda: DAY_OF_TEST)


@pytest.fixture
def clerk() -> Client:
    return signed_in(with_post("credit_officer", OFFICE))


@pytest.fixture
def upload(tmp_path: Path) -> Upload:
    """Row 3 has a mistyped code, row 4 a day that is none and a personal number, row 5 is a person's."""
    path = registrations(tmp_path, 5)
    ingest(Received(path, "310000", "clerk", DAY_OF_TEST), rulebook())
    rows = [penalty(n) for n in range(4)]
    rows[1][CODE] = organisation(1)[0].replace("0", "O", 1)
    rows[2][DAY] = "2025-13-40"
    rows[2]["CF_SY"] = f"见 {NOBODYS_NUMBER} 号材料"
    rows[3]["CF_XDR_LB"] = "自然人"
    rows[3]["CF_SY"] = "不应出现的字样"
    found = sent(written(tmp_path / "处罚.csv", "penalty", rows))
    work_once()
    found.refresh_from_db()
    return found


def address(upload: Upload, row: int = 0) -> str:
    return f"/desk/uploads/{upload.id}/rows/" + (f"{row}/" if row else "")


def said(client: Client, place: str, status: int = OK) -> str:
    answer = client.get(place)
    assert answer.status_code == status, place
    return answer.content.decode()


def form(upload: Upload, **given: str) -> dict[str, str]:
    """What a browser sends of the untouched form, with some fields typed over."""
    found = {}
    for row in waiting_rows(upload):
        found[f"seen-{row.row}"] = token(row.cells)
        for one in row.wrong:
            found[f"r{row.row}-{one.column}"] = row.cells[one.column]
    return found | given


def value_of(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found is not None, name
    return found[1]


def test_wrong_cells_are_asked_and_nothing_of_persons_is_shown(
    clerk: Client, upload: Upload
) -> None:
    text = said(clerk, address(upload))
    assert value_of(text, f"r3-{CODE}") != organisation(1)[0]
    assert f"采用建议：{organisation(1)[0]}" in text
    assert value_of(text, f"r4-{DAY}") == "2025-13-40"
    assert organisation(2)[1] in text
    whole = said(clerk, address(upload, 4))
    for one in (text, whole, said(clerk, f"/en{address(upload)}")):
        assert NOBODYS_NUMBER not in one
        assert "不应出现的字样" not in one
    assert "Rows that need you" in said(clerk, f"/en{address(upload)}")
    assert "见 *** 号材料" in whole


def test_a_suggestion_is_taken_without_losing_what_was_typed(clerk: Client, upload: Upload) -> None:
    sent_form = form(upload, **{f"r4-{DAY}": "2025-06-02"})
    one = clerk.post(address(upload), sent_form | {"take": f"r3-{CODE}"})
    every = clerk.post(address(upload), sent_form | {"do": "suggest"})
    for answer in (one, every):
        text = answer.content.decode()
        assert answer.status_code == OK
        assert value_of(text, f"r3-{CODE}") == organisation(1)[0]
        assert value_of(text, f"r4-{DAY}") == "2025-06-02"
    assert tally(upload).waiting == 2


def test_what_was_typed_over_a_wrong_cell_stays_when_all_suggestions_are_taken(
    clerk: Client, upload: Upload
) -> None:
    own = organisation(4)[0]
    sent_form = form(upload, **{f"r3-{CODE}": own, "do": "suggest"})
    text = clerk.post(address(upload), sent_form).content.decode()
    assert value_of(text, f"r3-{CODE}") == own


def test_mended_in_two_steps(clerk: Client, upload: Upload) -> None:
    given = {f"r3-{CODE}": organisation(1)[0], f"r4-{DAY}": "2025-06-02"}
    whole = {"r4-CF_SY": "见卷宗"}
    answer = clerk.post(address(upload), form(upload, **given, **whole) | {"do": "send"})
    assert (answer.status_code, answer["Location"]) == (FOUND, address(upload))
    text = said(clerk, address(upload))
    assert "正在核验" in text
    assert 'http-equiv="refresh"' in text
    work_once()
    text = said(clerk, address(upload))
    assert "没有要处理的行" in text
    assert 'http-equiv="refresh"' not in text
    assert "报送 2 行，通过 2 行" in text


def test_set_aside_and_brought_back(clerk: Client, upload: Upload) -> None:
    sent_form = form(upload) | {"do": "send", "aside": "4"}
    assert clerk.post(address(upload), sent_form).status_code == FOUND
    text = said(clerk, address(upload))
    assert f"r4-{DAY}" not in text
    assert "不再报送的行" in text
    assert clerk.post(address(upload), {"back": "4"}).status_code == FOUND
    assert f"r4-{DAY}" in said(clerk, address(upload))


def test_nothing_changed_is_told(clerk: Client, upload: Upload) -> None:
    answer = clerk.post(address(upload), form(upload) | {"do": "send"})
    assert answer.status_code == WRONG
    assert "没有改动" in answer.content.decode()


def test_the_second_clerk_is_told(clerk: Client, upload: Upload) -> None:
    first = form(upload, **{f"r4-{DAY}": "2025-06-02"}) | {"do": "send"}
    other = signed_in(with_post("credit_officer", OFFICE))
    clerk.post(address(upload), first)
    answer = other.post(address(upload), first | {f"r4-{DAY}": "2025-06-03"})
    assert answer["Location"].endswith("?late=4")
    assert "第 4 行刚才已由同事处理" in said(other, answer["Location"])
    assert "late=4" in other.get(address(upload, 4))["Location"]


def test_the_whole_row_can_be_edited(clerk: Client, upload: Upload) -> None:
    text = said(clerk, address(upload, 4))
    assert 'name="r4-CF_WSH"' in text
    assert "r3-" not in text
    row = next(row for row in waiting_rows(upload) if row.row == 4)
    given = {f"r4-{code}": cell for code, cell in row.cells.items()}
    given |= {"seen-4": token(row.cells), f"r4-{DAY}": "2025-06-02", "r4-CF_SY": "见卷宗"}
    assert clerk.post(address(upload, 4), given | {"do": "send"}).status_code == FOUND
    work_once()
    assert tally(upload).mended == 1


def test_the_workbook_is_handed_out(clerk: Client, upload: Upload) -> None:
    answer = clerk.get(f"/desk/uploads/{upload.id}/fix.xlsx")
    assert answer.status_code == OK
    assert answer.content[:2] == b"PK"
    assert NOBODYS_NUMBER.encode() not in answer.content


def test_another_office_sees_and_mends_nothing(upload: Upload) -> None:
    other = signed_in(with_post("credit_officer", "320000-credit"))
    for place in (address(upload), address(upload, 4), f"/desk/uploads/{upload.id}/fix.xlsx"):
        said(other, place, FORBIDDEN)
    assert other.post(address(upload), form(upload) | {"aside": "4"}).status_code == FORBIDDEN
    assert tally(upload).waiting == 2


def test_what_mends_keeps_no_rows_of_its_own(clerk: Client, upload: Upload) -> None:
    clerk.post(address(upload), form(upload, **{f"r4-{DAY}": "2025-06-31"}) | {"do": "send"})
    work_once()
    mending = Upload.objects.get(mends=upload.id)
    said(clerk, address(mending), NOWHERE)
    assert value_of(said(clerk, address(upload)), f"r4-{DAY}") == "2025-06-31"
