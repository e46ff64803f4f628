"""From events to the table of consents; nothing else writes it."""

from creditdelta.consent.events import (
    ConsentAsked,
    ConsentGranted,
    ConsentRefused,
    ConsentRevoked,
    ConsentTakenBack,
)
from creditdelta.consent.models import Consent
from creditdelta.journal.services import Envelope

BETWEEN = " "


def asked(event: ConsentAsked, about: Envelope) -> None:
    """The request waits for an answer."""
    Consent.objects.create(
        id=event.consent,
        ref=event.ref,
        recipient=event.recipient,
        purpose=event.purpose,
        parts=BETWEEN.join(event.parts),
        asked_on=event.on,
        asked_at=about.recorded_at,
        asked_by=about.actor,
        answer_by=event.answer_by,
        since=event.on,
        until=event.until,
    )


def granted(event: ConsentGranted, about: Envelope) -> None:
    """It holds from this day on, for the parts and until the day that were granted."""
    Consent.objects.filter(pk=event.consent).update(
        answer="granted",
        answered_on=event.on,
        answered_at=about.recorded_at,
        answered_by=about.actor,
        parts=BETWEEN.join(event.parts),
        since=event.on,
        until=event.until,
    )


def refused(event: ConsentRefused, about: Envelope) -> None:
    """It never held."""
    Consent.objects.filter(pk=event.consent).update(
        answer="refused",
        answered_on=event.on,
        answered_at=about.recorded_at,
        answered_by=about.actor,
    )


def revoked(event: ConsentRevoked, about: Envelope) -> None:
    """It holds no longer."""
    Consent.objects.filter(pk=event.consent).update(
        revoked_on=event.on, revoked_at=about.recorded_at, revoked_by=about.actor
    )


def taken_back(event: ConsentTakenBack, about: Envelope) -> None:
    """Nobody waits for an answer any more."""
    Consent.objects.filter(pk=event.consent).update(
        taken_back_on=event.on, taken_back_at=about.recorded_at, taken_back_by=about.actor
    )
