"""Lists on pages: two officers at the desk, what the public sees, and what the organisation can say."""

from hashlib import sha256
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.intake.tests.supplies import organisation
from creditdelta.lists import candidates, services
from creditdelta.lists.models import Candidate, Entry
from creditdelta.lists.services import Decision
from creditdelta.lists.tests.scenes import (
    ACT,
    DAY,
    LAW,
    LIST,
    OFFICE,
    by,
    decided,
    documents,
    fined,
    listed,
    notified,
    now,
    proposed,
)
from creditdelta.notices.contents import said_by
from creditdelta.notices.models import Notice
from creditdelta.notices.serving import dispatch, serve
from creditdelta.records.services import Act, Target, withdraw

pytestmark = pytest.mark.usefixtures("ledger")
DESK = "/desk/lists/"
AWAY, WRONG, REFUSED, GONE, MISSING = 302, 422, 403, 410, 404
DOCUMENT = b"%PDF-1.7 decision"


@pytest.fixture
def ref(tmp_path: Path) -> bytes:
    [found] = fined(tmp_path)
    return found


def officer(office: str = OFFICE, role: str = "sector_officer") -> Client:
    return signed_in(with_post(role, office))


def said(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def test_from_a_candidate_to_an_entry(ref: bytes) -> None:
    first, second, anybody = officer(), officer(), Client()
    name = organisation(0)[1]
    candidates.keep(DAY)
    assert "生态环境严重失信名单" in said(first, DESK)
    listed_there = said(first, f"{DESK}candidates/{LIST}/")
    new = f"{DESK}new/?list={LIST}&amp;subject={ref.hex()}"
    assert name in listed_there
    assert new in listed_there
    assert "事实和理由" in said(first, new.replace("&amp;", "&"))
    wanted = {"list": LIST, "subject": ref.hex(), "reasons": ""}
    assert first.post(f"{DESK}new/", wanted).status_code == WRONG
    made = first.post(f"{DESK}new/", {**wanted, "reasons": "合成示例：伪造监测数据。"})
    assert made.status_code == AWAY
    one = made["Location"]
    assert "生成告知书" in said(first, one)
    first.post(f"{one}prepare/", {"move": "notify"})
    entry = Entry.objects.get()
    notice = bytes(entry.notice)
    dispatch(notice, "letter", by("x"), on=DAY)
    serve(notice, "letter", "post", DAY, by("x"), b"\1" * 32)
    assert "陈述申辩期限未满" in said(first, one)
    first.post(f"{one}prepare/", {"move": "waive", "act_digest": "AB " + "ab" * 31})
    form = {"move": "decide", "act_number": "沪示〔2026〕1号", "instrument": LAW,
            "since": DAY.isoformat(), "act_file": SimpleUploadedFile("a.pdf", DOCUMENT)}  # fmt: skip
    assert first.post(f"{one}decide/", {**form, "since": "soon"}).status_code == WRONG
    form["act_file"] = SimpleUploadedFile("a.pdf", DOCUMENT)
    assert first.post(f"{one}decide/", form).status_code == AWAY
    assert now(bytes(entry.pk)).digest == sha256(DOCUMENT).hexdigest()
    assert "复核通过，列入" not in said(first, one)
    assert first.post(f"{one}confirm/", {"move": "confirm"}).status_code == WRONG
    assert name not in said(anybody, f"/lists/{LIST}/")
    assert "复核通过，列入" in said(second, one)
    assert second.post(f"{one}confirm/", {"move": "fly"}).status_code == WRONG
    assert second.post(f"{one}confirm/", {"move": "confirm"}).status_code == AWAY
    page = said(anybody, f"/lists/{LIST}/")
    assert name in page
    assert "虚构" in page
    assert "提出变更" in said(first, one)


def test_an_office_is_shown_the_candidates_of_its_place(ref: bytes) -> None:
    candidates.keep(DAY)
    name = organisation(0)[1]
    assert name in said(officer(), f"{DESK}candidates/{LIST}/")
    Candidate.objects.update(division="330106")
    assert name not in said(officer(), f"{DESK}candidates/{LIST}/")


def test_what_everybody_reads_of_an_entry(ref: bytes) -> None:
    id = listed(ref)
    code, name = organisation(0)
    page = said(Client(), f"/lists/entry/{id.hex()}/")
    for told in (name, code, "伪造监测数据", "2029-04-01", "沪示环信决〔2026〕1号", "行政复议"):
        assert told in page, told
    assert "Facts and reasons" in said(Client(), f"/en/lists/entry/{id.hex()}/")
    assert name in said(Client(), f"/lists/{LIST}/?format=csv")
    assert name not in said(Client(), f"/lists/{LIST}/?region=320000")
    assert "红名单" in said(Client(), "/lists/")
    archive = said(Client(), f"/subject/{code}/")
    assert "在哪些名单" in archive
    assert f"/lists/entry/{id.hex()}/" in archive


def test_what_left_is_told_by_its_id(ref: bytes) -> None:
    id = listed(ref)
    code, name = organisation(0)
    changes = f"/lists/{LIST}/changes/"
    assert name in said(Client(), changes)
    services.ask(id, "remove", "决定被撤销", Act("沪2号", "ab" * 32), by("first"), DAY)
    services.agree(id, by("second"), DAY)
    assert id.hex() not in said(Client(), f"/subject/{code}/")
    for address in (f"/lists/{LIST}/", changes, f"/lists/{LIST}/changes.atom", "/lists/"):
        page = said(Client(), address)
        assert name not in page, address
        assert code not in page, address
    gone = said(Client(), f"/lists/entry/{id.hex()}/", GONE)
    assert name not in gone
    assert "移出" in gone


def test_changes_between_days(ref: bytes) -> None:
    id = listed(ref)
    changes = f"/lists/{LIST}/changes/"
    assert id.hex() in said(Client(), f"{changes}?since=2026-03-31&until=2026-04-01")
    assert id.hex() not in said(Client(), f"{changes}?since=2026-03-01&until=2026-03-31")
    for asked in ("since=2026-04-01&until=2026-03-01", "since=2020-01-01", "until=2027-01-01"):
        assert said(Client(), f"{changes}?{asked}", WRONG)
    feed = ElementTree.fromstring(said(Client(), f"/lists/{LIST}/changes.atom"))  # noqa: S314
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 1


def test_nobody_else_s_desk(ref: bytes) -> None:
    id = notified(ref)
    one = f"{DESK}entry/{id.hex()}/"
    for other in (officer("320000-ecology"), officer("310000-credit", "credit_officer"), Client()):
        answer = other.get(one)
        assert answer.status_code in (AWAY, REFUSED)
        assert other.post(f"{one}prepare/", {"move": "drop"}).status_code in (AWAY, REFUSED)
    assert said(officer(), f"{DESK}entry/{'0' * 32}/", REFUSED)
    assert said(officer("310000-ecology"), f"{DESK}candidates/nothing/", MISSING)
    assert now(id).state == "noticed"


def test_the_organisation_says_something(ref: bytes) -> None:
    id = notified(ref)
    own = signed_in(with_post("representative", subject=ref))
    assert "已告知" in said(own, "/mine/lists/")
    one = f"/mine/lists/{id.hex()}/"
    assert "提交陈述申辩" in said(own, one)
    assert own.post(one, {"statement": "联系人13800138000"}).status_code == WRONG
    assert own.post(one, {"statement": "合成示例：设备故障。"}).status_code == AWAY
    assert "设备故障" in said(own, one)
    assert "提交陈述申辩" not in said(own, one)
    assert "设备故障" in said(officer(), f"{DESK}entry/{id.hex()}/")
    stranger = signed_in(with_post("representative", subject=b"x" * 16))
    assert stranger.get(one).status_code in (REFUSED, MISSING)


def test_the_organisation_does_not_want_to_be_heard(ref: bytes) -> None:
    id = notified(ref)
    own = signed_in(with_post("representative", subject=ref))
    assert own.post(f"/mine/lists/{id.hex()}/", {"move": "waive"}).status_code == AWAY
    assert now(id).waived_on == DAY


def test_a_list_that_stopped_goes_on_by_the_credit_office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from creditdelta.lists.tests.test_standing import few

    monkeypatch.setattr("creditdelta.lists.breaking.breaker_on", few)
    ids = [decided(each) for each in fined(tmp_path, 3)]
    for id in ids[:2]:
        services.confirm(id, by("second"), DAY)
    second = officer()
    one = f"{DESK}entry/{ids[2].hex()}/"
    assert second.post(f"{one}confirm/", {"move": "confirm"}).status_code == WRONG
    assert "今天已停下" in said(second, DESK)
    credit = officer("310000-credit", "credit_officer")
    release = f"{DESK}release/"
    assert "生态环境严重失信名单" in said(credit, release)
    form = {"list": LIST, "office": OFFICE, "way": "in", "most": "3"}
    for wrong in ({"most": "all"}, {"office": "320000-ecology"}, {"way": "up"}):
        assert credit.post(release, {**form, **wrong}).status_code == WRONG
    assert second.post(release, form).status_code == REFUSED
    assert credit.post(release, form).status_code == AWAY
    assert second.post(f"{one}confirm/", {"move": "confirm"}).status_code == AWAY


def test_proposing_again_is_refused(ref: bytes) -> None:
    candidates.keep(DAY)
    proposed(ref)
    wanted = {"list": LIST, "subject": ref.hex(), "reasons": "合成示例。"}
    answer = officer().post(f"{DESK}new/", wanted)
    assert answer.status_code == WRONG
    assert "已有办理中" in answer.content.decode()


def test_the_inbox_says_what_comes_next(ref: bytes) -> None:
    first, second = officer(), officer()
    id = proposed(ref)
    assert "告知拟列入的组织" in said(first, "/desk/")
    services.notify(id, by("first"), DAY)
    assert "告知拟列入的组织" not in said(first, "/desk/")
    assert "决定列入" not in said(first, "/desk/")  # the notice is not served yet
    notice = bytes(Entry.objects.get().notice)
    dispatch(notice, "letter", by("x"), on=DAY)
    serve(notice, "letter", "post", DAY, by("x"), b"\1" * 32)
    services.waive(id, "cd" * 32, by("first"), DAY)
    assert "决定列入" in said(first, "/desk/")
    services.decide(id, Decision(ACT, LAW, DAY), by("first"), DAY)
    assert "复核列入" in said(second, "/desk/")
    services.confirm(id, by("second"), DAY)
    assert "复核列入" not in said(second, "/desk/")
    act = Act("沪示撤〔2026〕1号", "ef" * 32)
    withdraw(Target(ref, documents(ref)[0]), "原决定被撤销", act, DAY, by("x"), today=DAY)
    assert "移出失去依据的条目" in said(first, "/desk/")
    services.ask(id, "remove", "决定被撤销", ACT, by("first"), DAY)
    assert "复核名单变更" in said(second, "/desk/")


def test_the_letter_names_what_follows(ref: bytes) -> None:
    listed(ref)
    told = next(one for one in Notice.objects.filter(ref=ref) if one.form == "listed")
    fields = said_by(told).fields
    assert "限制申请财政性资金项目" in fields["measures"]
    assert "作为授信融资的审慎参考" in fields["measures"]
    assert "（虚构）" in fields["ground"]
