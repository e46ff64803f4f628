"""What happens to accounts: posts given and ended, proposed and refused; keys issued, replaced, revoked."""

from datetime import UTC, date, datetime, timedelta

from creditdelta.accounts.keeping import disable
from creditdelta.accounts.models import Account, Proposal, SignIn
from creditdelta.accounts.reader import Held
from creditdelta.accounts.services import appoint, confirm, dismiss, give, withdraw
from creditdelta.accounts.sign_in.sealed_days import seal_days
from creditdelta.api_keys import services as keys
from creditdelta.api_keys.queries import posts_held
from creditdelta.journal.services import envelope, seal
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.webhooks import KINDS
from creditdelta.webhooks import services as webhooks

DAY = date(2026, 4, 1)


def appointed() -> None:
    """A post that is given and ends, and one that stands."""
    about, office = envelope("310000", "chief"), "310000-credit"
    account = Account.objects.create(id="ab" * 16, login="golden", password="!").id
    wanted = Held("credit_officer", office=office, region="310000", since=DAY)
    dismiss(appoint(account, wanted, about, DAY), about)
    appoint(account, wanted, about, DAY)
    seal()


def keyed() -> None:
    """An API key that another takes the place of, and one that is revoked."""
    account, about = "ab" * 16, envelope("310000", "ab" * 16)
    (post,) = posts_held(account, DAY)
    wish = keys.Wish(account, post, ("batch.read", "upload.send"), "合成示例", date(2026, 12, 31))
    second = keys.replace(keys.issue(wish, about, DAY).id, 7, about, DAY)
    keys.revoke(second.id, "leaked", about, DAY)


def pushed() -> None:
    """Webhooks: one with another secret that its office ended, and one whose receiver is gone."""
    post, about = Held("credit_officer", "310000-credit", "310000"), envelope("310000", "ab" * 16)
    kinds = [row.code for row in enum(KINDS).rows]
    for gone in (False, True):
        place = "https://receiver.example/new"
        made = webhooks.register(post, place, kinds, -1, about, DAY)
        webhooks.replace_secret(made.id, about, DAY)
        webhooks.end(made.id, about, DAY, gone=gone)


def proposed() -> None:
    """Administrators whom two people agree on, one who is not wanted after all, an account disabled."""
    first, second = envelope("100000", "first"), envelope("100000", "second")
    account = Account.objects.create(id="cd" * 16, login="golden-2", password="!").id
    for role in ("audit_administrator", "security_administrator"):
        give(account, Held(role, since=DAY), first, DAY)
        proposal = bytes(Proposal.objects.get(settled_at=None).id)
        if role == "audit_administrator":
            withdraw(proposal, first)
        else:
            confirm(proposal, second, DAY)
    disable(account, first)
    at = datetime(2026, 3, 1, tzinfo=UTC)
    SignIn.objects.create(at=at, account=account, key=b"", way="password", result="refused")
    seal_days(at + timedelta(days=2))
    seal()
