"""A bureau's case system works on lists with a key; what asks for a fresh proof stays on the pages."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import signed_in
from creditdelta.api_keys.services import NotPossible
from creditdelta.archive.tests.visits import TODAY, on_the_day
from creditdelta.intake.tests.supplies import organisation
from creditdelta.journal.models import Event
from creditdelta.journal.synthetic import business_day
from creditdelta.lists import api_office, office_shapes, services
from creditdelta.lists.checks import WHYS
from creditdelta.lists.models import Entry
from creditdelta.lists.tests.scenes import LAW, LIST, by, decided, listed, notified, ref_of
from creditdelta.notices.serving import dispatch, serve
from creditdelta.project.api_urls import PARTS
from creditdelta.rulebook.listings import Listing
from creditdelta.rulebook.policy import policy
from tests.doors.asking import ROOT, Program
from tests.doors.listing import account_at, bureau, fined, program

REASONS = {"list": LIST, "reasons": "合成示例：伪造监测数据。"}
ACT = {"number": "沪示环信决〔2026〕1号", "digest": "ab" * 32}
DECISION = {**ACT, "instrument": LAW, "since": TODAY.isoformat()}
CHANGE = {**ACT, "change": "remove", "ground": "决定被撤销"}


@pytest.fixture(autouse=True)
def _two_candidates(ledger: Path, tmp_path: Path) -> None:
    on_the_day()
    fined(tmp_path, 0, 1)


def refused(answer: object, status: int, code: str, why: str) -> None:
    """A problem that says why, in the words of the pages."""
    told = answer.json()  # type: ignore[attr-defined]
    assert (told["status"], told["code"], told["why"]) == (status, code, why), told
    assert WHYS[why].zh in told["detail"]  # type: ignore[index]
    assert told["suggestion"]


def opened(asker: Program, id: str) -> dict[str, str]:
    """The steps that an account is told it can take, and where."""
    return {one["move"]: one["by"] for one in asker.get(f"/listings/{id}").json()["open"]}


def served() -> None:
    notice = bytes(Entry.objects.get().notice)
    dispatch(notice, "letter", by("x"), on=TODAY)
    serve(notice, "letter", "post", TODAY, by("x"), b"\1" * 32)


def test_documents_are_asked_about_at_the_office_s_own_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the pages ask: a document of a larger or another place carries nothing here."""

    def only_here(row: Listing, day: date, at: str = "") -> tuple[str, ...]:
        return (LAW,) if at == "310000" else ()

    monkeypatch.setattr(api_office, "carrying", only_here)
    monkeypatch.setattr(office_shapes, "carrying", only_here)
    asker, id = bureau(), notified(ref_of(0))
    services.waive(id, "cd" * 32, by("first"), business_day())
    kept = {one["id"]: one for one in asker.get("/lists/kept").json()["lists"]}
    assert kept[LIST]["carrying"] == [LAW]
    assert asker.get(f"/listings/{id.hex()}").json()["waits"] == ""


def test_the_lists_an_office_keeps_and_its_candidates() -> None:
    asker = bureau()
    kept = {one["id"]: one for one in asker.get("/lists/kept").json()["lists"]}
    assert kept[LIST]["candidates"] == 2
    assert kept[LIST]["carrying"] == [LAW]
    assert kept[LIST]["stopped"] == []
    found, address = [], f"/lists/{LIST}/candidates?limit=1"
    while address:
        told = asker.get(address).json()
        found += told["candidates"]
        address = (told["next"] or "").removeprefix(ROOT)
    assert {one["code"] for one in found} == {organisation(0)[0], organisation(1)[0]}
    assert {len(one["records"]) for one in found} == {1}
    for one in found:
        [record] = one["records"]
        assert asker.get(f"/subjects/{one['code']}/records/{record}").status_code == 200
    assert sum(one["regions"]["310000"] for one in told["affected"]) == 2
    assert asker.get(f"/lists/{LIST}/candidates?cursor=no").status_code == 400


