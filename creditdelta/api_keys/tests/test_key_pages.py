"""The pages of keys: only one's own, never without a second factor or a fresh proof, the secret once."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from creditdelta.accounts.tests.signed_in import an_account, signed_in, with_post
from creditdelta.api_keys.key_text import PATTERN
from creditdelta.api_keys.models import Key
from creditdelta.api_keys.queries import keys_of, posts_held, reader_of_key
from creditdelta.api_keys.tests.scenes import issued
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.api_keys import api_keys_on

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def officer() -> str:
    """An account with a post."""
    return with_post("credit_officer", "310000-credit")


def made(account: str, days: int = 90) -> str:
    """A key of the account; its number, as it stands in addresses."""
    day = business_day()
    (post,) = posts_held(account, day)
    return issued(account, post, day, until=day + timedelta(days=days)).id.hex()


def form(**changed: object) -> dict[str, object]:
    day = business_day()
    usual = {
        "label": "报送服务器",
        "writes": ["upload.send"],
        "reads": [],
        "until": day.isoformat(),
    }
    return usual | changed


def test_the_secret_is_shown_once(officer: str) -> None:
    client = signed_in(officer)
    answer = client.post("/account/keys/new/", form(reads=["batch.read"]))
    text = answer.content.decode()
    (found,) = {one[0] for one in re.finditer(PATTERN, text)}
    assert answer["Cache-Control"] == "private, no-store"
    reader = reader_of_key(found, business_day())
    assert reader is not None
    assert reader.scopes == frozenset({"batch.read", "upload.send"})
    for address in ("/account/keys/", f"/account/keys/{Key.objects.get()}/", "/account/"):
        page = client.get(address)
        assert page.status_code == 200
        assert found not in page.content.decode()


@pytest.mark.parametrize(
    "changed", [{"label": ""}, {"until": "soon"}, {"reads": ["account.list"]}, {"until": "2999-01-01"}]
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_is_lost(
    officer: str, changed: dict[str, object]
) -> None:
    answer = signed_in(officer).post("/en/account/keys/new/", form(**changed))
    assert answer.status_code == 422
    assert "to put right" in answer.content.decode()
    assert not Key.objects.exists()


def test_nobody_is_issued_a_key_without_a_second_factor() -> None:
    account = with_post("representative", subject=bytes(16))
    client = signed_in(account, second_factor=False)
    assert client.get("/account/keys/").status_code == 200
    answer = client.get("/account/keys/new/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/factors/")
    assert client.post("/account/keys/new/", form()).status_code == 403
    assert not Key.objects.exists()


def test_a_key_is_issued_only_after_a_fresh_proof(officer: str, monkeypatch) -> None:
    monkeypatch.setattr("creditdelta.accounts.gatekeeper.proved_at", lambda _: None)
    client, key = signed_in(officer), made(officer)
    assert client.get("/account/keys/new/")["Location"].startswith("/account/confirm/")
    assert client.post("/account/keys/new/", form()).status_code == 403
    assert client.post(f"/account/keys/{key}/replace/", {"overlap": "3"}).status_code == 403
    assert Key.objects.count() == 1
    assert client.post(f"/account/keys/{key}/revoke/", {"ground": "leaked"}).status_code == 302


def test_an_account_without_a_post_learns_why(officer: str) -> None:
    assert "哪个程序使用" in signed_in(officer).get("/account/keys/new/").content.decode()
    assert "没有在任的职务" in signed_in(an_account()).get("/account/keys/new/").content.decode()


def test_somebody_elses_key_is_not_there(officer: str) -> None:
    key, other = made(officer), signed_in(with_post("credit_officer", "310000-credit"))
    for address in (f"/account/keys/{key}/", f"/account/keys/{key}/revoke/", "/account/keys/zz/"):
        assert other.get(address).status_code == 404
    assert other.post(f"/account/keys/{key}/revoke/", {"ground": "owner"}).status_code == 404
    assert other.post(f"/account/keys/{key}/replace/", {"overlap": "1"}).status_code == 404
    assert other.get("/console/keys/").status_code == 403
    assert keys_of(officer, business_day())[0].state == "works"


def test_replaced_and_revoked(officer: str) -> None:
    client, key = signed_in(officer), made(officer)
    for overlap in ("", "x", "99", "-1"):
        answer = client.post(f"/account/keys/{key}/replace/", {"overlap": overlap})
        assert answer.status_code == 422
    assert re.search(
        PATTERN, client.post(f"/account/keys/{key}/replace/", {"overlap": "3"}).content.decode()
    )
    assert client.get(f"/account/keys/{key}/revoke/").status_code == 200
    assert client.post(f"/account/keys/{key}/revoke/", {"ground": "officer"}).status_code == 422
    assert (
        client.post(f"/account/keys/{key}/revoke/", {"ground": "leaked"})["Location"]
        == "/account/keys/"
    )
    assert client.get(f"/account/keys/{key}/").status_code == 200
    states = {one.id.hex(): one.state for one in keys_of(officer, business_day())}
    assert states.pop(key) == "ended"
    assert [*states.values()] == ["works"]


def test_a_key_that_ends_soon_is_on_the_page_of_the_account(officer: str) -> None:
    warned = api_keys_on(business_day()).warned_days
    made(officer, warned + 1)
    client = signed_in(officer)
    assert "快到期" not in client.get("/account/").content.decode()
    key = made(officer, warned)
    assert f"/account/keys/{key}/" in client.get("/account/").content.decode()


def test_a_security_administrator_sees_all_and_ends_one(officer: str) -> None:
    key, chief = made(officer), signed_in(with_post("security_administrator"))
    assert "报送服务器" in chief.get("/console/keys/").content.decode()
    assert "/console/keys/" in chief.get("/account/").content.decode()
    assert chief.get("/console/keys/?page=0").status_code == 200
    assert chief.get("/console/keys/zz/").status_code == 404
    assert chief.get(f"/console/keys/{key}/").status_code == 200
    assert chief.post(f"/console/keys/{key}/", {"ground": "owner"}).status_code == 422
    assert chief.post(f"/console/keys/{key}/", {"ground": "leaked"}).status_code == 302
    assert chief.post(f"/console/keys/{key}/", {"ground": "leaked"}).status_code == 422
    assert keys_of(officer, business_day())[0].ground == "leaked"


def test_who_has_not_signed_in_is_asked_to() -> None:
    for address in ("/account/keys/", "/account/keys/new/", "/console/keys/"):
        assert Client().get(address)["Location"].startswith("/account/sign-in/")
