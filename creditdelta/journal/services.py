"""Everything that may happen to the journal: an event is recorded, sealed once committed, signed.

Clause  S71. Order of work everywhere: decide, `record`, apply.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar

from creditdelta.journal import models
from creditdelta.journal.checkpoint import Checkpoint, key_id, public_key, signed
from creditdelta.journal.codec import decode, encode, moment
from creditdelta.journal.database import connection, writing
from creditdelta.journal.events import JournalOpened
from creditdelta.journal.home import key
from creditdelta.journal.kept_keys import signing_keys
from creditdelta.journal.models import Event, Head
from creditdelta.journal.outside import latest, publish
from creditdelta.journal.queries import head, last_of, leaves
from creditdelta.journal.rules import leaf_of
from creditdelta.journal.signing_keys import read_by
from creditdelta.kernel.merkle import Frontier

SEALED_AT_ONCE = 5_000
HERE = "here"


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
    region: str, actor: str, *, origin: str = HERE, at: datetime | None = None
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
    frontier = head()
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


class Rewritten(RuntimeError):
    """The journal does not extend what was signed before: it is not signed again."""


def checkpoint() -> tuple[Checkpoint, tuple[Path, ...]] | None:
    """Sign the journal as it is now, outside the database too; never two for one size.

    Returns the checkpoint and the witnesses out of reach; nothing for an empty journal. Raises
    `Rewritten` where the journal is not the last checkpoint with more events.
    """
    seal()
    with writing():
        now = head()
        if not now.size:
            return None
        told, text = _last_signed(now) or _sign(now)
        row = {"root": told.root, "signed_at": datetime.fromisoformat(told.moment), "text": text}
        models.Checkpoint.objects.get_or_create(size=told.size, defaults=row)
    return told, publish(told.size, text)


def _last_signed(now: Frontier) -> tuple[Checkpoint, str] | None:
    """What was signed for this size before; checks that what was signed last is the beginning."""
    last = latest()
    row = models.Checkpoint.objects.order_by("-size").first()
    if row is not None and (last is None or row.size > last[0].size):
        last = read_by(row.text, signing_keys()), row.text
    if last is None:
        return None
    grown = last[0].frontier
    for leaf in leaves(grown.size, now.size):
        grown = grown.grown(leaf)
    if grown != now:
        raise Rewritten(last[0].size)
    return last if last[0].size == now.size else None


def _sign(now: Frontier) -> tuple[Checkpoint, str]:
    opened = last_of(JournalOpened.kind)
    told = Checkpoint(
        origin=json.loads(opened.body)["origin"] if opened else HERE,
        size=now.size,
        root=now.root(),
        peaks=now.peaks,
        moment=moment(datetime.now(UTC)),
        key=key_id(public_key(key("signing"))),
    )
    return told, signed(told, key("signing"))


def body_of(event: Event) -> dict[str, Any]:
    """The fields an event was written with, as JSON values."""
    found: dict[str, Any] = json.loads(event.body)
    return found