def test_the_whole_way_in_by_key_and_page() -> None:
    account, post = account_at("lin")
    first, same, second = program(account, post), program(account, post), bureau("mei")
    address = f"/subjects/{organisation(0)[0]}/listings"
    made = first.post(address, REASONS, Idempotency_Key="one")
    again = first.post(address, REASONS, Idempotency_Key="one")
    assert (made.status_code, again.json()) == (201, made.json())
    one = made.json()
    id = one["id"]
    assert (one["state"], one["reasons"]) == ("proposed", REASONS["reasons"])
    assert opened(first, id) == {"notify": "door", "drop": "door"}
    noticed = first.post(f"/listings/{id}/notice").json()
    assert (noticed["state"], noticed["waits"]) == ("noticed", "unserved")
    check = f"/listings/{id}/decision/check"
    refused(first.post(check, DECISION), 409, "CD-API-092", "unserved")
    served()
    refused(first.post(check, DECISION), 409, "CD-API-092", "early")
    spaced = f"CD {'cd' * 31}"
    assert first.post(f"/listings/{id}/waiver", {"digest": spaced}).json()["waits"] == ""
    before = Event.objects.count()
    told = first.post(check, DECISION).json()
    assert Event.objects.count() == before
    officer = signed_in(account)
    page = officer.get(told["page"]).content.decode()
    assert ACT["number"] in page
    assert ACT["digest"] in page
    assert f'<option value="{LAW}" selected>' in page
    desk = f"/desk/lists/entry/{id}/"
    form = {"act_number": ACT["number"], "act_digest": ACT["digest"], "instrument": LAW}
    officer.post(f"{desk}decide/", {**form, "since": TODAY.isoformat(), "move": "decide"})
    assert first.get(f"/listings/{id}").json()["state"] == "decided"
    assert opened(first, id) == opened(same, id) == {}  # two keys of one account are one account
    assert opened(second, id) == {"confirm": "page", "send_back": "page"}
    assert officer.post(f"{desk}confirm/", {"move": "confirm"}).status_code == 422
    other = signed_in(account_at("wu")[0])
    assert other.post(f"{desk}confirm/", {"move": "confirm"}).status_code == 302
    listed_now = second.get(f"/listings/{id}").json()
    assert (listed_now["state"], listed_now["in_force"]) == ("listed", True)
    assert [step["kind"] for step in listed_now["steps"]][-1] == "listing.confirmed"
    assert Program(Client()).get(f"/lists/entries/{id}").status_code == 200


def test_a_change_is_checked_and_asked_for_on_the_page() -> None:
    id = listed(ref_of(0)).hex()
    account, post = account_at("lin")
    asker = program(account, post)
    assert opened(asker, id) == {"ask_suspend": "page", "ask_remove": "page"}
    told = asker.post(f"/listings/{id}/change/check", CHANGE)
    assert (told.status_code, told.json()["move"]) == (200, "change")
    page = signed_in(account).get(told.json()["page"]).content.decode()
    assert '<option value="remove" selected>' in page
    assert '<option value="决定被撤销" selected>' in page
    assert asker.get(f"/listings/{id}").json()["state"] == "listed"
    resume = {**CHANGE, "change": "resume"}
    refused(asker.post(f"/listings/{id}/change/check", resume), 409, "CD-API-092", "move")
    assert asker.post(f"/listings/{id}/change/check", {**CHANGE, "change": "no"}).status_code == 422


def test_no_door_takes_what_asks_for_a_fresh_proof() -> None:
    fresh = {one.id for one in policy().operations.values() if one.fresh}
    assert {"listing.decide", "listing.confirm", "listing.release"} <= fresh
    assert {door.operation for part in PARTS for door in part.doors} & fresh == set()
    id, asker = decided(ref_of(0)).hex(), bureau()
    before = Event.objects.count()
    for step in ("decide", "decision", "confirm", "send_back", "agree", "disagree", "ask"):
        answer = asker.post(f"/listings/{id}/{step}", {})
        assert (answer.status_code, answer.json()["code"]) == (404, "CD-API-006"), step
    assert Event.objects.count() == before
    for number, scope in enumerate(sorted(fresh)):
        with pytest.raises(NotPossible):
            bureau(f"key{number}", scopes=(scope,))


def test_entries_of_the_office_in_pages_and_by_state() -> None:
    ids = {listed(ref_of(0)).hex(), decided(ref_of(1)).hex()}
    asker, found, address = bureau(), [], "/listings?limit=1"
    while address:
        told = asker.get(address).json()
        found += told["entries"]
        address = (told["next"] or "").removeprefix(ROOT)
    assert [len(found), {one["id"] for one in found}] == [2, ids]
    [one] = asker.get("/listings?state=decided").json()["entries"]
    assert (one["state"], one["in_force"]) == ("decided", False)
    assert asker.get("/listings?state=strange").status_code == 422


def test_dropped_by_key_and_proposed_again() -> None:
    asker, address = bureau(), f"/subjects/{organisation(0)[0]}/listings"
    id = asker.post(address, REASONS).json()["id"]
    refused(asker.post(address, REASONS), 409, "CD-API-092", "twice")
    drop = f"/listings/{id}/drop"
    refused(asker.post(drop, {"ground": "因为"}), 422, "CD-API-093", "ground")
    assert asker.post(drop, {"ground": "不予列入"}).json()["state"] == "dropped"
    refused(asker.post(drop, {"ground": "不予列入"}), 409, "CD-API-092", "move")
    assert asker.post(address, REASONS).status_code == 201
