"""What happens to API keys. No event holds a key, its label or what it was used for."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ApiKeyIssued:
    """A machine may act for an account in one of its posts. `digest`: of 32 random bytes nobody can try."""

    kind: ClassVar[str] = "api_key.issued"
    version: ClassVar[int] = 1

    key: bytes
    account: str
    post: bytes
    scopes: tuple[str, ...]  # ids of operations
    since: date
    until: date
    digest: bytes


@dataclass(frozen=True, slots=True)
class ApiKeyRevoked:
    """From a day on the key is nothing."""

    kind: ClassVar[str] = "api_key.revoked"
    version: ClassVar[int] = 1

    key: bytes
    ground: str  # of the list api-key-ground
    ends_on: date
