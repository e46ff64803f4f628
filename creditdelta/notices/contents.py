"""What a notice says: kept in a row that can be erased, held to the digest that its event commits to.

Clause  S9, S71. Organisation, code and words are as they were on the day of issue, so that a letter
stays the same letter.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256

from creditdelta.kernel import canonical
from creditdelta.notices.models import Content, Notice

SALT_BYTES = 16


class ContentErased(LookupError):
    """What the notice said was destroyed."""


class ContentAltered(RuntimeError):
    """The row does not say what the journal commits to: somebody changed it from outside."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a notice says. `addressee` and `code` are empty for one to an account."""

    number: str
    addressee: str
    code: str
    fields: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sealed:
    """The row of a content, and what commits to it."""

    row: Content
    commitment: bytes


def sealed(notice: bytes, said: Said) -> Sealed:
    """The row to be kept, with a salt of its own."""
    body, salt = canonical.dumps(asdict(said)).decode(), secrets.token_bytes(SALT_BYTES)
    row = Content(notice=notice, salt=salt, body=body)
    return Sealed(row, _commitment(salt, body))


def keep(rows: Iterable[Content]) -> None:
    """Write the rows; in the transaction of the events that commit to them."""
    Content.objects.bulk_create(rows)


def said_by(notice: Notice) -> Said:
    """What a notice says; raises `ContentErased` and `ContentAltered`."""
    row = Content.objects.filter(pk=notice.pk).first()
    if row is None:
        raise ContentErased(notice.number)
    if _commitment(bytes(row.salt), row.body) != bytes(notice.commitment):
        raise ContentAltered(notice.number)
    return Said(**json.loads(row.body))


def forget(notice: bytes) -> None:
    """Destroy what a notice said."""
    Content.objects.filter(pk=notice).delete()


def _commitment(salt: bytes, body: str) -> bytes:
    return sha256(salt + body.encode()).digest()
