"""The text of an API key: drawn, read, kept as a digest, and left out of what is written down.

Clause  S70. `cd1_` + 16 hexadecimal digits (which key) + `_` + 43 signs (the secret, 32 random bytes).
A scanner for secrets looks for `PATTERN`. The secret is no password somebody chose: it cannot be guessed,
so one round of SHA-256 keeps it, and a request costs no slow hash.
"""

import hmac
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

PREFIX = "cd1"
ID_BYTES, SECRET_BYTES = 8, 32
PATTERN = r"cd1_([0-9a-f]{16})_([A-Za-z0-9_-]{43})"
_WHOLE = re.compile(PATTERN)


@dataclass(frozen=True, slots=True)
class Presented:
    """What a text that looks like a key says: which one, and the digest of its secret."""

    id: bytes
    digest: bytes


def drawn() -> tuple[str, Presented]:
    """A new key: its text, which is told once, and what is kept of it."""
    id, secret = secrets.token_bytes(ID_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    return f"{PREFIX}_{id.hex()}_{secret}", Presented(id, _digest(secret))


def read(text: str) -> Presented | None:
    """Which key a text names; None where it cannot be one."""
    found = _WHOLE.fullmatch(text)
    return Presented(bytes.fromhex(found[1]), _digest(found[2])) if found else None


def same(one: bytes, other: bytes) -> bool:
    """Whether two digests are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one, other)


def _digest(secret: str) -> bytes:
    return sha256(secret.encode("ascii")).digest()
