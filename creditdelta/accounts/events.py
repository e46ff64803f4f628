"""What is decided about posts. No event holds a login, a name or an address."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class AccountAppointed:
    """An account is given a post."""

    kind: ClassVar[str] = "account.appointed"
    version: ClassVar[int] = 1

    post: bytes
    account: str
    role: str
    office: str
    region: str
    sector: str
    subject: bytes | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class AccountDismissed:
    """A post ends."""

    kind: ClassVar[str] = "account.dismissed"
    version: ClassVar[int] = 1

    post: bytes
