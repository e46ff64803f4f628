"""What ASVS asks of passwords, cookies and forms beyond what the tests of accounts already show."""

import math
import re

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, identify_hasher
from django.test import Client

from creditdelta.accounts.models import Account, KeptSession
from creditdelta.accounts.tests.people import PASSWORD, account, enter
from tests.security.every_route import addresses

pytestmark = pytest.mark.usefixtures("ledger")
DOORS = "api_"  # no session opens one: tests/doors/test_archives.py
STATELESS = {"codes"}  # answers a list of codes to anybody, changes nothing and knows nobody
LEAST_ROUNDS = 600_000  # PBKDF2 with SHA-256
LONG = "a harbour, a lantern, seventeen bamboo kites and one very quiet copper bridge"
ODD = ("只用汉字也可以作为口令使用", "x" * 64, LONG, " outer blanks count  ")


def changed(client: Client, old: str, new: str) -> bool:
    sent = {"oldpassword": old, "password1": new, "password2": new}
    return client.post("/account/password/", sent).status_code == 302


@pytest.mark.parametrize("password", ODD)
def test_any_signs_and_64_of_them_are_taken_as_they_are(password: str) -> None:
    client = Client()
    account()
    enter(client)
    assert changed(client, PASSWORD, password)
    assert enter(Client(), password=password).status_code == 302
    for near in (password.swapcase(), password[:-1], f"{password}x", password.strip()):
        if near != password:
            assert enter(Client(), password=near).status_code == 200, near


def test_the_present_password_is_asked_for(client: Client) -> None:
    account()
    enter(client)
    assert not changed(client, "not the present one", "quiet copper bridge")
    assert enter(Client()).status_code == 302


def test_a_password_is_stored_by_a_slow_function(
    rounds_in_life: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", rounds_in_life)
    stored = account().password
    assert settings.PASSWORD_HASHERS[0].endswith("PBKDF2PasswordHasher")
    assert isinstance(identify_hasher(stored), PBKDF2PasswordHasher)
    assert int(stored.split("$")[1]) >= LEAST_ROUNDS
    assert stored != account("other").password  # each has its own salt


def test_the_field_hides_what_is_typed_and_takes_what_is_pasted(client: Client) -> None:
    page = client.get("/account/sign-in/").content.decode()
    field = re.search(r"<input[^>]*name=\"password\"[^>]*>", page)
    assert field is not None
    assert 'type="password"' in field[0]
    assert 'autocomplete="current-password"' in field[0]
    assert not re.search(r"onpaste|maxlength", field[0])


def test_no_account_comes_with_the_software() -> None:
    assert not Account.objects.exists()


def test_the_session_is_kept_from_scripts_and_other_sites(client: Client) -> None:
    account()
    cookie = enter(client).cookies["session"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert not cookie["domain"]
    token = cookie.value
    assert len(token) * math.log2(36) >= 128
    assert KeptSession.objects.filter(pk=token).exists()


def test_a_form_of_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    for name, address in addresses().items():
        if name not in STATELESS and not name.startswith(DOORS):
            assert client.post(address, {"a": "b"}).status_code == 403, name


def test_an_invented_session_is_nobodys(client: Client) -> None:
    client.cookies["session"] = "a" * 32
    assert client.get("/account/").status_code == 302
