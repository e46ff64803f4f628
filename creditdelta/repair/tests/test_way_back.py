"""An application is examined by two officers, and what it repairs stands no more, everywhere and at once."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils.translation import override

from creditdelta.lists.queries import standings
from creditdelta.lists.rules import lacking
from creditdelta.lists.tests.scenes import listed
from creditdelta.lists.tests.scenes import now as entry_now
from creditdelta.notices.contents import said_by
from creditdelta.notices.models import Notice
from creditdelta.records.services import Act, Target, withdraw
from creditdelta.repair import services
from creditdelta.repair.checks import NotPossible
from creditdelta.repair.queries import askable_of
from creditdelta.repair.services import Application
from creditdelta.repair.tests.scenes import (
    FOUND,
    OFFICE,
    PROOF,
    applied,
    begun,
    by,
    documents,
    fined,
    fined_long_ago,
    granting,
    now,
    record_of,
    repaired,
)
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.repairs import clock_on

pytestmark = pytest.mark.usefixtures("ledger")
DAY = date(2026, 4, 1)
WINDOW = "310000-credit"  # it reported the fine


@pytest.fixture
def ref(tmp_path: Path) -> bytes:
    [found] = fined_long_ago(tmp_path)
    return found


def kinds(ref: bytes, day: date = DAY) -> list[str]:
    return [one.answer.kind for one in askable_of(ref, day)]


def refused(why: str, given: object, *more: object) -> None:
    with pytest.raises(NotPossible) as no:
        given(*more)  # type: ignore[operator]
    assert no.value.why == why


def test_the_whole_way(ref: bytes) -> None:
    [document] = documents(ref)
    id = begun(ref)
    one = now(id)
    assert (one.office, one.regime, one.state) == (WINDOW, "order_36", "preparing")
    refused("papers", services.file, id, by("owner"), DAY)
    services.prove(id, PROOF, by("owner"), DAY)
    services.sign(id, by("owner"), DAY)
    services.file(id, by("owner"), DAY)
    assert now(id).accept_until == date(2026, 4, 7)  # three working days, a holiday between
    services.forward(id, OFFICE, by("clerk"), DAY)
    assert now(id).office == OFFICE
    services.accept(id, by("first"), DAY)
    services.grant(id, FOUND, by("first"), DAY)
    assert record_of(ref, document, DAY).standing == "standing"
    refused("second", services.confirm, id, by("first"), DAY)
    services.confirm(id, by("second"), DAY)
    closed = record_of(ref, document, DAY)
    assert (closed.standing, closed.closing and closed.closing.manner) == ("closed", "repaired")
    assert now(id).state == "granted"
    letter = Notice.objects.get(pk=now(id).notice)
    assert letter.form == "repair_decision"
    assert "沪示罚" in said_by(letter).fields["records"]
    assert kinds(ref) == ["closed"]


def test_an_entry_that_rests_on_a_repaired_record_ends_with_it(ref: bytes) -> None:
    entry = listed(ref)
    assert _lacks(entry) == ""
    repaired(ref)
    assert _lacks(entry) == "record"


def test_an_entry_is_repaired_by_who_entered_it(ref: bytes) -> None:
    entry = listed(ref)
    later = DAY + timedelta(days=366)
    wanted = Application(ref, "entry", entry, "performed")
    refused("early", services.begin, wanted, by("owner"), DAY)
    id = services.begin(wanted, by("owner"), later)
    services.prove(id, PROOF, by("owner"), later)
    services.sign(id, by("owner"), later)
    services.file(id, by("owner"), later)
    services.accept(id, by("first"), later)
    services.grant(id, FOUND, by("first"), later)
    with override("en"):  # a letter is Chinese whatever its officer reads
        services.confirm(id, by("second"), later)
    told = said_by(Notice.objects.get(pk=now(id).notice)).fields["records"]
    assert "上海市生态环境局" in told
    assert _lacks(entry, later) == "repaired"
    assert entry_now(entry).ended_on == later
    services.revoke(id, ("违背承诺",), FOUND, by("first"), later)
    services.confirm(id, by("second"), later)
    assert _lacks(entry, later) == ""


def test_how_it_is_repaired_is_told_with_the_decision(ref: bytes) -> None:
    listed(ref)
    told = said_by(Notice.objects.get(ref=ref, form="repair_guidance")).fields
    assert told["from"].startswith("2027-04-01")
    assert "信用承诺书" in told["papers"]
    assert Notice.objects.filter(ref=ref, form="listed").exists()


def test_nobody_is_repaired_before_the_shortest_period_is_over(tmp_path: Path) -> None:
    [ref] = fined(tmp_path, CF_JDRQ="2026-03-02")
    assert kinds(ref) == ["later"]
    refused("early", begun, ref)
    [one] = askable_of(ref, DAY)
    assert one.answer.on == date(2026, 6, 2)
    assert kinds(ref, date(2026, 6, 2)) == ["now"]


def test_a_reorganised_company_need_not_wait_and_is_decided_on_again(tmp_path: Path) -> None:
    [ref] = fined(tmp_path, CF_JDRQ="2026-03-02")
    [document] = documents(ref)
    id = repaired(ref, "reorganised")
    closing = record_of(ref, document, DAY).closing
    assert (now(id).state, closing and closing.manner) == ("lifted", "lifted")
    services.complete(id, FOUND, by("first"), DAY)
    services.confirm(id, by("second"), DAY)
    assert now(id).state == "granted"
    assert record_of(ref, document, DAY).standing == "closed"


def test_a_plan_that_was_not_carried_out(tmp_path: Path) -> None:
    [ref] = fined(tmp_path, CF_JDRQ="2026-03-02")
    [document] = documents(ref)
    id = repaired(ref, "reorganised")
    services.revoke(id, ("计划未执行",), FOUND, by("second"), DAY)
    services.confirm(id, by("first"), DAY)
    assert record_of(ref, document, DAY).standing == "standing"
    assert now(id).barred_until is None  # a default never bars anybody
    assert kinds(ref) == ["later"]
    begun(ref, "reorganised")


def test_a_law_that_names_the_term_bars(ref: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    of_law = Basis("law", "示例法律")
    monkeypatch.setattr(
        services, "clock_on", lambda step, day: replace(clock_on(step, day), basis=of_law)
    )
    id = repaired(ref)
    services.revoke(id, ("违背承诺",), FOUND, by("second"), DAY)
    services.confirm(id, by("first"), DAY)
    assert now(id).barred_until == date(2029, 4, 1)
    assert kinds(ref) == ["barred"]
    refused("barred", begun, ref)


def test_a_broken_commitment_brings_it_back_and_nothing_else(ref: bytes) -> None:
    """What was withdrawn meanwhile goes on being withdrawn."""
    [document] = documents(ref)
    id = granting(ref)
    act = Act("沪示撤〔2026〕1号", "ef" * 32)
    withdraw(Target(ref, document), "原决定被撤销", act, DAY, by("x"), today=DAY)
    refused("fallen", services.confirm, id, by("second"), DAY)


def test_refused_with_reasons_and_the_next_chance(ref: bytes) -> None:
    id = applied(ref)
    services.accept(id, by("first"), DAY)
    refused("ground", services.refuse, id, (), FOUND, by("first"), DAY)
    refused("ground", services.refuse, id, ("听说",), FOUND, by("first"), DAY)
    services.refuse(id, ("未履行义务",), FOUND, by("first"), DAY)
    services.confirm(id, by("second"), DAY)
    one = now(id)
    assert (one.state, one.again_on) == ("refused", date(2026, 4, 16))
    told = said_by(Notice.objects.get(pk=one.notice)).fields
    assert "没有全部履行" in told["reasons"]
    assert told["again"].startswith("2026-04-16")
    assert kinds(ref) == ["now"]


def test_something_is_missing_and_is_handed_in(ref: bytes) -> None:
    id = applied(ref)
    services.send_for_completion(id, "缺少整改验收材料。", by("first"), DAY)
    assert (now(id).state, now(id).complete_until) == ("returned", date(2026, 4, 16))
    services.prove(id, "cd" * 32, by("owner"), DAY)
    services.file(id, by("owner"), DAY)
    assert (now(id).state, now(id).proof) == ("filed", "cd" * 32)


def test_what_was_not_completed_is_refused_and_may_come_back(ref: bytes) -> None:
    id = applied(ref)
    services.send_for_completion(id, "缺少整改验收材料。", by("first"), DAY)
    services.refuse(id, ("逾期未补正",), FOUND, by("first"), DAY)
    services.send_back(id, by("second"), DAY)
    assert now(id).state == "returned"


def test_it_is_extended_once(ref: bytes) -> None:
    id = applied(ref)
    services.accept(id, by("first"), DAY)
    before = now(id).decide_until
    services.extend(id, by("first"), DAY)
    after = now(id).decide_until
    assert before is not None
    assert after is not None
    assert after > before
    refused("extended", services.extend, id, by("first"), DAY)


def test_one_application_at_a_time_and_nobody_decides_on_their_own(ref: bytes) -> None:
    id = applied(ref)
    refused("under_way", begun, ref)
    refused("own_case", services.accept, id, by("owner"), DAY)
    services.withdraw(id, by("owner"), DAY)
    assert now(id).state == "withdrawn"
    begun(ref)


def test_words_hold_no_number_of_a_person(ref: bytes) -> None:
    id = applied(ref)
    services.accept(id, by("first"), DAY)
    refused("person", services.grant, id, "联系电话 13800138000", by("first"), DAY)
    refused("texts", services.grant, id, " ", by("first"), DAY)
    refused("texts", services.grant, id, "缴清\0", by("first"), DAY)  # no database keeps that sign


def test_a_sentence_for_what_is_no_longer_there(ref: bytes) -> None:
    refused(
        "gone", services.begin, Application(ref, "record", b"x" * 16, "performed"), by("o"), DAY
    )
    refused("way", services.begin, Application(ref, "record", b"x" * 16, "paid"), by("o"), DAY)
    refused("gone", services.accept, b"x" * 16, by("first"), DAY)


def _lacks(entry: bytes, day: date = DAY) -> str:
    one = entry_now(entry)
    return lacking(one, day, standings([one])[one.id])
