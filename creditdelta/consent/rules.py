"""How does a consent stand on a day, and what may be done with it?

Clause  S71, S9: an organisation says what a recipient may see, for what, for how long, and takes it back.
Data    rulebook/consent
Pure    days are arguments. Time moves a consent by itself: a request lapses, a consent ends.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from creditdelta.pipeline.personal_numbers import personal_numbers

State = Literal["asked", "granted", "refused", "taken_back", "lapsed", "revoked", "ended"]
Move = Literal["grant", "refuse", "take_back", "revoke", "lapse", "end"]
Answer = Literal["", "granted", "refused"]

# What leads where; every other pair is refused. `lapse` and `end` are time's own moves.
TRANSITIONS: Mapping[tuple[State, Move], State] = {
    ("asked", "grant"): "granted",
    ("asked", "refuse"): "refused",
    ("asked", "take_back"): "taken_back",
    ("asked", "lapse"): "lapsed",
    ("granted", "revoke"): "revoked",
    ("granted", "end"): "ended",
}
LONGEST_REFERENCE = 100  # characters
OF_TIME: frozenset[Move] = frozenset({"lapse", "end"})


@dataclass(frozen=True, slots=True)
class Consent:
    """What a recipient asked of an organisation, and what was answered.

    `parts`: those granted, before an answer those asked for. `since`, `until`: its days, both included;
    before an answer the wished ones.
    """

    id: bytes
    ref: bytes
    recipient: str  # an office, or a market reporter's
    purpose: str
    parts: tuple[str, ...]
    asked_on: date
    answer_by: date  # the last day on which it can be answered
    since: date
    until: date
    answer: Answer = ""
    answered_on: date | None = None
    revoked_on: date | None = None
    taken_back_on: date | None = None


def state_on(consent: Consent, day: date) -> State:
    """How a consent stands on a day from the one on which it was asked for."""
    if _by(consent.taken_back_on, day):
        return "taken_back"
    if not _by(consent.answered_on, day):
        return "lapsed" if day > consent.answer_by else "asked"
    if consent.answer == "refused":
        return "refused"
    if _by(consent.revoked_on, day):
        return "revoked"
    return "ended" if day > consent.until else "granted"


def _by(when: date | None, day: date) -> bool:
    return when is not None and when <= day


def in_force(consent: Consent, recipient: str, purpose: str, day: date) -> bool:
    """Whether a recipient may go by the consent on a day, for that purpose and no other."""
    return (
        consent.recipient == recipient
        and consent.purpose == purpose
        and consent.since <= day
        and state_on(consent, day) == "granted"
    )


Why = Literal[
    "state",  # how it stands does not allow the move
    "recipient",
    "purpose",
    "reference",
    "parts",
    "until",
    "again",
]


def may_move(consent: Consent, move: Move, day: date) -> bool:
    """Whether somebody may do this on a day; time's own moves are nobody's."""
    return move not in OF_TIME and (state_on(consent, day), move) in TRANSITIONS


@dataclass(frozen=True, slots=True)
class Terms:
    """What is granted: parts and the last day."""

    parts: tuple[str, ...]
    until: date


def after(consent: Consent, move: Move, on: date, terms: Terms | None = None) -> Consent:
    """The consent once somebody made a move that may be made; `terms` go with `grant` alone."""
    if move == "grant" and terms is not None:
        granted = replace(consent, answer="granted", parts=terms.parts, until=terms.until)
        return replace(granted, answered_on=on, since=on)
    if move == "refuse":
        return replace(consent, answer="refused", answered_on=on)
    if move == "revoke":
        return replace(consent, revoked_on=on)
    if move == "take_back":
        return replace(consent, taken_back_on=on)
    raise ValueError(f"{move} is not made by anybody, or lacks its terms")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a recipient asks for. `reference`: the number of the contract or case it is for."""

    ref: bytes
    recipient: str
    purpose: str
    parts: tuple[str, ...]
    until: date
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What may be asked for on a day: purposes and whether each needs a reference, parts, the last day."""

    purposes: Mapping[str, bool]
    parts: Collection[str]
    latest: date


def why_not_ask(
    wish: Wish, allowed: Allowed, earlier: Collection[Consent], day: date
) -> Why | None:
    """Why a consent cannot be asked for; None: it can. `earlier`: the recipient's about the organisation."""
    if not wish.recipient:
        return "recipient"
    if wish.purpose not in allowed.purposes:
        return "purpose"
    if allowed.purposes[wish.purpose] and not wish.reference.strip():
        return "reference"
    if len(wish.reference) > LONGEST_REFERENCE or personal_numbers([wish.reference])[0]:
        return "reference"
    if not wish.parts or not set(wish.parts) <= set(allowed.parts):
        return "parts"
    if not day <= wish.until <= allowed.latest:
        return "until"
    if any(one.purpose == wish.purpose and state_on(one, day) == "asked" for one in earlier):
        return "again"
    return None


def why_not_grant(
    consent: Consent, parts: Collection[str], until: date, latest: date, day: date
) -> Why | None:
    """Why it cannot be granted so; None: it can. Less than was asked for may be granted, never more."""
    if not may_move(consent, "grant", day):
        return "state"
    if not parts or not set(parts) <= set(consent.parts):
        return "parts"
    return None if day <= until <= min(consent.until, latest) else "until"
