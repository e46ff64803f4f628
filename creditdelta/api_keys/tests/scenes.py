"""An account with a post, and a key of it; all of it is invented."""

from datetime import date, timedelta

from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import appoint
from creditdelta.accounts.tests.people import account
from creditdelta.api_keys.services import Issued, Wish, issue
from creditdelta.journal.services import Envelope, envelope

DAY = date(2026, 4, 1)
LAST = date(2026, 6, 30)
SCOPES = ("batch.read", "upload.send")
POST = Held("credit_officer", "310000-credit", "310000", since=date(2020, 1, 1))


def by(actor: str = "chief") -> Envelope:
    """An envelope of somebody else than the account."""
    return envelope("310000", actor)


def holder(login: str = "yun", post: Held = POST) -> tuple[str, bytes]:
    """A fresh account, and the id of the post it holds."""
    made = account(login)
    return made.pk, appoint(made.pk, post, by(), DAY)


def wish(account: str, post: bytes, **changed: object) -> Wish:
    """What the account asks a key for."""
    usual = {"scopes": SCOPES, "label": "报送服务器", "until": LAST}
    return Wish(account, post, **(usual | changed))


def issued(account: str, post: bytes, day: date = DAY, **changed: object) -> Issued:
    """A key of the account."""
    return issue(wish(account, post, **changed), by(account), day)


def after(days: int) -> date:
    """A later day."""
    return DAY + timedelta(days=days)
