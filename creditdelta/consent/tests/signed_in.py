"""Somebody who signed in and holds a post; all of it is invented."""

import secrets
import time
from datetime import date

from django.test import Client

from creditdelta.accounts.models import Account
from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import appoint
from creditdelta.journal.services import envelope, seal

SINCE = date(2024, 1, 1)
BANK = "310000-bank_1"


def an_account() -> str:
    """A fresh account without a post."""
    return str(Account.objects.create(login=f"example-{secrets.token_hex(4)}", password="!").pk)


def with_post(role: str, office: str = "", subject: bytes | None = None) -> str:
    """An account that holds one post."""
    account = an_account()
    region = f"{office[:2] or '31'}0000"
    held = Held(role, office=office, region=region, sector="bank", subject=subject, since=SINCE)
    appoint(account, held, envelope("310000", "security"), SINCE)
    seal()
    return account


def signed_in(account: str) -> Client:
    """A client of the account, signed in with password and second factor just now."""
    client = Client()
    client.force_login(Account.objects.get(pk=account))
    session = client.session
    session["account_authentication_methods_user"] = account
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time()},
        {"method": "mfa", "at": time.time()},
    ]
    session.save()
    return client
