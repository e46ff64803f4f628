"""From events to the tables of representation; nothing else writes them."""

from creditdelta.journal.services import Envelope
from creditdelta.representation.events import (
    InvitationMade,
    InvitationRedeemed,
    InvitationTakenBack,
    RepresentationWithdrawn,
)
from creditdelta.representation.models import Invitation, Withdrawal


def made(event: InvitationMade, about: Envelope) -> None:
    """The invitation is open."""
    Invitation.objects.create(
        id=event.invitation,
        ref=event.ref,
        as_role=event.as_,
        made_on=event.on,
        made_at=about.recorded_at,
        made_by=about.actor,
        valid_until=event.valid_until,
    )


def redeemed(event: InvitationRedeemed, about: Envelope) -> None:
    """It was used."""
    Invitation.objects.filter(pk=event.invitation).update(
        post=event.post,
        redeemed_on=event.on,
        redeemed_at=about.recorded_at,
        redeemed_by=about.actor,
    )


def taken_back(event: InvitationTakenBack, about: Envelope) -> None:
    """It can be used no more."""
    Invitation.objects.filter(pk=event.invitation).update(
        taken_back_on=event.on, taken_back_at=about.recorded_at, taken_back_by=about.actor
    )


def withdrawn(event: RepresentationWithdrawn, about: Envelope) -> None:
    """It is kept who ended it, on what ground."""
    Withdrawal.objects.create(
        id=event.withdrawal,
        ref=event.ref,
        ground=event.ground,
        posts=len(event.posts),
        made_on=event.on,
        made_at=about.recorded_at,
        made_by=about.actor,
    )
