"""Who may not work on lists with a key, and what is answered to what cannot be done."""

from pathlib import Path

import pytest
from django.test import Client

from creditdelta.api_keys.services import NotPossible
from creditdelta.archive.tests.visits import on_the_day
from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal.models import Event
from creditdelta.journal.synthetic import business_day
from creditdelta.lists import services
from creditdelta.lists.checks import WHYS
from creditdelta.lists.refusals import CODES
from creditdelta.lists.tests.scenes import LIST, by, notified, proposed, ref_of
from tests.doors.asking import Program
from tests.doors.listing import bureau, fined
from tests.doors.test_listings import CHANGE, DECISION, REASONS, refused

STEPS = (
    ("notice", {}), ("waiver", {"digest": "ab" * 32}), ("drop", {"ground": "不予列入"}),
    ("decision/check", DECISION), ("change/check", CHANGE),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _two_candidates(ledger: Path, tmp_path: Path) -> None:
    on_the_day()
    fined(tmp_path, 0, 1)


def ready() -> str:
    """An entry that can be decided at once."""
    id = notified(ref_of(0))
    services.waive(id, "cd" * 32, by("first"), business_day())
    return id.hex()


def test_every_why_has_a_code() -> None:
    assert CODES.keys() == WHYS.keys()


@pytest.mark.parametrize("office", ["320000-ecology", "310000-credit", "310000-market_regulation"])
def test_another_office_sees_and_does_nothing(office: str) -> None:
    id, role = (
        proposed(ref_of(0)).hex(),
        "credit_officer" if "credit" in office else "sector_officer",
    )
    other = bureau("fang", office, role)
    before = Event.objects.count()
    answers = [other.get(f"/listings/{id}")]
    answers += [other.post(f"/listings/{id}/{step}", body) for step, body in STEPS]
    assert {(one.status_code, one.json()["code"]) for one in answers} == {(403, "CD-API-003")}
    assert other.get("/listings").json()["entries"] == []
    assert other.get(f"/listings/{'0' * 32}").status_code == 403  # as if it were another's
    assert Event.objects.count() == before


def test_another_province_s_bureau_proposes_nobody_here() -> None:
    other, code = bureau("fang", "320000-ecology"), organisation(1)[0]
    assert other.get(f"/lists/{LIST}/candidates").json()["candidates"] == []
    refused(other.post(f"/subjects/{code}/listings", REASONS), 403, "CD-API-094", "region")
    credit = bureau("gu", "310000-credit", "credit_officer")
    refused(credit.post(f"/subjects/{code}/listings", REASONS), 404, "CD-API-095", "gone")
    refused(credit.get(f"/lists/{LIST}/candidates"), 404, "CD-API-095", "gone")
    assert credit.post("/subjects/nobody/listings", REASONS).status_code == 404


def test_without_grant_scope_or_key() -> None:
    id = proposed(ref_of(0)).hex()
    with pytest.raises(NotPossible):
        bureau("he", "310000-bank_1", "market_reporter")
    clerk = bureau("he2", "310000-bank_1", "market_reporter", scopes=("batch.read",))
    reading = bureau("kong", scopes=("listing.read",))
    assert opened_by(reading, id) == []
    for asker, code, status in (
        (clerk, "CD-API-003", 403), (reading, "CD-API-004", 403), (Program(Client()), "CD-API-001", 401),
    ):  # fmt: skip
        for step, body in STEPS:
            answer = asker.post(f"/listings/{id}/{step}", body)
            assert (answer.status_code, answer.json()["code"]) == (status, code)
    for asker in (clerk, Program(Client())):
        for address in ("/lists/kept", f"/lists/{LIST}/candidates", "/listings", f"/listings/{id}"):
            assert asker.get(address).status_code in (401, 403)


def opened_by(asker: Program, id: str) -> list[str]:
    return [one["move"] for one in asker.get(f"/listings/{id}").json()["open"]]


@pytest.mark.parametrize(
    ("reasons", "why"),
    [("", "texts"), ("字" * 4001, "texts"), ("一\0二", "texts"), ("电话13800138000", "person")],
)
def test_reasons_are_held_to_the_rules_of_the_pages(reasons: str, why: str) -> None:
    answer = bureau().post(
        f"/subjects/{organisation(0)[0]}/listings", {**REASONS, "reasons": reasons}
    )
    refused(answer, 422, "CD-API-093", why)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"number": ""}, "act"),
        ({"digest": "ab"}, "act"),
        ({"number": "13800138000"}, "person"),
        ({"instrument": "environment-2020"}, "law"),
        ({"since": "2026-01-01"}, "days"),
        ({"since": "2027-01-01"}, "days"),
    ],
)
def test_a_decision_is_checked_by_the_rules_of_the_pages(changed: dict[str, str], why: str) -> None:
    address = f"/listings/{ready()}/decision/check"
    refused(bureau().post(address, {**DECISION, **changed}), 422, "CD-API-093", why)


def test_a_statement_has_to_be_answered() -> None:
    id, asker = notified(ref_of(0)), bureau()
    services.hear(id, "合成示例：设备故障。", by("owner"), business_day())
    address = f"/listings/{id.hex()}/decision/check"
    assert asker.get(f"/listings/{id.hex()}").json()["statement"] == "合成示例：设备故障。"
    refused(asker.post(address, DECISION), 422, "CD-API-093", "unheard")
    answered = {**DECISION, "answer": "故障未报告，不影响认定。"}
    told = asker.post(address, answered)
    assert told.status_code == 200
    assert "answer" not in told.json()["page"]
    called = asker.post(address, {**answered, "answer": "请拨13800138000"})
    refused(called, 422, "CD-API-093", "person")


def test_a_refusal_is_said_in_english_too() -> None:
    id = proposed(ref_of(0)).hex()
    told = bureau().post(f"/listings/{id}/waiver", {"digest": "ab" * 32}, Accept_Language="en")
    assert WHYS["move"].en in told.json()["detail"]
