"""Everything that may happen to the journal: an event is recorded, and sealed once committed.

Clause  S71. Order of work everywhere: decide, `record`, apply.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar, Protocol, TypeVar

from creditdelta.journal.codec import decode, encode
from creditdelta.journal.database import connection, writing
from creditdelta.journal.models import Event, Head
from creditdelta.journal.rules import leaf_of
from creditdelta.kernel.merkle import HASH_BYTES, Frontier

SEALED_AT_ONCE = 5_000


class EventKind(Protocol):
    """A frozen dataclass that names its kind and version."""

    kind: ClassVar[str]
    version: ClassVar[int]


E = TypeVar("E", bound=EventKind)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who recorded an event, where and when: all that `apply` may know beside its fields."""

    region: str
    origin: str
    actor: str
    recorded_at: datetime


def envelope(
    region: str, actor: str, *, origin: str = "here", at: datetime | None = None
) -> Envelope:
    """The envelope of a change made now."""
    return Envelope(region, origin, actor, at or datetime.now(UTC))


def record(event: E, apply: Callable[[E, Envelope], None], about: Envelope) -> int:
    """Write an event and apply it, in the caller's `writing()`; returns its place.

    What is applied is read back from the written body, so a rebuild sees the same.
    """
    body = encode(event)
    row = Event.objects.create(
        kind=event.kind,
        version=event.version,
        region=about.region,
        origin=about.origin,
        actor=about.actor,
        recorded_at=about.recorded_at,
        body=body,
    )
    apply(decode(type(event), json.loads(body)), about)
    return row.place


class OutOfOrder(RuntimeError):
    """An unsealed event stands before a sealed one: the journal was written to from outside."""


def seal() -> int:
    """Give every committed event its number and leaf, in order; returns how many were sealed."""
    sealed = 0
    while True:
        with writing():
            count = _seal_some()
        sealed += count
        if count < SEALED_AT_ONCE:
            return sealed


def _seal_some() -> int:
    head = Head.objects.filter(pk=1).first()
    frontier = Frontier(head.size, _peaks(bytes(head.peaks))) if head else Frontier()
    waiting = list(Event.objects.filter(number=None).order_by("place")[:SEALED_AT_ONCE])
    if not waiting:
        return 0
    last = Event.objects.filter(number=frontier.size - 1).values_list("place", flat=True).first()
    if last is not None and last > waiting[0].place:
        raise OutOfOrder(waiting[0].place)
    rows = []
    for event in waiting:
        leaf = leaf_of(event)
        rows.append((frontier.size, leaf, event.place))
        frontier = frontier.grown(leaf)
    with connection().cursor() as cursor:
        cursor.executemany("UPDATE journal_event SET number=%s, leaf=%s WHERE place=%s", rows)
    Head.objects.update_or_create(
        pk=1, defaults={"size": frontier.size, "peaks": b"".join(frontier.peaks)}
    )
    return len(waiting)


def _peaks(packed: bytes) -> tuple[bytes, ...]:
    return tuple(packed[at : at + HASH_BYTES] for at in range(0, len(packed), HASH_BYTES))


def body_of(event: Event) -> dict[str, Any]:
    """The fields an event was written with, as JSON values."""
    found: dict[str, Any] = json.loads(event.body)
    return found
