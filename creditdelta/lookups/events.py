"""Looks at what is not public, and what came of them. No event holds a code, a name or a case number."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class LookupMade:
    """Somebody looks at an organisation for a purpose. `commitment`: to the number of the case."""

    kind: ClassVar[str] = "lookup.made"
    version: ClassVar[int] = 1

    lookup: bytes
    ref: bytes
    role: str
    office: str
    purpose: str
    secret: bool
    commitment: bytes


@dataclass(frozen=True, slots=True)
class LookupDisclosed:
    """The case behind a secret look is closed: the organisation may see that it was looked at."""

    kind: ClassVar[str] = "lookup.disclosed"
    version: ClassVar[int] = 1

    lookup: bytes


@dataclass(frozen=True, slots=True)
class LookupsReviewed:
    """The looks of one account in one week were reviewed. `week`: its Monday."""

    kind: ClassVar[str] = "lookups.reviewed"
    version: ClassVar[int] = 1

    review: bytes
    week: date
    account: str
    outcome: str  # of the list lookup-outcome
