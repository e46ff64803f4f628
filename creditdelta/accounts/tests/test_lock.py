"""Five wrong passwords hold a sign-in up, and nobody can use that against an officer (threat P21)."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from creditdelta.accounts.models import SignIn
from creditdelta.accounts.sign_in import log
from creditdelta.accounts.tests.people import OFFICE, account, enter, enter_fully, with_app
from creditdelta.facade.today import today
from creditdelta.rulebook.lock import lock_on

pytestmark = pytest.mark.usefixtures("ledger")
HERE, THERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "198.51.100.7"}


def fail(client: Client, times: int = 5, login: str = "yun", **more: Any) -> None:
    for _ in range(times):
        assert enter(client, login, "wrong", **more).status_code == 200


def test_the_sixth_try_is_held_up_even_with_the_right_password(client: Client) -> None:
    account()
    fail(client, 5)
    assert enter(client).status_code == 200
    assert SignIn.objects.filter(result="held_up").count() == 1


def test_four_are_not_yet_a_lock(client: Client) -> None:
    account()
    fail(client, 4)
    assert enter(client).status_code == 302


def test_it_ends_by_itself(client: Client) -> None:
    account()
    fail(client, 5)
    past = timezone.now() - timedelta(minutes=lock_on(today()).locked_minutes + 1)
    SignIn.objects.update(at=past)
    assert enter(client).status_code == 302


def test_another_network_is_not_held_up(client: Client) -> None:
    account()
    fail(client, 5, **HERE)
    assert enter(client, **HERE).status_code == 200
    assert enter(client, **THERE).status_code == 302


def test_strangers_cannot_lock_the_owners_device(client: Client) -> None:
    secret = with_app(account("yun", OFFICE))
    enter_fully(client, "yun", secret)
    client.post("/account/sign-out/")
    stranger = Client()
    fail(stranger, 8, **HERE)  # from the officer's own network, too
    assert enter(stranger, **HERE).status_code == 200
    assert enter(client, **HERE)["Location"] == "/account/factors/sign-in/"


def test_a_device_is_held_up_for_its_own_failures(client: Client) -> None:
    secret = with_app(account("yun", OFFICE))
    enter_fully(client, "yun", secret)
    client.post("/account/sign-out/")
    fail(client, 5)
    assert enter(client).status_code == 200


def test_a_password_alone_makes_no_known_device_of_staff(client: Client) -> None:
    account("yun", OFFICE)
    enter(client)
    assert "device" not in client.cookies


def test_a_forged_device_counts_as_a_strangers(client: Client) -> None:
    account()
    client.cookies["device"] = "e30:forged:signature"
    fail(client, 5)
    del client.cookies["device"]
    assert enter(client).status_code == 200


def test_a_header_written_by_the_sender_is_not_believed(client: Client) -> None:
    account()
    for each in range(5):
        fail(client, 1, HTTP_X_FORWARDED_FOR=f"203.0.113.{each}")
    assert enter(client, HTTP_X_FORWARDED_FOR="203.0.113.99").status_code == 200


def test_behind_a_proxy_its_own_entry_is_believed_and_no_other(
    client: Client, settings: Any
) -> None:
    settings.PROXIES = 1
    account()
    for each in range(5):
        fail(client, 1, HTTP_X_FORWARDED_FOR=f"203.0.113.{each}, 192.0.2.1")
    assert enter(client, HTTP_X_FORWARDED_FOR="198.51.100.7, 192.0.2.1").status_code == 200
    assert enter(client, HTTP_X_FORWARDED_FOR="192.0.2.1, 198.51.100.7").status_code == 302


def test_an_administrator_unlocks(client: Client) -> None:
    one = account()
    fail(client, 5)
    assert log.unlock(one.pk, timezone.now(), lock_on(today())) == 1
    assert enter(client).status_code == 302


def test_no_answer_and_no_work_tells_what_was_wrong(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    account()
    account("off", is_active=False)
    account("held")
    fail(client, 5, "held", **THERE)
    hashed: list[str] = []
    original = PBKDF2PasswordHasher.encode

    def counted(self: Any, password: str, *rest: Any, **named: Any) -> Any:
        hashed.append(password)
        return original(self, password, *rest, **named)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    seen = []
    for login, password, more in (
        ("nobody at all", "wrong", HERE),
        ("yun", "wrong", HERE),
        ("off", "silent harbour lantern", HERE),
        ("held", "silent harbour lantern", THERE),
    ):
        hashed.clear()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = enter(Client(), login, password, **more)
        text = answer.content.decode().replace(login, "")
        marked = text.index('name="csrfmiddlewaretoken"')
        sentence = "登录名或密码不对，或者该账户暂时不能登录"
        assert marked
        assert sentence in text
        seen.append((answer.status_code, len(hashed), len(asked)))
    assert len(set(seen)) == 1, seen


def test_one_network_cannot_try_without_end(client: Client) -> None:
    for each in range(lock_on(today()).network_tries):
        enter(client, f"login {each}", "wrong")
    answer = enter(client, "one more", "wrong")
    assert answer.status_code == 429
    assert "请过一会儿再试" in answer.content.decode()


def test_rows_of_the_log_go_after_their_term(client: Client) -> None:
    account()
    fail(client, 1)
    now = timezone.now()
    figures = lock_on(today())
    assert log.sweep(now, figures) == 0
    assert log.sweep(now + timedelta(days=figures.log_days + 1), figures) == 1
