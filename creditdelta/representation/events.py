"""What happens to invitations. Ids and days only: no event holds a code, a name or what was typed.

Posts that are given and ended stand in the events of creditdelta/accounts.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class InvitationMade:
    """Somebody may come to act for an organisation: whoever has the code."""

    kind: ClassVar[str] = "invitation.made"
    version: ClassVar[int] = 1

    invitation: bytes
    ref: bytes
    as_: str  # representative | deputy | successor
    on: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class InvitationRedeemed:
    """An account used the code; `post`: what it holds by it."""

    kind: ClassVar[str] = "invitation.redeemed"
    version: ClassVar[int] = 1

    invitation: bytes
    post: bytes
    on: date


@dataclass(frozen=True, slots=True)
class InvitationTakenBack:
    """The code does nothing any more."""

    kind: ClassVar[str] = "invitation.taken_back"
    version: ClassVar[int] = 1

    invitation: bytes
    on: date


@dataclass(frozen=True, slots=True)
class RepresentationWithdrawn:
    """A credit office ends that anybody acts for an organisation; the posts end beside it."""

    kind: ClassVar[str] = "representation.withdrawn"
    version: ClassVar[int] = 1

    withdrawal: bytes
    ref: bytes
    ground: str  # of the list representation-ground
    posts: tuple[bytes, ...]
    on: date
