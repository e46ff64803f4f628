"""Somebody who signed in and holds posts; all of it is invented."""

import secrets
import time
from datetime import date

from allauth.account.internal.flows import login
from django.test import Client

from creditdelta.accounts.models import Account
from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import appoint
from creditdelta.journal.services import envelope, seal

SINCE = date(2020, 1, 1)
BANK = "310000-bank_1"


def an_account() -> str:
    """A fresh account without a post."""
    return str(Account.objects.create(login=f"example-{secrets.token_hex(4)}", password="!").pk)


def with_post(role: str, office: str = "", subject: bytes | None = None, sector: str = "") -> str:
    """An account that holds one post."""
    account = an_account()
    region = f"{office[:2] or '31'}0000"
    held = Held(role, office, region, sector, subject, SINCE)
    appoint(account, held, envelope("310000", "security"), SINCE)
    seal()
    return account


def signed_in(account: str, *, second_factor: bool = True) -> Client:
    """A client of the account, signed in just now."""
    client = Client()
    client.force_login(Account.objects.get(pk=account))
    session = client.session
    ways = ["password", "mfa"] if second_factor else ["password"]
    session[login.AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": way, "at": time.time()} for way in ways
    ]
    session[login._AUTHENTICATION_METHODS_USER_SESSION_KEY] = account
    session.save()
    return client
