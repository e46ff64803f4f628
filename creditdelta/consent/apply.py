"""From events to the table of consents; nothing else writes it."""

from datetime import date

from creditdelta.consent.events import (
    ConsentAsked,
    ConsentGranted,
    ConsentRefused,
    ConsentRevoked,
    ConsentTakenBack,
)
from creditdelta.consent.models import BETWEEN, Consent
from creditdelta.consent.queries import told
from creditdelta.consent.rules import Move, Terms, after
from creditdelta.journal.services import Envelope


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
    _moved(event.consent, "grant", event.on, about, Terms(event.parts, event.until))


def refused(event: ConsentRefused, about: Envelope) -> None:
    """It never held."""
    _moved(event.consent, "refuse", event.on, about)


def revoked(event: ConsentRevoked, about: Envelope) -> None:
    """It holds no longer."""
    _moved(event.consent, "revoke", event.on, about)


def taken_back(event: ConsentTakenBack, about: Envelope) -> None:
    """Nobody waits for an answer any more."""
    _moved(event.consent, "take_back", event.on, about)


_KEPT_AS: dict[Move, str] = {  # the columns that say who made a move, and when
    "grant": "answered",
    "refuse": "answered",
    "revoke": "revoked",
    "take_back": "taken_back",
}


def _moved(id: bytes, move: Move, on: date, about: Envelope, terms: Terms | None = None) -> None:
    now = after(told(Consent.objects.get(pk=id)), move, on, terms)
    Consent.objects.filter(pk=id).update(
        parts=BETWEEN.join(now.parts),
        since=now.since,
        until=now.until,
        answer=now.answer,
        answered_on=now.answered_on,
        revoked_on=now.revoked_on,
        taken_back_on=now.taken_back_on,
        **{f"{_KEPT_AS[move]}_at": about.recorded_at, f"{_KEPT_AS[move]}_by": about.actor},
    )
