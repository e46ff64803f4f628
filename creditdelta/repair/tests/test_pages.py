"""Repair on pages: five steps of the organisation, two officers at the desk, and nobody else's."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.intake.tests.supplies import organisation
from creditdelta.repair import services, tables
from creditdelta.repair.models import Case, Paper
from creditdelta.repair.papers import LARGEST, destroy
from creditdelta.repair.tests.scenes import (
    applied,
    begun,
    by,
    documents,
    fined_long_ago,
    granting,
    now,
    repaired,
)
from creditdelta.rulebook.repairs import ways_on

pytestmark = pytest.mark.usefixtures("ledger")
DESK, MINE = "/desk/repair/", "/mine/repair/"
WINDOW = "310000-credit"
AWAY, WRONG, REFUSED, MISSING = 302, 422, 403, 404
PDF = b"%PDF-1.7 receipt"
DAY = date(2026, 4, 1)


@pytest.fixture
def ref(tmp_path: Path) -> bytes:
    [found] = fined_long_ago(tmp_path)
    return found


def officer(office: str = WINDOW, role: str = "credit_officer") -> Client:
    return signed_in(with_post(role, office))


def owner(ref: bytes) -> Client:
    return signed_in(with_post("representative", subject=ref))


def said(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def sent(client: Client, address: str, status: int = AWAY, **fields: object) -> str:
    answer = client.post(address, fields)
    assert answer.status_code == status, (
        address,
        answer.status_code,
        answer.content.decode()[:400],
    )
    return str(answer.get("Location", "")) or answer.content.decode()


def paper(content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("proof.pdf", content, "application/pdf")


def test_from_the_sentence_to_a_repaired_record(ref: bytes) -> None:
    own, first, second, anybody = owner(ref), officer(), officer(), Client()
    [document] = documents(ref)
    assert "可以申请修复：需要信用承诺书、已纠正违法行为" in said(own, MINE)
    new = f"{MINE}new/record/{document.hex()}/"
    assert "重整、和解的企业" in said(own, new)
    mine = sent(own, new, way="performed")
    assert "证明材料和信用承诺书齐全以后才能提交" in said(own, mine)
    sent(own, f"{mine}act/", move="prove", proof=paper())
    sent(own, f"{mine}act/", move="sign")
    sent(own, f"{mine}act/", move="file")
    assert "已提交，待受理" in said(own, mine)
    id = bytes(Case.objects.get().pk).hex()
    assert id[:12] in said(first, DESK)
    case = f"{DESK}{id}/"
    proof = now(bytes.fromhex(id)).proof
    got = first.get(f"{case}paper/{proof}/")
    assert got.content == PDF
    assert got["Content-Disposition"].startswith("attachment")
    sent(first, f"{case}prepare/", move="accept")
    sent(first, f"{case}decide/", move="grant", text="罚款已经缴清。")
    assert "您是第一人" in said(first, case)
    code = organisation(0)[0]
    record = f"/subject/{code}/record/{ref.hex()}-{document.hex()}/"
    said(anybody, record)
    sent(second, f"{case}confirm/", move="confirm")
    said(anybody, record, MISSING)
    assert "沪示罚" not in said(anybody, f"/subject/{code}/")
    assert "已修复" in said(own, mine)
    assert "罚款已经缴清" not in said(own, MINE)


def test_nothing_is_offered_that_would_be_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reorganised company need not wait; where nobody need not, nothing is offered too early."""
    [ref] = fined_long_ago(tmp_path, CF_JDRQ="2026-03-02")
    assert "申请修复</a>" in said(owner(ref), MINE)
    monkeypatch.setattr(tables, "ways_on", lambda day: ways_on(date(2026, 3, 31)))
    page = said(owner(ref), MINE)
    assert "从 2026-06-02 起可以申请" in page
    assert "申请修复</a>" not in page


def test_english_too(ref: bytes) -> None:
    own = owner(ref)
    assert "It can be asked for now: with credit commitment" in said(own, f"/en{MINE}")
    id = applied(ref)
    assert "Application" in said(own, f"/en{MINE}{id.hex()}/")
    assert "Accept" in said(officer(), f"/en{DESK}{id.hex()}/")


