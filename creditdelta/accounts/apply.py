"""From events to the tables of posts and proposals; nothing else writes them."""

from typing import Any

from creditdelta.accounts.events import (
    AccountAppointed,
    AccountChanged,
    AccountDismissed,
    AccountProposalWithdrawn,
    AccountProposed,
    AccountSignInsSealed,
)
from creditdelta.accounts.models import Account, Post, Proposal
from creditdelta.journal.services import Envelope


def changed(event: AccountChanged, about: Envelope) -> None:
    """An account that ends or begins anew; of everything else the journal is the record."""
    del about
    states = {"disabled": False, "enabled": True}
    if event.change in states:
        Account.objects.filter(pk=event.account).update(is_active=states[event.change])


def sign_ins_sealed(event: AccountSignInsSealed, about: Envelope) -> None:
    """That it is in the journal is all."""


def proposed(event: AccountProposed, about: Envelope) -> None:
    """A second person is asked."""
    Proposal.objects.create(
        **_wanted(event), proposed_by=about.actor, proposed_at=about.recorded_at
    )


def proposal_withdrawn(event: AccountProposalWithdrawn, about: Envelope) -> None:
    """Nobody is asked any more."""
    _settle(event.post, about)


def appointed(event: AccountAppointed, about: Envelope) -> None:
    """The account holds the post."""
    Post.objects.create(**_wanted(event), appointed_by=about.actor, appointed_at=about.recorded_at)
    _settle(event.post, about)


def dismissed(event: AccountDismissed, about: Envelope) -> None:
    """The post is held no longer."""
    Post.objects.filter(pk=event.post).update(
        dismissed_by=about.actor, dismissed_at=about.recorded_at
    )


def _wanted(event: AccountAppointed | AccountProposed) -> dict[str, Any]:
    return {
        "id": event.post,
        "account": event.account,
        "role": event.role,
        "office": event.office,
        "region": event.region,
        "sector": event.sector,
        "subject": event.subject,
        "since": event.since,
        "until": event.until,
    }


def _settle(post: bytes, about: Envelope) -> None:
    Proposal.objects.filter(pk=post).update(settled_by=about.actor, settled_at=about.recorded_at)
