"""From a proposal to an entry in force: what each step needs, and what stops it."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from creditdelta.journal.models import Event
from creditdelta.lists import services
from creditdelta.lists.checks import WHYS, NotPossible
from creditdelta.lists.queries import standings
from creditdelta.lists.rules import lacking
from creditdelta.lists.services import Decision, Proposal
from creditdelta.lists.tests.scenes import (
    ACT,
    CRITERION,
    DAY,
    LAW,
    LIST,
    OFFICE,
    REASONS,
    by,
    decided,
    documents,
    fined,
    listed,
    notified,
    now,
    proposed,
)
from creditdelta.notices.queries import notices_of
from creditdelta.records.services import Act

pytestmark = pytest.mark.django_db


def refused(why: str, step: object, *given: object) -> None:
    """The step is refused for that reason, and nothing is recorded."""
    before = Event.objects.count()
    with pytest.raises(NotPossible) as no:
        step(*given)  # type: ignore[operator]
    assert no.value.why == why
    assert WHYS[no.value.why].zh
    assert Event.objects.count() == before


def test_an_entry_by_two_officers(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = listed(ref)
    one = now(id)
    assert (one.state, one.since, one.until) == ("listed", DAY, date(2029, 4, 1))
    assert lacking(one, DAY, standings([one])[id]) == ""
    titles = [told.title.zh for told in notices_of(ref)]
    assert sorted(titles) == [
        "信用修复告知书",
        "列入名单告知书",
        "告知书",
    ]  # both issued in the same instant


def test_nobody_does_both_steps(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = decided(ref)
    refused("second", services.confirm, id, by("first"), DAY)
    refused("second", services.send_back, id, by("first"), DAY)
    services.confirm(id, by("second"), DAY)
    services.ask(id, "remove", "决定被撤销", ACT, by("second"), DAY)
    refused("second", services.agree, id, by("second"), DAY)
    refused("second", services.disagree, id, by("second"), DAY)
    services.agree(id, by("first"), DAY)
    assert now(id).state == "removed"


def test_nobody_is_entered_unheard(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = proposed(ref)
    wanted = Decision(ACT, LAW, DAY)
    refused("move", services.decide, id, wanted, by("first"), DAY)
    services.notify(id, by("first"), DAY)
    refused("unserved", services.decide, id, wanted, by("first"), DAY)


def test_the_time_to_be_heard_runs_from_service(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = notified(ref)
    last = now(id).reply_until
    assert last == date(2026, 4, 20)  # seven working days for service, five to be heard, one feast
    refused("early", services.decide, id, Decision(ACT, LAW, DAY), by("first"), last)
    after = last + timedelta(days=1)
    services.decide(id, Decision(ACT, LAW, after), by("first"), after)


def test_a_statement_is_answered(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = notified(ref)
    services.hear(id, "合成示例：监测设备故障。", by("owner"), DAY)
    refused("unheard", services.decide, id, Decision(ACT, LAW, DAY), by("first"), DAY)
    services.decide(id, Decision(ACT, LAW, DAY, "故障未报告，不影响认定。"), by("first"), DAY)
    refused("move", services.hear, id, "再说一次。", by("owner"), DAY)


def test_only_the_competent_office(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    for office, why in (
        ("310000-credit", "sector"),
        ("320000-ecology", "region"),
        ("320500-ecology", "region"),
    ):
        wanted = Proposal(LIST, ref, office, (CRITERION,), documents(ref), REASONS)
        refused(why, services.propose, wanted, by("first"), DAY)


def test_only_on_records_that_stand(ledger: Path, tmp_path: Path) -> None:
    ref, other = fined(tmp_path, 2)
    for named in ((), documents(other), (*documents(ref), *documents(ref)), (b"\0" * 16,)):
        wanted = Proposal(LIST, ref, OFFICE, (CRITERION,), named, REASONS)
        refused("records", services.propose, wanted, by("first"), DAY)


def test_a_ground_is_needed_on_the_day(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = notified(ref)
    services.waive(id, "cd" * 32, by("first"), DAY)
    for law in ("environment-2020", "sanctions-2024", "nothing"):
        refused("law", services.decide, id, Decision(ACT, law, DAY), by("first"), DAY)
    for day in (DAY - timedelta(days=1), DAY + timedelta(days=1)):
        refused("days", services.decide, id, Decision(ACT, LAW, day), by("first"), DAY)
    for act in (Act("", "ab" * 32), Act("沪1号", "AB" * 32), Act("沪1号", "")):
        refused("act", services.decide, id, Decision(act, LAW, DAY), by("first"), DAY)


def test_texts_hold_no_number_of_a_person(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    for text, why in (("", "texts"), ("字" * 4001, "texts"), ("负责人电话13800138000", "person")):
        wanted = Proposal(LIST, ref, OFFICE, (CRITERION,), documents(ref), text)
        refused(why, services.propose, wanted, by("first"), DAY)


def test_one_entry_at_a_time(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = proposed(ref)
    wanted = Proposal(LIST, ref, OFFICE, (CRITERION,), documents(ref), REASONS)
    refused("twice", services.propose, wanted, by("first"), DAY)
    services.drop(id, "不予列入", by("first"), DAY)
    assert now(id).state == "dropped"
    assert proposed(ref) != id


def test_suspended_and_resumed(ledger: Path, tmp_path: Path) -> None:
    [ref] = fined(tmp_path)
    id = listed(ref)
    services.ask(id, "suspend", "复议、诉讼或法院裁定", ACT, by("first"), DAY)
    assert lacking(now(id), DAY, standings([now(id)])[id]) == ""  # asked for is not yet done
    services.agree(id, by("second"), DAY)
    assert lacking(now(id), DAY, standings([now(id)])[id]) == "state"
    services.ask(id, "resume", "中止原因消除", ACT, by("first"), DAY)
    services.disagree(id, by("second"), DAY)
    assert now(id).state == "suspended"
    services.ask(id, "resume", "中止原因消除", ACT, by("first"), DAY)
    services.agree(id, by("second"), DAY)
    assert lacking(now(id), DAY, standings([now(id)])[id]) == ""
    refused("ground", services.ask, id, "remove", "因为", ACT, by("first"), DAY)
    refused("move", services.ask, id, "delete", "决定被撤销", ACT, by("first"), DAY)
