"""My organisation: the three questions, every record with who sees it, and the answer to a request."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import appoint
from creditdelta.accounts.tests.signed_in import BANK, signed_in, with_post
from creditdelta.consent import services
from creditdelta.consent.queries import consent_for
from creditdelta.consent.rules import Wish
from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.lookups.services import Asked, look
from creditdelta.project.followers import run_followers
from creditdelta.representation.tests.own import CODE, NAME, taken_in
from creditdelta.subjects.finding import by_code

PURPOSE = "contract_review"
FOUND, REFUSED = 302, 403


@pytest.fixture
def ref(ledger: Path, tmp_path: Path) -> bytes:
    return taken_in(tmp_path)


@pytest.fixture
def own(ref: bytes) -> Client:
    return signed_in(with_post("representative", subject=ref))


@pytest.fixture
def asked(ref: bytes) -> bytes:
    wish = Wish(ref, BANK, PURPOSE, ("housing_fund", "tax"), latest(), "示例合同1号")
    return services.ask(wish, envelope("310000", "bank"), business_day())


def latest() -> date:
    return services.allowed_on(business_day()).latest


def test_three_questions_are_answered_in_words(own: Client) -> None:
    page = own.get("/mine/").content.decode()
    assert all(said in page for said in (NAME, "有没有问题？", "什么时候消除？", "现在能做什么？"))
    assert "正在公示它的 1 条不良记录" in page
    assert "1 条记录不向公众公示" in page
    assert "信用修复不收费" in page
    english = own.get("/en/mine/").content.decode()
    assert "1 adverse record about it is public here" in english
    assert "Besides, 1 record is kept and not public" in english


def test_every_record_says_who_sees_it(own: Client) -> None:
    rows = own.get("/mine/records/?format=json").json()["rows"]
    seen = {row["kind"]: row["seen_by"] for row in rows}
    assert seen["行政处罚"] == "向公众公示"
    assert next(seen[kind] for kind in seen if "公积金" in kind) == "依规不公开"


def test_a_record_that_is_not_public_is_read_by_its_own_organisation(own: Client) -> None:
    rows = own.get("/mine/records/?format=json").json()["rows"]
    fund = next(row["record"] for row in rows if "公积金" in row["kind"])
    page = own.get(f"/mine/records/{fund}/").content.decode()
    assert "34567" in page
    assert Client().get(f"/subject/{CODE}/record/{fund}/").status_code == 404
    assert own.get("/mine/records/00000000-00000000/").status_code == 404


def test_the_preview_shows_exactly_what_would_be_seen(own: Client, asked: bytes) -> None:
    place = f"/mine/consents/{asked.hex()}/"
    page = own.get(place).content.decode()
    assert all(said in page for said in ("等待答复", "示例合同1号", "示例银行上海分行"))
    rows = own.get(f"{place}?table=housing_fund&format=json").json()["rows"]
    assert rows == [{"month": "2026-01", "headcount": "17", "amount": "34567.00", "state": "正常"}]
    assert own.get(f"{place}?table=tax_arrears&format=json").json()["rows"] == []
    assert own.get(f"{place}?table=penalty&format=json").status_code == 404


def test_less_is_granted_and_then_revoked(own: Client, ref: bytes, asked: bytes) -> None:
    day, place = business_day(), f"/mine/consents/{asked.hex()}/"
    given = {"move": "grant", "parts": ["housing_fund"], "until": latest().isoformat()}
    assert own.post(place, given).status_code == FOUND
    found = consent_for(ref, BANK, PURPOSE, day)
    assert found is not None
    assert found.parts == ("housing_fund",)
    assert "已授权" in own.get("/mine/consents/").content.decode()
    assert own.post(place, {"move": "revoke"}).status_code == FOUND
    assert consent_for(ref, BANK, PURPOSE, day) is None
    assert "已撤回授权" in own.get(place).content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"move": "grant", "until": "2026-01-01", "parts": ["tax"]}, "最后一天不能早于今天"),
        ({"move": "grant", "parts": []}, "请至少选择一个部分"),
        ({"move": "revoke"}, "现在的状态下不能这样做"),
        ({"move": "dance"}, "现在的状态下不能这样做"),
    ],
)
def test_an_answer_that_cannot_be_is_told(
    own: Client, asked: bytes, sent: dict[str, object], says: str
) -> None:
    answer = own.post(f"/mine/consents/{asked.hex()}/", {"until": latest().isoformat()} | sent)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_it_can_be_refused(own: Client, asked: bytes) -> None:
    assert "1 个授权请求等您答复" in own.get("/mine/").content.decode()
    own.post(f"/mine/consents/{asked.hex()}/", {"move": "refuse"})
    assert "已拒绝" in own.get("/mine/consents/").content.decode()
    assert "没有请求等您答复" in own.get("/mine/consents/").content.decode()


def test_nobody_else_reads_or_answers(ref: bytes, asked: bytes) -> None:
    other = signed_in(with_post("representative", subject=bytes(16)))
    place = f"/mine/consents/{asked.hex()}/"
    assert other.get(place).status_code == REFUSED
    assert other.post(place, {"move": "refuse"}).status_code == REFUSED
    assert other.get(f"/mine/?of={CODE}").status_code == REFUSED
    assert signed_in(with_post("market_reporter", BANK)).get(place).status_code == REFUSED


def test_who_acts_for_two_says_for_which(ref: bytes, asked: bytes) -> None:
    account = with_post("representative", subject=ref)
    code, name = organisation(1)
    held = Held("deputy", region="310000", subject=by_code(code)[0].ref, since=date(2024, 1, 1))
    appoint(account, held, envelope("310000", "security"), business_day())
    both = signed_in(account)
    page = both.get(f"/mine/?of={code}").content.decode()
    assert name in page
    assert f"/mine/?of={CODE}" in page
    assert both.get(f"/mine/consents/?of={code}&format=json").json()["rows"] == []
    assert len(both.get(f"/mine/consents/?of={CODE}&format=json").json()["rows"]) == 1


def test_the_organisation_is_told_of_a_request(own: Client, asked: bytes) -> None:
    run_followers()
    run_followers()  # once more tells nothing twice
    rows = own.get("/mine/?table=notices&format=json").json()["rows"]
    assert [row["title"] for row in rows] == ["授权请求告知书"]
    assert "发展和改革委员会" in rows[0]["office"]


def test_who_looked_is_told_by_office_and_purpose(own: Client, ref: bytes) -> None:
    officer = with_post("credit_officer", "310000-credit")
    post = Held("credit_officer", office="310000-credit", region="310000")
    look(Asked(ref, "data_verification", ""), post, envelope("310000", officer))
    (row,) = own.get("/mine/looks/?format=json").json()["rows"]
    assert (row["office"], row["purpose"]) == (
        "上海市发展和改革委员会（市社会信用建设办公室）", "数据核对和纠错",
    )  # fmt: skip
    assert officer not in own.get("/mine/looks/").content.decode()