@pytest.mark.parametrize("content", [b"MZ\x90\x00 program", b"", b"%PDF-" + b"x" * LARGEST])
def test_what_is_no_paper_is_not_taken(ref: bytes, content: bytes) -> None:
    own, id = owner(ref), begun(ref)
    page = sent(own, f"{MINE}{id.hex()}/act/", WRONG, move="prove", proof=paper(content))
    assert "请上传 PDF、PNG 或 JPG" in page
    assert not Paper.objects.exists()


def test_papers_are_kept_unreadable_and_can_be_destroyed(ref: bytes, ledger: Path) -> None:
    own, id = owner(ref), begun(ref)
    sent(own, f"{MINE}{id.hex()}/act/", move="prove", proof=paper())
    sent(own, f"{MINE}{id.hex()}/act/", move="prove", proof=paper())
    assert Paper.objects.count() == 1
    files = [path for path in ledger.rglob("*.aes") if path.is_file()]
    assert all(PDF not in path.read_bytes() for path in files)
    assert destroy([id]) == 1
    assert not Paper.objects.exists()


def test_nobody_else_s(ref: bytes) -> None:
    id = applied(ref)
    bureau, stranger = officer("310000-ecology", "sector_officer"), Client()
    said(bureau, f"{DESK}{id.hex()}/", REFUSED)
    assert id.hex()[:12] not in said(bureau, DESK)
    assert stranger.get(f"{MINE}{id.hex()}/").status_code in (AWAY, REFUSED)
    said(officer(), f"{DESK}{'ab' * 16}/", REFUSED)  # as if it were another office's
    said(officer(), f"{DESK}zz/", REFUSED)
    said(owner(ref), f"{MINE}new/record/{'ab' * 16}/", MISSING)
    said(owner(ref), f"{MINE}new/person/{'ab' * 16}/", MISSING)


def test_what_is_not_handed_in_is_nobody_s_at_the_desk(ref: bytes) -> None:
    id = begun(ref)
    said(officer(), f"{DESK}{id.hex()}/", REFUSED)


def test_forwarded_it_is_another_office_s(ref: bytes) -> None:
    id, first = applied(ref), officer()
    sent(first, f"{DESK}{id.hex()}/prepare/", move="forward", office="310000-ecology")
    said(first, f"{DESK}{id.hex()}/", REFUSED)
    assert "已提交" in said(officer("310000-ecology", "sector_officer"), f"{DESK}{id.hex()}/")


def test_refused_and_told_why(ref: bytes) -> None:
    id, first, second = applied(ref), officer(), officer()
    case = f"{DESK}{id.hex()}/"
    sent(first, f"{case}prepare/", move="accept")
    page = sent(first, f"{case}decide/", WRONG, move="refuse", text="未见缴款凭证。")
    assert "请选择理由" in page
    sent(first, f"{case}decide/", move="refuse", text="未见缴款凭证。", reasons=["未履行义务"])
    sent(second, f"{case}confirm/", move="confirm")
    page = said(owner(ref), f"{MINE}{id.hex()}/")
    assert "没有全部履行" in page
    assert "2026-04-16" in page


def test_the_inbox_says_what_comes_next(ref: bytes) -> None:
    first = officer()
    assert "受理修复申请" not in said(first, "/desk/")
    id = applied(ref)
    assert "受理修复申请" in said(first, "/desk/")
    services.accept(id, by("x"), DAY)
    services.grant(id, "罚款已经缴清。", by("x"), DAY)
    assert "复核修复决定" in said(first, "/desk/")


def test_a_repair_can_be_revoked_at_the_desk(ref: bytes) -> None:
    id, first, second = repaired(ref), officer(), officer()
    case = f"{DESK}{id.hex()}/"
    sent(first, f"{case}decide/", move="revoke", text="凭证系伪造。", reasons=["承诺不实"])
    sent(second, f"{case}confirm/", move="confirm")
    assert now(id).state == "revoked"
    assert "可以申请修复" in said(owner(ref), MINE)  # no law was read that bars it


def test_steps_nobody_offers_are_refused(ref: bytes) -> None:
    id = granting(ref)
    case = f"{DESK}{id.hex()}/"
    assert "现在不能这样办" in sent(officer(), f"{case}prepare/", WRONG, move="accept")
    assert "现在不能这样办" in sent(officer(), f"{case}confirm/", WRONG, move="grant")
    own = owner(ref)
    assert "现在不能这样办" in sent(own, f"{MINE}{id.hex()}/act/", WRONG, move="revoke")
