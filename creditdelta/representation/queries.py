"""Who acts for an organisation, which invitations are open, what was withdrawn?

Clause  S9.
"""

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db.models import Q

from creditdelta.accounts.models import Account, Post
from creditdelta.representation.models import Invitation as Row
from creditdelta.representation.models import Withdrawal
from creditdelta.representation.rules import Acting, As, Invitation, state_on

REPRESENTATIVE, DEPUTY = "representative", "deputy"


@dataclass(frozen=True, slots=True)
class Acts:
    """Somebody who acts for an organisation, as the others who do see it."""

    post: bytes
    account: str
    login: str
    role: str
    since: date


def acting_for(ref: bytes, day: date) -> Acting:
    """The accounts that act for an organisation on a day."""
    rows = _posts(ref, day)
    return Acting(
        {bytes(row.id): row.account for row in rows if row.role == REPRESENTATIVE},
        {bytes(row.id): row.account for row in rows if row.role == DEPUTY},
    )


def people_of(ref: bytes, day: date) -> list[Acts]:
    """The same with logins, representatives first; for those who act for it and nobody else."""
    rows = _posts(ref, day)
    logins = dict(
        Account.objects.filter(pk__in=[row.account for row in rows]).values_list("pk", "login")
    )
    found = [
        Acts(bytes(row.id), row.account, logins.get(row.account, ""), row.role, row.since)
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.role != REPRESENTATIVE, one.since, one.login))


def _posts(ref: bytes, day: date) -> list[Post]:
    held = Q(since__lte=day) & (Q(until=None) | Q(until__gte=day))
    roles = (REPRESENTATIVE, DEPUTY)
    return list(Post.objects.filter(held, subject=ref, role__in=roles, dismissed_at=None))


def invitation(id: bytes) -> Invitation | None:
    """One invitation by its id."""
    row = Row.objects.filter(pk=id).first()
    return _told(row) if row else None


def open_invitations(ref: bytes, day: date) -> list[Invitation]:
    """The invitations of an organisation that can be used on a day, the latest first."""
    rows = Row.objects.filter(ref=ref, redeemed_on=None, taken_back_on=None)
    found = [_told(row) for row in rows.order_by("-made_at", "id")]
    return [one for one in found if state_on(one, day) == "open"]


def withdrawals_of(ref: bytes) -> list[Withdrawal]:
    """Every time representation was withdrawn, the latest first."""
    return list(Withdrawal.objects.filter(ref=ref).order_by("-made_at"))


def _told(row: Row) -> Invitation:
    return Invitation(
        id=bytes(row.id),
        ref=bytes(row.ref),
        as_=cast("As", row.as_role),
        made_by=row.made_by,
        made_on=row.made_on,
        valid_until=row.valid_until,
        redeemed_on=row.redeemed_on,
        taken_back_on=row.taken_back_on,
    )
