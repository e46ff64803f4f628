"""Who is given a post, and who loses one. Decided, recorded, applied.

Clause  S6, S70.
"""

import secrets
from datetime import date

from creditdelta.accounts import apply
from creditdelta.accounts.events import AccountAppointed, AccountDismissed
from creditdelta.accounts.models import ID_BYTES, Account, Post
from creditdelta.accounts.queries import posts_of
from creditdelta.accounts.reader import Held
from creditdelta.accounts.rules import AppointmentWhy, why_not
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record
from creditdelta.rulebook.policy import policy


class AppointmentRefused(ValueError):
    """The post cannot be given; `why` is a word of `WHYS`."""

    def __init__(self, why: AppointmentWhy | str) -> None:
        super().__init__(why)
        self.why = why


WHYS = {
    "account": ("没有这个账户，或已停用", "there is no such account, or it is disabled"),
    "role": ("没有这种角色，或不能任命", "there is no such role, or nobody is appointed to it"),
    "bound": ("该角色须（或不得）对应单位或组织", "the role needs, or has no, office or subject"),
    "exclusive": (
        "三员分立：一个账户不能兼任两种管理员",
        "three administrators: an account is never two of them",
    ),
    "days": ("截止日早于起始日", "the last day is before the first"),
    "again": ("该账户已担任此职", "the account holds this post already"),
    "gone": ("没有这个在任的职务", "there is no such post, or it has ended"),
}


def appoint(account: str, wanted: Held, about: Envelope, day: date) -> bytes:
    """Give an account a post, within the caller's `writing()` or alone; returns the post's id."""
    with writing():
        if not Account.objects.filter(pk=account, is_active=True).exists():
            raise AppointmentRefused("account")
        why = why_not(policy(), wanted, posts_of(account, day))
        if why is not None:
            raise AppointmentRefused(why)
        event = AccountAppointed(
            post=secrets.token_bytes(ID_BYTES),
            account=account,
            role=wanted.role,
            office=wanted.office,
            region=wanted.region,
            sector=wanted.sector,
            subject=wanted.subject,
            since=wanted.since,
            until=wanted.until,
        )
        record(event, apply.appointed, about)
    return event.post


def dismiss(post: bytes, about: Envelope) -> None:
    """End a post; raises `AppointmentRefused` where it is none or ended before."""
    with writing():
        if not Post.objects.filter(pk=post, dismissed_at=None).exists():
            raise AppointmentRefused("gone")
        record(AccountDismissed(post), apply.dismissed, about)
