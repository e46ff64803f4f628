"""Signing in: password, second factor, recovery code; what staff without a factor may do."""

import pytest
from django.conf import settings
from django.test import Client

from creditdelta.accounts.models import KeptSession, SignIn
from creditdelta.accounts.tests.people import (
    OFFICE,
    account,
    code,
    enter,
    enter_fully,
    with_app,
    with_codes,
)

pytestmark = pytest.mark.usefixtures("ledger")


def test_a_representative_signs_in_with_a_password(client: Client) -> None:
    account()
    answer = enter(client)
    assert (answer.status_code, answer["Location"]) == (302, "/account/")
    page = client.get("/account/").content.decode()
    assert "我的账户" in page
    assert "yun" in page


def test_by_email_and_in_any_case(client: Client) -> None:
    account(email="yun@example.invalid")
    assert enter(client, "Yun@Example.invalid").status_code == 302


def test_two_accounts_with_one_address_are_told_apart_by_login_only(client: Client) -> None:
    account(email="both@example.invalid")
    account("other", email="both@example.invalid")
    assert enter(client, "both@example.invalid").status_code == 200
    assert enter(client, "other").status_code == 302


def test_the_app_is_asked_for_after_the_password(client: Client) -> None:
    secret = with_app(account("yun", OFFICE))
    assert enter(client)["Location"] == "/account/factors/sign-in/"
    assert client.get("/account/").status_code == 302  # not yet
    answer = client.post("/account/factors/sign-in/", {"code": code(secret)})
    assert answer["Location"] == "/account/"
    assert "session" in client.cookies
    assert "device" in client.cookies


def test_a_code_works_once(client: Client) -> None:
    secret = with_app(account("yun", OFFICE))
    shown, other = code(secret), Client()
    enter(client)
    assert client.post("/account/factors/sign-in/", {"code": shown}).status_code == 302
    enter(other)
    answer = other.post("/account/factors/sign-in/", {"code": shown})
    assert answer.status_code == 200
    assert "验证没有通过" in answer.content.decode()


def test_a_recovery_code_stands_in_once(client: Client) -> None:
    one = account("yun", OFFICE)
    with_app(one)
    spare = with_codes(one)[0]
    enter(client)
    answer = client.post("/account/factors/sign-in/", {"code": spare})
    assert answer["Location"] == "/account/"
    other = Client()
    enter(other)
    assert other.post("/account/factors/sign-in/", {"code": spare}).status_code == 200


def test_staff_without_a_factor_are_led_to_set_one_up(client: Client) -> None:
    account("yun", OFFICE)
    assert enter(client)["Location"] == "/account/factors/"
    assert "还没有设置" in client.get("/account/factors/").content.decode()
    client.get("/account/factors/app/")
    secret = client.session["mfa.totp.secret"]
    answer = client.post("/account/factors/app/", {"code": code(secret)})
    assert answer["Location"] == "/account/factors/codes/"
    shown = client.get("/account/factors/codes/").content.decode()
    assert shown.count("<li><code>") == 10
    again = client.get("/account/factors/codes/").content.decode()
    assert "<li><code>" not in again


def test_who_has_set_one_up_has_shown_it(client: Client) -> None:
    account("yun", OFFICE)
    enter(client)
    client.get("/account/factors/app/")
    client.post("/account/factors/app/", {"code": code(client.session["mfa.totp.secret"])})
    page = client.get("/account/").content.decode()
    assert "先设置第二重验证" not in page


def test_the_last_factor_of_staff_stays(client: Client) -> None:
    secret = with_app(account("yun", OFFICE))
    enter_fully(client, "yun", secret)
    answer = client.post("/account/factors/app/remove/")
    assert answer.status_code == 200
    assert "不能移除最后一个" in answer.content.decode()


def test_a_secret_lies_encrypted_in_the_database() -> None:
    from allauth.mfa.models import Authenticator

    secret = with_app(account())
    assert secret not in str(Authenticator.objects.get().data)


def test_the_key_of_a_session_changes_at_sign_in(client: Client) -> None:
    account()
    session = client.session
    session["before"] = True
    session.save()
    before = str(session.session_key)
    client.cookies["session"] = before
    enter(client)
    assert client.cookies["session"].value != before
    assert not KeptSession.objects.filter(session_key=before).exists()


def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    assert client.get("/account/sign-up/").status_code == 404


def test_signing_out_ends_the_session(client: Client) -> None:
    account()
    enter(client)
    assert client.post("/account/sign-out/")["Location"] == "/"
    assert not KeptSession.objects.exclude(account="").exists()
    assert client.get("/account/").status_code == 302


def test_the_log_says_who_and_how_and_nothing_that_was_typed(client: Client) -> None:
    one = account("yun", OFFICE)
    secret = with_app(one)
    enter(client, "no such login", "wrong password typed")
    enter_fully(client, "yun", secret)
    client.post("/account/sign-out/")
    rows = SignIn.objects.order_by("id").values_list("account", "way", "result")
    assert list(rows) == [
        ("", "password", "refused"),
        (one.pk, "password", "passed"),
        (one.pk, "totp", "signed_in"),
        (one.pk, "session", "signed_out"),
    ]
    text = str(list(SignIn.objects.values_list()))
    assert "no such login" not in text
    assert "wrong password" not in text


def test_a_page_for_everybody_sets_no_cookie(client: Client) -> None:
    answer = client.get("/about/")
    assert not answer.cookies
    assert settings.SESSION_COOKIE_NAME not in client.cookies
