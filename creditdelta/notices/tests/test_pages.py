"""The pages of notices: everybody sees its own, and what an officer enters is held to the rules."""

import json
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.intake.tests.supplies import organisation
from creditdelta.notices import serving
from creditdelta.notices.models import Notice
from creditdelta.notices.portal import desk, mine, untold
from creditdelta.notices.queries import notice
from creditdelta.notices.services import erase
from creditdelta.notices.tests.pdf_text import pages
from creditdelta.notices.tests.scenes import FIELDS, OFFICE, about, issued, organisations

OK, GONE, REFUSED, NOWHERE, WRONG, AWAY = 200, 410, 403, 404, 422, 302
TODAY = date(2026, 4, 15)
PROOF = "ab" * 32


@pytest.fixture
def refs(ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    for one in (serving, desk, mine, untold):
        monkeypatch.setattr(one, "business_day", lambda: TODAY)
    return organisations(tmp_path, 3)


def officer(office: str = OFFICE) -> Client:
    return signed_in(with_post("credit_officer", office))


def representative(ref: bytes, role: str = "representative") -> Client:
    return signed_in(with_post(role, subject=ref))


def said(client: Client, address: str, status: int = OK) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_an_office_sees_what_it_issued(refs: list[bytes]) -> None:
    id, code = issued("prior_notice", refs[0]), organisation(0)[0]
    issued("prior_notice", refs[1], office="320000-credit")
    client = officer()
    text = said(client, "/desk/notices/")
    assert "沪信告〔2026〕1号" in text
    assert "苏信告" not in text
    one = said(client, f"/desk/notices/{id.hex()}/")
    assert FIELDS["prior_notice"]["facts"] in one
    assert "逾期未送达" in one
    assert "Prior notice" in said(client, f"/en/desk/notices/{id.hex()}/")
    rows = json.loads(client.get("/desk/notices/?format=json").content)["rows"]
    assert [(row["code"], row["left"]) for row in rows] == [(code, -2)]
    assert "没有文书" in said(client, "/desk/notices/?form=decision")
    assert "沪信告" in said(client, "/desk/notices/?waiting=1")


def test_a_letter_is_handed_out(refs: list[bytes]) -> None:
    id = issued("prior_notice", refs[0])
    answer = officer().get(f"/desk/notices/{id.hex()}/letter.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "告知书" in "".join(pages(answer.content))
    erase(id, "信用修复", about())
    said(officer(), f"/desk/notices/{id.hex()}/letter.pdf", GONE)
    assert "内容已依规定清除" in said(officer(), f"/desk/notices/{id.hex()}/")


def test_another_office_sees_nothing(refs: list[bytes]) -> None:
    id = issued("prior_notice", refs[0])
    other = officer("320000-credit")
    for place in ("", "letter.pdf"):
        said(other, f"/desk/notices/{id.hex()}/{place}", REFUSED)
    assert other.post(f"/desk/notices/{id.hex()}/act/", {"move": "again"}).status_code == REFUSED
    for unknown in ("00" * 16, "nonsense"):
        said(officer(), f"/desk/notices/{unknown}/", REFUSED)


def test_an_officer_enters_its_way(refs: list[bytes]) -> None:
    id, client = issued("prior_notice", refs[0]), officer()
    act = f"/desk/notices/{id.hex()}/act/"
    wrong = client.post(act, {"move": "serve", "method": "post", "day": "2026-04-14", "proof": "x"})
    assert wrong.status_code == WRONG
    assert "须登记送达凭证的摘要" in wrong.content.decode()
    for given in (
        {"move": "dispatch", "day": "2026-04-02"},
        {"move": "fail", "reason": "returned"},
        {"move": "serve", "method": "public", "day": "2026-04-14", "proof": PROOF},
    ):
        assert client.post(act, given).status_code == AWAY
    told = notice(id)
    assert told is not None
    assert (told.method, told.served_on) == ("public", date(2026, 5, 14))
    assert "公告期内" in said(client, f"/desk/notices/{id.hex()}/")
    for given in ({"move": "fly"}, {"move": "dispatch", "day": "soon"}, {"move": "again"}):
        assert client.post(act, given).status_code == WRONG
    assert client.get(act).status_code == AWAY


def test_a_form_without_its_token_is_refused(refs: list[bytes]) -> None:
    id = issued("prior_notice", refs[0])
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = officer().cookies
    given = {"move": "dispatch", "day": "2026-04-02"}
    assert strict.post(f"/desk/notices/{id.hex()}/act/", given).status_code == REFUSED


def test_who_has_not_been_told(refs: list[bytes]) -> None:
    issued("prior_notice", refs[0], on=date(2026, 3, 2))
    issued("repair_decision", refs[1], on=TODAY)
    issued("prior_notice", refs[2], office="310000-tax", on=TODAY)
    issued("prior_notice", refs[2], office="320000-credit")
    Notice.objects.filter(office="320000-credit").update(region="320000")
    with_post("representative", subject=refs[1])
    client = officer()
    text = said(client, "/desk/untold/")
    assert "有 1 份文书已逾期" in text
    assert "苏信告" not in text
    rows = json.loads(client.get("/desk/untold/?format=json").content)["rows"]
    assert [row["number"] for row in rows] == [
        "沪信告〔2026〕1号", "沪信修〔2026〕1号", "沪税告〔2026〕1号",
    ]  # fmt: skip
    assert [row["account"] for row in rows] == ["没有", "有", "没有"]
    for asked, count in (("late=1", 1), ("account=1", 1), ("kind=prior_notice", 2), ("late=0", 2)):
        shown = client.get(f"/desk/untold/?format=json&{asked}").content
        assert len(json.loads(shown)["rows"]) == count, asked
    file = client.get("/desk/untold/letters.pdf").content
    assert [("沪信告" in page, "沪信修" in page) for page in pages(file)] == [
        (True, False), (False, True),
    ]  # fmt: skip
    said(client, "/desk/untold/letters.pdf?page=2", GONE)
    said(representative(refs[0]), "/desk/untold/", REFUSED)


def test_an_organisation_opens_what_it_was_told(refs: list[bytes]) -> None:
    id = issued("prior_notice", refs[0])
    client, place = representative(refs[0]), f"/mine/notices/{id.hex()}/"
    assert "有 1 份文书还没有打开" in said(client, "/mine/notices/")
    closed = said(client, place)
    assert "打开不算送达" in closed
    assert FIELDS["prior_notice"]["facts"] not in closed
    said(client, f"{place}letter.pdf", AWAY)
    assert client.post(f"{place}open/").status_code == AWAY
    assert FIELDS["prior_notice"]["facts"] in said(client, place)
    assert client.get(f"{place}letter.pdf")["Content-Type"] == "application/pdf"
    told = notice(id)
    assert told is not None
    assert (told.read_at is not None, told.served_on) == (True, None)


def test_opening_serves_whoever_agreed(refs: list[bytes]) -> None:
    id, client = issued("prior_notice", refs[0]), representative(refs[0])
    assert client.post("/mine/service/", {"agree": "yes"}).status_code == AWAY
    assert "打开即为送达" in said(client, f"/mine/notices/{id.hex()}/")
    client.post(f"/mine/notices/{id.hex()}/open/")
    assert Notice.objects.get().served_on == TODAY
    assert "电子送达" in said(client, f"/mine/notices/{id.hex()}/")
    client.post("/mine/service/", {"agree": "no"})
    assert "同意电子送达" in said(client, "/mine/notices/")


def test_looking_opens_nothing(refs: list[bytes]) -> None:
    id, client = issued("prior_notice", refs[0]), representative(refs[0])
    said(client, "/mine/notices/")
    said(client, f"/mine/notices/{id.hex()}/")
    said(client, f"/mine/notices/{id.hex()}/open/", AWAY)
    assert Notice.objects.get().read_at is None


def test_a_deputy_reads_and_does_not_agree(refs: list[bytes]) -> None:
    client = representative(refs[0], "deputy")
    said(client, "/mine/notices/")
    assert client.post("/mine/service/", {"agree": "yes"}).status_code == REFUSED


def test_nobody_sees_what_others_were_told(refs: list[bytes]) -> None:
    id, other = issued("prior_notice", refs[0]), representative(refs[1])
    for place in ("", "letter.pdf", "open/"):
        said(other, f"/mine/notices/{id.hex()}/{place}", REFUSED)
    assert "沪信告" not in said(other, "/mine/notices/")


def test_an_account_reads_what_is_about_it(refs: list[bytes]) -> None:
    account = with_post("representative", subject=refs[0])
    issued("account_notice", None, account=account)
    assert FIELDS["account_notice"]["matter"] in said(signed_in(account), "/account/notices/")
    assert "没有通知" in said(representative(refs[0]), "/account/notices/")


def test_anybody_learns_whether_a_letter_is_genuine(refs: list[bytes]) -> None:
    issued("prior_notice", refs[0])
    issued("account_notice", None, account="ab" * 16)
    yes = said(Client(), f"/letters/{quote('沪信告〔2026〕1号')}/")
    assert "本平台发出过这个文号的文书" in yes
    for hidden in (organisation(0)[1], organisation(0)[0], FIELDS["prior_notice"]["facts"]):
        assert hidden not in yes
    answers = set()
    for number in ("沪信告〔2026〕2号", "沪信户〔2026〕1号", "nonsense", "沪信告〔2026〕1号 "):
        text = said(Client(), f"/letters/{quote(number)}/")
        answers.add(text.replace(quote(number), "").replace(number, ""))
    assert len(answers) == 1
    assert "没有发出过" in answers.pop()
    found = Client().get("/letters/", {"number": " 沪信告〔2026〕1号 "})
    assert found["Location"] == f"/letters/{quote('沪信告〔2026〕1号')}/"
    said(Client(), "/letters/")
    said(Client(), f"/letters/{'x' * 300}/")
