"""Accounts of tests, and what they do to sign in. All logins and passwords are invented."""

import time
from datetime import date
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from creditdelta.accounts.models import Account
from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import appoint
from creditdelta.journal.services import envelope

PASSWORD = "silent harbour lantern"
DAY = date(2026, 3, 2)
OFFICE = Held("credit_officer", office="310000-credit", region="310000", since=date(2020, 1, 1))


def account(login: str = "yun", *posts: Held, password: str = PASSWORD, **more: Any) -> Account:
    """An account with its posts."""
    made = Account(login=login, **more)
    made.set_password(password)
    made.save()
    for post in posts:
        appoint(made.pk, post, envelope("310000", "chief"), DAY)
    return made


def with_app(one: Account) -> str:
    """Let an account have an authenticator app; returns its secret."""
    secret: str = generate_totp_secret()
    TOTP.activate(one, secret)
    return secret


def with_codes(one: Account) -> list[str]:
    """Let an account have recovery codes."""
    return list(RecoveryCodes.activate(one).get_unused_codes())


def code(secret: str, step: int = 0) -> str:
    """The six digits that an app shows now, or `step` periods later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step)))


def enter(client: Client, login: str = "yun", password: str = PASSWORD, **more: Any) -> Any:
    """Send the sign-in form."""
    return client.post("/account/sign-in/", {"login": login, "password": password}, **more)


def enter_fully(client: Client, login: str, secret: str, step: int = 0) -> Any:
    """Sign in with password and app."""
    enter(client, login)
    return client.post("/account/factors/sign-in/", {"code": code(secret, step)})
