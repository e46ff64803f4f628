"""Accounts as administrators see them: login, state, second factor, posts and proposals.

Clause  S70. No other fact about a person is there to be shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator

from creditdelta.accounts.models import Account, Post, Proposal
from creditdelta.accounts.queries import held_of
from creditdelta.accounts.reader import Held


@dataclass(frozen=True, slots=True)
class Placed:
    """A post or a proposal, by whom it was given or proposed."""

    id: str
    held: Held
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """An account. `factors`: the kinds of second factor it has."""

    id: str
    login: str
    email: str
    active: bool
    password: bool
    made_at: datetime
    last_login: datetime | None
    factors: tuple[str, ...]
    posts: tuple[Placed, ...]
    proposals: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of accounts."""

    accounts: tuple[Known, ...]
    count: int
    page: int
    pages: int


def page_of(login: str, page: int, size: int) -> Found:
    """Accounts whose login begins with a text, newest first."""
    rows = Account.objects.filter(login__startswith=login).order_by("-made_at", "id")
    count = rows.count()
    pages = max(1, -(-count // size))
    page = min(max(page, 1), pages)
    return Found(tuple(_known(rows[(page - 1) * size : page * size])), count, page, pages)


def known(account: str) -> Known | None:
    """One account; None where there is none."""
    return next(iter(_known(Account.objects.filter(pk=account))), None)


def _known(rows: Iterable[Account]) -> list[Known]:
    found = list(rows)
    ids = [one.pk for one in found]
    factors: defaultdict[str, list[str]] = defaultdict(list)
    kinds = Authenticator.objects.filter(user_id__in=ids).order_by("id")
    for account, kind in kinds.values_list("user_id", "type"):
        factors[account].append(kind)
    posts = _by_account(
        (row, row.appointed_by, row.appointed_at)
        for row in Post.objects.filter(account__in=ids, dismissed_at=None).order_by("appointed_at")
    )
    proposals = _by_account(
        (row, row.proposed_by, row.proposed_at)
        for row in Proposal.objects.filter(account__in=ids, settled_at=None).order_by("proposed_at")
    )
    return [_one(row, factors[row.pk], posts[row.pk], proposals[row.pk]) for row in found]


def _one(
    row: Account, factors: Sequence[str], posts: Sequence[Placed], proposals: Sequence[Placed]
) -> Known:
    return Known(
        id=row.pk,
        login=row.login,
        email=row.email,
        active=row.is_active,
        password=row.has_usable_password(),
        made_at=row.made_at,
        last_login=row.last_login,
        factors=tuple(dict.fromkeys(factors)),
        posts=tuple(posts),
        proposals=tuple(proposals),
    )


def _by_account(
    rows: Iterable[tuple[Post | Proposal, str, datetime]],
) -> defaultdict[str, list[Placed]]:
    found: defaultdict[str, list[Placed]] = defaultdict(list)
    for row, by, at in rows:
        found[row.account].append(Placed(bytes(row.pk).hex(), held_of(row), by, at))
    return found
