"""Who is given a post, and who loses one. Decided, recorded, applied.

Clause  S6, S70.
"""

import secrets
from dataclasses import fields
from datetime import date
from typing import Any

from creditdelta.accounts import apply
from creditdelta.accounts.events import (
    AccountAppointed,
    AccountDismissed,
    AccountProposalWithdrawn,
    AccountProposed,
)
from creditdelta.accounts.models import ID_BYTES, Account, Post, Proposal
from creditdelta.accounts.queries import held_of, posts_of
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
    "apart": (
        "办公单位的账户不能代表组织，代表组织的账户不能任职",
        "an account of an office acts for no organisation, nor the other way round",
    ),
    "days": ("截止日早于起始日", "the last day is before the first"),
    "office": ("没有这个单位编号", "there is no such office"),
    "not_there": ("这个单位没有这种角色", "the office has no such role"),
    "own": ("不能任免自己", "nobody appoints or dismisses themselves"),
    "second": ("须由另一人确认", "another person must agree"),
    "again": ("该账户已担任此职", "the account holds this post already"),
    "gone": ("没有这个在任的职务", "there is no such post, or it has ended"),
}


def appoint(account: str, wanted: Held, about: Envelope, day: date) -> bytes:
    """Give an account a post, within the caller's `writing()` or alone; returns the post's id.

    Whether a second person must agree is asked by `give`.
    """
    with writing():
        _check(account, wanted, about, day)
        event = AccountAppointed(secrets.token_bytes(ID_BYTES), account, **_fields(wanted))
        record(event, apply.appointed, about)
    return event.post


def give(account: str, wanted: Held, about: Envelope, day: date) -> bool:
    """Give a post, or propose it where the role's row wants two people; whether it was given."""
    role = policy().roles.get(wanted.role)
    if role is None or not role.second_person:
        appoint(account, wanted, about, day)
        return True
    with writing():
        _check(account, wanted, about, day)
        event = AccountProposed(secrets.token_bytes(ID_BYTES), account, **_fields(wanted))
        record(event, apply.proposed, about)
    return False


def confirm(proposal: bytes, about: Envelope, day: date) -> None:
    """The second person's word: the proposed post is given."""
    with writing():
        row = _open(proposal)
        if row.proposed_by == about.actor:
            raise AppointmentRefused("second")
        wanted = held_of(row)
        _check(row.account, wanted, about, day)
        event = AccountAppointed(proposal, row.account, **_fields(wanted))
        record(event, apply.appointed, about)


def withdraw(proposal: bytes, about: Envelope) -> None:
    """The proposed post is not given."""
    with writing():
        _open(proposal)
        record(AccountProposalWithdrawn(proposal), apply.proposal_withdrawn, about)


def dismiss(post: bytes, about: Envelope) -> None:
    """End a post; raises `AppointmentRefused` where it is none or ended before."""
    with writing():
        found = Post.objects.filter(pk=post, dismissed_at=None).first()
        if found is None:
            raise AppointmentRefused("gone")
        if found.account == about.actor:
            raise AppointmentRefused("own")
        record(AccountDismissed(post), apply.dismissed, about)


def _check(account: str, wanted: Held, about: Envelope, day: date) -> None:
    if account == about.actor:
        raise AppointmentRefused("own")
    if not Account.objects.filter(pk=account, is_active=True).exists():
        raise AppointmentRefused("account")
    why = why_not(policy(), wanted, posts_of(account, day))
    if why is not None:
        raise AppointmentRefused(why)


def _open(proposal: bytes) -> Proposal:
    found = Proposal.objects.filter(pk=proposal, settled_at=None).first()
    if found is None:
        raise AppointmentRefused("gone")
    return found


def _fields(wanted: Held) -> dict[str, Any]:
    return {field.name: getattr(wanted, field.name) for field in fields(wanted)}
