"""A consent is asked for, granted, refused, revoked, or its request taken back.

Clause  S71. Who may do so is asked before (creditdelta.accounts.gatekeeper); here it is decided whether
it can be done, and recorded.
"""

import secrets
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from creditdelta.consent import apply
from creditdelta.consent.events import (
    ConsentAsked,
    ConsentGranted,
    ConsentRefused,
    ConsentRevoked,
    ConsentTakenBack,
)
from creditdelta.consent.models import Reference
from creditdelta.consent.queries import consent as found_by
from creditdelta.consent.queries import consents_of
from creditdelta.consent.rules import (
    Allowed,
    Consent,
    Move,
    Why,
    Wish,
    may_move,
    why_not_ask,
    why_not_grant,
)
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, EventKind, record, seal
from creditdelta.rulebook.consents import consent_purposes, consents_on, parts

ID_BYTES = 16
E = TypeVar("E", bound=EventKind)


class NotPossible(ValueError):
    """It cannot be done; `why` is a word of `creditdelta.consent.words.WHYS`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def allowed_on(day: date) -> Allowed:
    """What may be asked for on a day."""
    needs = {name: one.reference for name, one in consent_purposes().items()}
    return Allowed(needs, parts(day).keys(), day + timedelta(consents_on(day).longest_days))


def ask(wish: Wish, about: Envelope, day: date) -> bytes:
    """Ask an organisation for its consent; returns the request's id. Raises `NotPossible`."""
    with writing():
        earlier = [one for one in consents_of(wish.ref) if one.recipient == wish.recipient]
        _check(why_not_ask(wish, allowed_on(day), earlier, day))
        event = ConsentAsked(
            consent=secrets.token_bytes(ID_BYTES),
            ref=wish.ref,
            recipient=wish.recipient,
            purpose=wish.purpose,
            parts=tuple(sorted(wish.parts)),
            until=wish.until,
            on=day,
            answer_by=day + timedelta(consents_on(day).answer_days),
        )
        record(event, apply.asked, about)
        if wish.reference.strip():
            Reference.objects.create(consent=event.consent, text=wish.reference.strip())
    seal()
    return event.consent


def grant(id: bytes, granted: tuple[str, ...], until: date, about: Envelope, day: date) -> None:
    """Consent to some or all of what was asked for; raises `NotPossible`."""
    with writing():
        asked = _found(id)
        latest = day + timedelta(consents_on(day).longest_days)
        _check(why_not_grant(asked, granted, until, latest, day))
        event = ConsentGranted(id, tuple(sorted(set(granted))), until, day)
        record(event, apply.granted, about)
    seal()


def refuse(id: bytes, about: Envelope, day: date) -> None:
    """Say no; raises `NotPossible`."""
    _moved(id, "refuse", ConsentRefused(id, day), apply.refused, about, day)


def revoke(id: bytes, about: Envelope, day: date) -> None:
    """Take a consent back: from now on nothing is shown by it. Raises `NotPossible`."""
    _moved(id, "revoke", ConsentRevoked(id, day), apply.revoked, about, day)


def take_back(id: bytes, about: Envelope, day: date) -> None:
    """Take a request back that nobody answered; raises `NotPossible`."""
    _moved(id, "take_back", ConsentTakenBack(id, day), apply.taken_back, about, day)


def _moved(
    id: bytes, move: Move, event: E, applied: Callable[[E, Envelope], None], about: Envelope,
    day: date,
) -> None:  # fmt: skip
    with writing():
        _check(None if may_move(_found(id), move, day) else "state")
        record(event, applied, about)
    seal()


def _found(id: bytes) -> Consent:
    found = found_by(id)
    if found is None:
        raise NotPossible("state")
    return found


def _check(why: Why | None) -> None:
    if why is not None:
        raise NotPossible(why)
