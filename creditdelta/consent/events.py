"""What happens to a consent. Ids, offices, parts and days only: no event holds a code, a name or a text."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """A recipient asks an organisation to let it see parts of its archive."""

    kind: ClassVar[str] = "consent.asked"
    version: ClassVar[int] = 1

    consent: bytes
    ref: bytes
    recipient: str
    purpose: str
    parts: tuple[str, ...]
    until: date
    on: date
    answer_by: date


@dataclass(frozen=True, slots=True)
class ConsentGranted:
    """The organisation consents, perhaps to less than was asked for."""

    kind: ClassVar[str] = "consent.granted"
    version: ClassVar[int] = 1

    consent: bytes
    parts: tuple[str, ...]
    until: date
    on: date


@dataclass(frozen=True, slots=True)
class ConsentRefused:
    """The organisation does not consent."""

    kind: ClassVar[str] = "consent.refused"
    version: ClassVar[int] = 1

    consent: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ConsentRevoked:
    """The organisation takes its consent back; from this day on nothing is shown by it."""

    kind: ClassVar[str] = "consent.revoked"
    version: ClassVar[int] = 1

    consent: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ConsentTakenBack:
    """The recipient takes its request back before it was answered."""

    kind: ClassVar[str] = "consent.taken_back"
    version: ClassVar[int] = 1

    consent: bytes
    on: date
