"""Withdrawals on pages: a form that takes a document's digest and nothing else, two officers, list owners."""

from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.archive.entries import short_id
from creditdelta.intake import pending
from creditdelta.intake.models import ListOwner, Submission, Withdrawal
from creditdelta.intake.portal import withdrawals as portal
from creditdelta.intake.tests.desk_scenes import OFFICE, OTHER, TODAY, sent
from creditdelta.intake.tests.supplies import organisation, penalties, penalty, registrations
from creditdelta.intake.withdrawal_file import of_batch

pytestmark = pytest.mark.usefixtures("ledger")
LIST, NEW = "/desk/withdrawals/", "/desk/withdrawals/new/"
AWAY, WRONG, REFUSED = 302, 422, 403
DOCUMENT = b"%PDF-1.7 decision to annul"


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Submission:
    monkeypatch.setattr(portal, "business_day", lambda: TODAY)
    monkeypatch.setattr(pending, "business_day", lambda: TODAY)
    sent(registrations(tmp_path, 3))
    return sent(penalties(tmp_path, 3))


def officer(office: str = OFFICE, role: str = "credit_officer") -> Client:
    return signed_in(with_post(role, office))


def given(**more: object) -> dict[str, object]:
    return {
        "ground": "原决定被撤销",
        "act_number": "沪示撤〔2026〕1号",
        "act_file": SimpleUploadedFile("act.pdf", DOCUMENT),
        **more,
    }


def said(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_two_officers_withdraw_a_batch(batch: Submission) -> None:
    first, second = officer(), officer()
    place = f"{NEW}?batch={batch.pk}"
    assert place.replace("&", "&amp;") in said(first, f"/desk/batches/{batch.pk}/")
    assert "仍然有效的 3 条记录" in said(first, place)
    made = first.post(NEW, given(batch=batch.pk))
    assert made.status_code == AWAY
    row = Withdrawal.objects.get()
    assert row.act_digest == sha256(DOCUMENT).hexdigest()
    one = made["Location"]
    assert "确认撤回" not in said(first, one)
    text = said(second, one)
    assert "确认撤回" in text
    assert penalty(0)["CF_WSH"] in text
    assert "Confirm" in said(second, f"/en{one}")
    assert first.post(f"{one}act/", {"move": "confirm"}).status_code == WRONG
    assert second.post(f"{one}act/", {"move": "fly"}).status_code == WRONG
    assert second.post(f"{one}act/", {"move": "confirm"}).status_code == AWAY
    assert "正在撤回" in said(first, one)
    pending.work()
    assert "已撤回" in said(first, one)
    assert of_batch(batch.pk) == []
    assert second.get(f"{one}act/").status_code == AWAY
    assert "已撤回" in said(officer(), LIST)
    assert "已撤回" not in said(officer(), f"{LIST}?which=open").partition("<table")[2]


def test_single_records_by_their_numbers(batch: Submission) -> None:
    client = officer()
    (first, *_) = of_batch(batch.pk)
    number = short_id(first.ref, first.document)
    said(client, NEW)
    for wrong in ("", "nonsense", "00000000-00000000"):
        assert client.post(NEW, given(records=wrong)).status_code == WRONG
    assert client.post(NEW, given(records=f" {number}\n{number}")).status_code == AWAY
    assert Withdrawal.objects.get().records == 1
    again = client.post(NEW, given(records=number))
    assert "正在另一次撤回中" in again.content.decode()
    foreign = officer(OTHER, "sector_officer").post(NEW, given(records=number))
    assert "只能撤回本单位报送的记录" in foreign.content.decode()


def test_a_digest_may_be_typed(batch: Submission) -> None:
    client = officer()
    typed = {"act_file": "", "act_digest": sha256(DOCUMENT).hexdigest().upper(), "batch": batch.pk}
    empty = given(batch=batch.pk, act_file=SimpleUploadedFile("act.pdf", b""))
    for wrong in (given(act_file="", batch=batch.pk), empty, given(act_number=" ", batch=batch.pk)):
        assert client.post(NEW, wrong).status_code == WRONG
    personal = given(**typed, act_number="11010519491231002X")
    assert "个人号码" in client.post(NEW, personal).content.decode()
    assert client.post(NEW, given(**typed)).status_code == AWAY
    assert Withdrawal.objects.get().act_digest == sha256(DOCUMENT).hexdigest()


def test_the_form_is_held_to_its_token_and_its_size(
    batch: Submission, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = officer()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(NEW, given(batch=batch.pk)).status_code == REFUSED
    assert not Withdrawal.objects.exists()
    monkeypatch.setattr("creditdelta.pages.uploads.LARGEST", 8)
    assert client.post(NEW, given(batch=batch.pk)).status_code >= 400
    assert not Withdrawal.objects.exists()


def test_who_is_no_officer_of_the_office_sees_nothing(batch: Submission) -> None:
    made = officer().post(NEW, given(batch=batch.pk))
    one = made["Location"]
    foreign = officer("320000-credit")
    said(foreign, one, REFUSED)
    assert foreign.post(f"{one}act/", {"move": "confirm"}).status_code == REFUSED
    for odd in ("zz", "00" * 16):
        said(officer(), f"{LIST}{odd}/", REFUSED)
    assert organisation(0)[0] not in said(foreign, LIST)
    said(signed_in(with_post("audit_administrator")), LIST, REFUSED)
    assert officer("310000-bank_1", "market_reporter").get(LIST).status_code == 200


def test_list_owners_read_what_touches_them(batch: Submission) -> None:
    ListOwner.objects.create(submission=7, office=OTHER, organisations=2, told_at=batch.received_at)
    client = officer(OTHER, "sector_officer")
    assert "涉及本单位名单上的 2 家组织" in said(client, LIST)
    assert "on a list of this office" in said(client, f"/en{LIST}")
    assert officer().post(f"{LIST}read/", {"submission": "7"}).status_code == AWAY
    assert "涉及本单位名单上的" in said(client, LIST)
    for odd in ("", "x", "8"):
        assert client.post(f"{LIST}read/", {"submission": odd}).status_code == AWAY
    assert client.post(f"{LIST}read/", {"submission": "7"}).status_code == AWAY
    assert "涉及本单位名单上的" not in said(client, LIST)
    assert client.get(f"{LIST}read/").status_code == AWAY
