"""What of an event is sealed? Everything but its place in the table and its number.

Clause  S71. The bytes are a protocol: docs/protocol/journal.md.
Pure    takes anything that has an event's fields.
"""

from datetime import datetime
from typing import Protocol

from creditdelta.journal.codec import moment
from creditdelta.kernel import canonical
from creditdelta.kernel.merkle import leaf_hash


class Written(Protocol):
    """An event as it lies in the table."""

    kind: str
    version: int
    region: str
    origin: str
    actor: str
    recorded_at: datetime
    body: str


def sealed_bytes(event: Written) -> bytes:
    """The canonical bytes of an event."""
    return canonical.dumps(
        {
            "kind": event.kind,
            "version": event.version,
            "region": event.region,
            "origin": event.origin,
            "actor": event.actor,
            "recorded_at": moment(event.recorded_at),
            "body": event.body,
        }
    )


def leaf_of(event: Written) -> bytes:
    """The Merkle leaf of an event."""
    return leaf_hash(sealed_bytes(event))
