"""What of an event is sealed? Everything but its place in the table and its number.

Clause  S71. The bytes are a protocol: docs/protocol/journal.md.
Pure    takes anything that has an event's fields.
"""

from datetime import datetime
from json.encoder import encode_basestring as written
from typing import Protocol

from creditdelta.journal.codec import moment
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
    return sealed(
        event.kind,
        event.version,
        event.region,
        event.origin,
        event.actor,
        moment(event.recorded_at),
        event.body,
    )


def sealed(
    kind: str, version: int, region: str, origin: str, actor: str, at: str, body: str
) -> bytes:
    """The canonical JSON of an event's fields, put together here for speed."""
    return (
        f'{{"actor":{written(actor)},"body":{written(body)},"kind":{written(kind)},'
        f'"origin":{written(origin)},"recorded_at":{written(at)},"region":{written(region)},'
        f'"version":{version:d}}}'
    ).encode()


def leaf_of(event: Written) -> bytes:
    """The Merkle leaf of an event."""
    return leaf_hash(sealed_bytes(event))
