"""What officers and organisations wrote: rows that can be erased, held to what their events commit to.

Clause  S16. Reasons, a statement in one's defence, and how it was met.
"""

import secrets
from hashlib import sha256
from typing import Literal

from creditdelta.lists.models import Text

SALT_BYTES = 16
MOST_SIGNS = 4_000
Part = Literal["reasons", "statement", "answer"]


def keep(entry: bytes, part: Part, body: str) -> bytes:
    """Write a text down; what commits to it. In the transaction of the event that says so."""
    salt = secrets.token_bytes(SALT_BYTES)
    commitment = _commitment(salt, body)
    Text.objects.create(commitment=commitment, entry=entry, part=part, salt=salt, body=body)
    return commitment


def texts_of(entry: bytes) -> dict[str, str]:
    """Everything written about an entry, by part; the last of each. What was altered is left out."""
    rows = Text.objects.filter(entry=entry)
    return {row.part: row.body for row in rows if _holds(row)}


def forget(entry: bytes) -> int:
    """Destroy everything written about an entry; how many texts there were."""
    return Text.objects.filter(entry=entry).delete()[0]


def _holds(row: Text) -> bool:
    return _commitment(bytes(row.salt), row.body) == bytes(row.commitment)


def _commitment(salt: bytes, body: str) -> bytes:
    return sha256(salt + body.encode()).digest()
