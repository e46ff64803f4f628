"""What people wrote about a case: rows that can be erased, held to what their events commit to.

Clause  S71; architecture idea 1. A slice has a table of its own, made of `Written`; an event holds the
commitment, never the text.
"""

import secrets
from hashlib import sha256

from django.db import models

SALT_BYTES = 16
MOST_SIGNS = 4_000


class Written(models.Model):
    """A text about something that has an id; `part`: which of its texts."""

    commitment = models.BinaryField(primary_key=True)
    owner = models.BinaryField()
    part = models.TextField()
    salt = models.BinaryField()
    body = models.TextField()

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["owner"], name="%(app_label)s_text_owner")]

    def __str__(self) -> str:
        return self.part


def keep(table: type[Written], owner: bytes, part: str, body: str) -> bytes:
    """Write a text down; what commits to it. In the transaction of the event that says so."""
    salt = secrets.token_bytes(SALT_BYTES)
    commitment = _commitment(salt, body)
    table._default_manager.create(
        commitment=commitment, owner=owner, part=part, salt=salt, body=body
    )
    return commitment


def texts_of(table: type[Written], owner: bytes) -> dict[str, str]:
    """Everything written about something, by part; the last of each. What was altered is left out."""
    rows = table._default_manager.filter(owner=owner)
    return {row.part: row.body for row in rows if _holds(row)}


def forget(table: type[Written], owner: bytes) -> int:
    """Destroy everything written about something; how many texts there were."""
    return table._default_manager.filter(owner=owner).delete()[0]


def _holds(row: Written) -> bool:
    return _commitment(bytes(row.salt), row.body) == bytes(row.commitment)


def _commitment(salt: bytes, body: str) -> bytes:
    return sha256(salt + body.encode()).digest()
