"""Invented events for tests: a counter that is raised, and journals made of it in memory."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from creditdelta.journal.checkpoint import Checkpoint, key_id, public_key, read, signed
from creditdelta.journal.codec import encode, moment
from creditdelta.journal.database import writing
from creditdelta.journal.rules import sealed
from creditdelta.journal.services import Envelope, envelope, record
from creditdelta.kernel.merkle import Frontier, leaf_hash

SEED = bytes(range(32))
BEGAN = datetime(2026, 1, 1, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Raised:
    """A counter was raised."""

    kind: ClassVar[str] = "test.raised"
    version: ClassVar[int] = 1

    by: int
    why: str


def nothing(event: Raised, about: Envelope) -> None:
    """Leave all tables alone."""


def recorded(count: int, first: int = 0) -> None:
    """Record some events, each at a moment of its own."""
    for n in range(first, first + count):
        about = envelope("310000", "clerk", at=BEGAN + timedelta(seconds=n))
        with writing():
            record(Raised(n, "合成示例"), nothing, about)


def written(number: int, why: str = "合成示例") -> bytes:
    """The sealed bytes of an event that was never in a database."""
    at = moment(BEGAN + timedelta(seconds=number))
    return sealed("test.raised", 1, "310000", "here", "clerk", at, encode(Raised(number, why)))


def grown(rows: list[bytes], before: Frontier | None = None) -> Frontier:
    """The tree over sealed bytes."""
    tree = before or Frontier()
    for row in rows:
        tree = tree.grown(leaf_hash(row))
    return tree


def signed_at(tree: Frontier) -> Checkpoint:
    """A checkpoint of a tree, as it is read again from outside."""
    public = public_key(SEED)
    told = Checkpoint(
        "here", tree.size, tree.root(), tree.peaks, "2026-01-01T08:00:00.000000Z", key_id(public)
    )
    return read(signed(told, SEED), public)
