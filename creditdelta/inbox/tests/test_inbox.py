"""The inbox of an office: everything that waits there, for whoever may do it, and nothing else."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in, with_post
from creditdelta.facade.check import rulebook
from creditdelta.intake.models import ListOwner, Submission, Withdrawal
from creditdelta.intake.services import Received, ingest
from creditdelta.intake.tests.supplies import organisation, penalties, registrations
from creditdelta.journal.database import writing
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.notices.models import Dispatch
from creditdelta.notices.services import Asked, issue_many
from creditdelta.questions.tests.waiting import take
from creditdelta.subjects.finding import references_of
from creditdelta.uploads.receiving import work_once
from creditdelta.uploads.tests.sent import sent

DESK = "/desk/"
CREDIT, ECOLOGY, BANK = "310000-credit", "310000-ecology", "310000-bank_1"
FOUND, REFUSED = 302, 403
FIELDS = {
    "matter": "合成示例",
    "facts": "合成示例",
    "ground": "合成示例",
    "reply_until": "2099-05-01",
}


@pytest.fixture
def officer(ledger: Path) -> Client:
    return signed_in(with_post("credit_officer", CREDIT))


@pytest.fixture
def letters(ledger: Path, tmp_path: Path) -> list[str]:
    """Two letters to be posted."""
    take(registrations(tmp_path, 2))
    refs = [next(iter(references_of(organisation(n)[0]))) for n in range(2)]
    with writing():
        made = issue_many(
            "prior_notice", CREDIT, [Asked(ref, FIELDS) for ref in refs], envelope("310000", "x"),
            on=business_day(),
        )  # fmt: skip
    return [one.hex() for one in made]


def seen(client: Client, tab: str = "") -> list[str]:
    """What each row says."""
    page = client.get(DESK + (f"?tab={tab}" if tab else "")).content.decode()
    return re.findall(r"data-open>([^<]+)</a>", page)


def test_an_empty_desk_says_how_to_begin(officer: Client) -> None:
    page = officer.get(f"{DESK}?tab=others").content.decode()
    assert "没有在等别人的" in page
    assert "工作台能做什么" in officer.get(DESK).content.decode()


def test_letters_wait_and_are_posted_together(officer: Client, letters: list[str]) -> None:
    assert seen(officer).count("寄出告知书") == 2
    chosen = [f"dispatch:{one}" for one in letters]
    answer = officer.post("/desk/act/", {"act": "dispatch", "pick": [*chosen, "dispatch:none"]})
    assert answer["Location"] == "/desk/?said=2"
    assert set(Dispatch.objects.filter(channel="letter").values_list("state", flat=True)) == {
        "dispatched"
    }
    assert "办了 2 件" in officer.get(answer["Location"]).content.decode()
    assert seen(officer).count("登记告知书的送达") == 2


def test_nobody_posts_the_letters_of_another_office(letters: list[str]) -> None:
    other = signed_in(with_post("credit_officer", "320000-credit"))
    chosen = [f"dispatch:{one}" for one in letters]
    assert (
        other.post("/desk/act/", {"act": "dispatch", "pick": chosen})["Location"] == "/desk/?said=0"
    )
    bank = signed_in(with_post("market_reporter", BANK))
    assert (
        bank.post("/desk/act/", {"act": "dispatch", "pick": chosen})["Location"] == "/desk/?said=0"
    )
    assert set(Dispatch.objects.filter(channel="letter").values_list("state", flat=True)) == {
        "queued"
    }


def test_an_upload_waits_for_its_office_alone(ledger: Path, tmp_path: Path) -> None:
    sent(penalties(tmp_path, 2), office=ECOLOGY)
    work_once()
    assert "确认上传的文件" in seen(signed_in(with_post("sector_officer", ECOLOGY)))
    assert "确认上传的文件" not in seen(signed_in(with_post("credit_officer", CREDIT)))


def test_months_nobody_spoke_of_wait_for_a_report(ledger: Path) -> None:
    clerk = signed_in(with_post("sector_officer", ECOLOGY))
    assert any("还没有报送" in one for one in seen(clerk))


def test_a_held_submission_waits_for_another_officer(ledger: Path, tmp_path: Path) -> None:
    first, second = with_post("credit_officer", CREDIT), with_post("credit_officer", CREDIT)
    ingest(Received(penalties(tmp_path, 1), "310000", first, date(2026, 4, 1)), rulebook())
    Submission.objects.update(state="held", held_for="withdrawals 51 > 50", closed_at=None)
    number = Submission.objects.get().pk
    assert f"核对被拦下的批次 {number}" in seen(signed_in(second))
    assert f"核对被拦下的批次 {number}" not in seen(signed_in(first))
    assert f"核对被拦下的批次 {number}" in seen(signed_in(first), "others")


def test_a_withdrawal_waits_for_the_second_officer(ledger: Path) -> None:
    first, second = with_post("sector_officer", ECOLOGY), with_post("sector_officer", ECOLOGY)
    moment = envelope("310000", first).recorded_at
    Withdrawal.objects.create(
        id=b"\x01", office=ECOLOGY, region="310000", records=3, ground="x", act_number="示撤1号",
        act_digest="", day=date(2026, 4, 1), state="proposed", proposed_by=first, proposed_at=moment,
    )  # fmt: skip
    assert "确认撤回 3 条记录" in seen(signed_in(second))
    assert "确认撤回 3 条记录" in seen(signed_in(first), "others")


def test_the_owner_of_a_list_is_told_and_says_that_it_looked(officer: Client) -> None:
    moment = envelope("310000", "x").recorded_at
    ListOwner.objects.create(submission=7, office=CREDIT, organisations=2, told_at=moment)
    assert "名单内 2 个组织的记录被撤回" in seen(officer)
    answer = officer.post(
        "/desk/act/", {"act": "acknowledge", "pick": ["acknowledge:7", "acknowledge:x"]}
    )
    assert answer["Location"] == "/desk/?said=1"
    assert "名单内 2 个组织的记录被撤回" not in seen(officer)


def test_questions_are_one_line(officer: Client, tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    take(penalties(tmp_path, 1, CF_XDR_MC="上海别家商贸有限公司"))
    assert "判断 1 个疑问" in seen(officer)
    assert not any("疑问" in one for one in seen(signed_in(with_post("sector_officer", ECOLOGY))))


def test_what_was_done_is_listed_with_who_did_it(officer: Client, tmp_path: Path) -> None:
    take(registrations(tmp_path, 1))
    page: Any = officer.get(f"{DESK}?tab=done&format=json")
    told = page.json()["rows"]
    assert [one["account"] for one in told] == ["clerk"]
    assert "已入账" in told[0]["what"]


def test_a_representative_has_no_desk(ledger: Path) -> None:
    company = signed_in(with_post("representative", subject=bytes(16)), second_factor=False)
    assert company.get(DESK).status_code == REFUSED
    assert Client().get(DESK).status_code == FOUND
