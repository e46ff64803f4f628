"""The pages of uploads: a clerk sends, sees what is wrong, confirms; another office sees nothing of it."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.intake.models import Submission
from creditdelta.intake.tests.supplies import organisation, penalties, penalty, written
from creditdelta.journal.home import home
from creditdelta.uploads.models import Upload
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.tests.sent import OFFICE, sent

OK, FOUND, FORBIDDEN, NOWHERE, CONFLICT, TOO_LARGE, WRONG = 200, 302, 403, 404, 409, 413, 422
LIST = "/desk/uploads/"


@pytest.fixture(autouse=True)
def day(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> date:
    today = date(2026, 4, 1)
    for place in ("services", "reading", "portal.desk"):
        monkeypatch.setattr(f"creditdelta.uploads.{place}.business_day", lambda: today)
    return today


@pytest.fixture
def clerk(ledger: Path) -> Client:
    return signed_in(with_post("credit_officer", OFFICE))


def said(client: Client, address: str, status: int = OK) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def begun(client: Client, name: str, size: int) -> dict[str, object]:
    answer = client.post(f"{LIST}begin", {"name": name, "size": size})
    assert answer.status_code == OK, answer.content
    told: dict[str, object] = json.loads(answer.content)
    return told


def part(client: Client, address: object, at: int, content: bytes) -> tuple[int, dict[str, object]]:
    answer = client.post(
        str(address), content, content_type="application/octet-stream", headers={"Upload-Offset": str(at)}
    )  # fmt: skip
    return answer.status_code, json.loads(answer.content)


def test_a_form_without_a_script_becomes_a_submission(clerk: Client, tmp_path: Path) -> None:
    path = written(tmp_path / "昨日.csv", "penalty", [penalty(0), penalty(1, CF_XDR_MC="")])
    answer = clerk.post(LIST, {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    assert answer.status_code == FOUND
    address = answer["Location"]
    assert "等待读取" in said(clerk, address)
    assert '<noscript><meta http-equiv="refresh"' in said(clerk, address)
    work_once()
    text = said(clerk, address)
    assert "1 条可以入账 · 1 条要您处理 · 0 条重复" in text
    assert "行政处罚" in text
    assert "2025-06" in text
    assert 'http-equiv="refresh"' not in text
    assert "1 to be taken in · 1 need you" in said(clerk, f"/en{address}")
    for _ in range(2):  # a button pressed twice
        assert clerk.post(f"{address}act/", {"move": "confirm"}).status_code == FOUND
    work_once()
    assert clerk.post(f"{address}act/", {"move": "confirm"}).status_code == FOUND
    text = said(clerk, address)
    assert "已入账" in text
    assert "可以入账" not in text
    assert "1 行还要您更正" in text
    assert Submission.objects.count() == 1
    assert "昨日.csv" in said(clerk, LIST)
    assert list((home() / "uploads").glob("[!.]*")) == []


def test_nothing_and_nothing_new_are_told(clerk: Client, tmp_path: Path) -> None:
    """A header alone leads to the zero report; rows that were all reported before are said to be."""
    empty, full = sent(penalties(tmp_path, 0, name="a.csv")), sent(penalties(tmp_path, 1))
    work_once()
    text = said(clerk, f"{LIST}{empty.id}/")
    assert "零报告" in text
    assert 'value="confirm"' not in text
    clerk.post(f"{LIST}{full.id}/act/", {"move": "confirm"})
    work_once()
    again = sent(penalties(tmp_path, 1, name="b.csv"))
    work_once()
    assert "全部报过" in said(clerk, f"{LIST}{again.id}/")


def test_parts_go_on_where_they_stopped(clerk: Client, tmp_path: Path) -> None:
    content = penalties(tmp_path, 3).read_bytes()
    told = begun(clerk, "penalties.csv", len(content))
    assert part(clerk, told["bytes"], 0, content[:100])[1]["received"] == 100
    assert part(clerk, told["bytes"], 0, content[:100])[0] == CONFLICT
    state = json.loads(clerk.get(str(told["bytes"])).content)
    assert (state["received"], state["whole"]) == (100, False)
    assert "没有传完的文件" in said(clerk, LIST)
    assert part(clerk, told["bytes"], 100, content[100:])[1]["whole"] is True
    work_once()
    assert "3 条可以入账" in said(clerk, str(told["page"]))


def test_more_than_was_said_is_not_taken(clerk: Client) -> None:
    told = begun(clerk, "a.csv", 10)
    status, stands = part(clerk, told["bytes"], 0, b"x" * 11)
    assert (status, stands["received"]) == (CONFLICT, 0)


def test_what_is_too_large_is_answered_before_it_comes(clerk: Client) -> None:
    answer = clerk.post(f"{LIST}begin", {"name": "a.csv", "size": 1 << 40})
    assert answer.status_code == WRONG
    assert "MB" in json.loads(answer.content)["message"]
    answer = clerk.post(LIST, {"file": SimpleUploadedFile("a.csv", b"x")}, CONTENT_LENGTH=1 << 40)
    assert answer.status_code == TOO_LARGE
    assert not Upload.objects.exists()


def test_a_form_without_its_token_leaves_nothing(ledger: Path) -> None:
    account = with_post("credit_officer", OFFICE)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(account).cookies
    answer = strict.post(LIST, {"file": SimpleUploadedFile("a.csv", b"x" * 100)})
    assert answer.status_code == FORBIDDEN
    assert list((home() / "uploads").glob("*")) == []
    assert strict.post(f"{LIST}begin", {"name": "a.csv", "size": 1}).status_code == FORBIDDEN


def test_no_file_is_an_answer(clerk: Client) -> None:
    answer = clerk.post(LIST, {})
    assert answer.status_code == WRONG
    assert "请先选择文件" in answer.content.decode()


def test_another_office_sees_nothing(tmp_path: Path) -> None:
    upload = sent(penalties(tmp_path, 1))
    other = signed_in(with_post("credit_officer", "320000-credit"))
    for place in ("", "progress/", "bytes"):
        said(other, f"{LIST}{upload.id}/{place}", FORBIDDEN)
    for move in ("confirm", "discard", "again"):
        answer = other.post(f"{LIST}{upload.id}/act/", {"move": move})
        assert answer.status_code == FORBIDDEN
    said(other, f"{LIST}{'0' * 32}/", FORBIDDEN)
    assert "penalties.csv" not in said(other, LIST)
    upload.refresh_from_db()
    assert upload.state == "waiting"


def test_a_kind_the_office_does_not_send_is_told_with_those_it_may(tmp_path: Path) -> None:
    bank = signed_in(with_post("market_reporter", "310000-bank_1"))
    upload = sent(penalties(tmp_path, 1), office="310000-bank_1")
    work_once()
    text = said(bank, f"{LIST}{upload.id}/")
    assert "本单位不报送这种数据" in text
    assert "合同履约" in text
    assert "确认入账" not in text


def test_another_type_or_period_is_chosen(clerk: Client, tmp_path: Path) -> None:
    upload = sent(penalties(tmp_path, 1))
    work_once()
    act = f"{LIST}{upload.id}/act/"
    assert clerk.post(act, {"move": "period", "period": "2026-3"}).status_code == WRONG
    assert clerk.post(act, {"move": "period", "period": "2026-03"}).status_code == FOUND
    assert 'value="2026-03"' in said(clerk, f"{LIST}{upload.id}/")
    assert clerk.post(act, {"move": "again", "kind": "registration/2022"}).status_code == WRONG
    assert clerk.post(act, {"move": "again", "kind": "licence/2018"}).status_code == FOUND
    assert clerk.post(act, {"move": "confirm"}).status_code == WRONG
    work_once()
    assert "CD-HEAD-001" in said(clerk, f"{LIST}{upload.id}/")
    assert clerk.post(act, {"move": "discard"}).status_code == FOUND
    assert "已放弃" in said(clerk, f"{LIST}{upload.id}/")


def test_progress_asks_the_page_to_look_again(clerk: Client, tmp_path: Path) -> None:
    upload = sent(penalties(tmp_path, 1))
    address = f"{LIST}{upload.id}/progress/?state="
    assert 'hx-trigger="every 1s"' in said(clerk, f"{address}waiting")
    assert clerk.get(f"{address}reading").headers["HX-Refresh"] == "true"


def test_a_name_is_shown_without_folders_and_numbers(clerk: Client) -> None:
    number = "110000209912310006"
    told = begun(clerk, f"C:\\tmp\\<b>{number}.csv", 1)
    text = said(clerk, str(told["page"]))
    assert number not in text
    assert "<b>" not in text
    assert Upload.objects.get().name.endswith(".csv")
    assert organisation(0)[0] not in text
