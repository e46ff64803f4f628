"""The desk: an office asks for a consent, sees how it stands, and takes a request back."""

from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import BANK, signed_in, with_post
from creditdelta.consent import services
from creditdelta.consent.queries import consents_asked_by
from creditdelta.facade.check import rulebook
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, registrations
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day

DESK = "/desk/consents/"
FOUND, REFUSED = 302, 403


@pytest.fixture
def code(ledger: Path, tmp_path: Path) -> str:
    ingest(Received(registrations(tmp_path, 1), "310000", "clerk", business_day()), rulebook())
    return organisation(0)[0]


@pytest.fixture
def bank(ledger: Path) -> Client:
    return signed_in(with_post("market_reporter", BANK))


def asked(code: str, /, **changed: object) -> dict[str, object]:
    given = {
        "code": code, "purpose": "contract_review", "reference": "示例合同1号",
        "parts": ["tax", "contracts"], "until": business_day().isoformat(),
    }  # fmt: skip
    return given | changed


def test_a_request_is_made_and_shown(code: str, bank: Client) -> None:
    answer = bank.post(DESK, asked(code))
    assert answer.status_code == FOUND
    page = bank.get(answer["Location"]).content.decode()
    assert all(
        text in page for text in (organisation(0)[1], "示例合同1号", "等待答复", "合同履约情况")
    )
    listed = bank.get("/en" + DESK + "?format=json").json()["rows"]
    assert [row["state"] for row in listed] == ["waits for an answer"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"code": "91310115DEMA00013F"}, "没有登记过这个代码的组织"),
        ({"code": ""}, "没有登记过这个代码的组织"),
        ({"purpose": "curiosity"}, "请选择目的"),
        ({"reference": ""}, "须写明合同、项目或案件的编号"),
        ({"parts": []}, "请至少选择一个部分"),
        ({"until": "2099-01-01"}, "也不能超过最长期限"),
        ({"until": "soon"}, "最后一天不能早于今天"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    code: str, bank: Client, changed: dict[str, object], says: str
) -> None:
    answer = bank.post(DESK, asked(code, **changed))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert consents_asked_by(BANK) == []


def test_a_bank_cannot_ask_for_an_officers_purpose(code: str, bank: Client) -> None:
    assert bank.post(DESK, asked(code, purpose="licence_review")).status_code == REFUSED
    page = bank.get(DESK).content.decode()
    assert "合同、信贷、租赁审查" in page
    assert "行政许可审查" not in page


def test_a_request_can_be_taken_back_until_it_is_answered(code: str, bank: Client) -> None:
    place = bank.post(DESK, asked(code))["Location"]
    assert bank.post(place).status_code == FOUND
    assert "请求已收回" in bank.get(place).content.decode()
    assert bank.post(place).status_code == FOUND  # once more changes nothing


def test_answered_meanwhile_it_stands_as_answered(code: str, bank: Client) -> None:
    place = bank.post(DESK, asked(code))["Location"]
    made = consents_asked_by(BANK)[0]
    services.refuse(made.id, envelope("310000", "representative"), business_day())
    bank.post(place)
    assert "已拒绝" in bank.get(place).content.decode()


def test_another_offices_request_is_not_shown(code: str, bank: Client) -> None:
    place = bank.post(DESK, asked(code))["Location"]
    other = signed_in(with_post("market_reporter", "320000-bank_1"))
    assert other.get(place).status_code == REFUSED
    assert other.get(DESK + "?format=json").json()["rows"] == []
    assert other.get(f"{DESK}?office={BANK}").status_code == REFUSED
    assert bank.get(f"{DESK}{'00' * 16}/").status_code == REFUSED


def test_only_offices_ask(ledger: Path) -> None:
    assert (
        signed_in(with_post("representative", subject=bytes(16))).get(DESK).status_code == REFUSED
    )


def test_a_form_without_its_token_is_refused(code: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(with_post("market_reporter", BANK)).cookies
    assert strict.post(DESK, asked(code)).status_code == REFUSED
    assert consents_asked_by(BANK) == []
