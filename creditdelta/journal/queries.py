"""What does the journal hold? Its rows by number, as they are read to be verified or exported.

Clause  S71. Reads nothing through the object mapper: a row that was altered to something odd must
not stop the reading.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from creditdelta.journal import export
from creditdelta.journal.database import connection, embedded
from creditdelta.journal.kept_keys import signing_keys
from creditdelta.journal.models import Event, Head
from creditdelta.journal.outside import files, found
from creditdelta.journal.rules import sealed
from creditdelta.journal.snapshot import snapshot
from creditdelta.journal.verifying import Alteration, Row, Verdict, verify
from creditdelta.kernel.merkle import HASH_BYTES, Frontier

ROWS_AT_ONCE = 2_000
_MOMENT = {
    "sqlite": "CASE WHEN recorded_at LIKE '%.%' THEN recorded_at ELSE recorded_at || '.000000' END",
    "postgresql": "to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
}
_SEALED = """
SELECT number, place, leaf, kind, version, region, origin, actor, {moment}, body
FROM journal_event WHERE number IS NOT NULL AND number >= {first} ORDER BY number
"""
_EARLY = """
SELECT (SELECT min(s.number) FROM journal_event s WHERE s.place > e.place)
FROM journal_event e
WHERE e.number IS NULL AND e.place < (SELECT max(place) FROM journal_event WHERE number IS NOT NULL)
ORDER BY e.place
"""


def head() -> Frontier:
    """The stored peaks of the tree."""
    row = Head.objects.filter(pk=1).first()
    if row is None:
        return Frontier()
    packed = bytes(row.peaks)
    steps = range(0, len(packed), HASH_BYTES)
    return Frontier(row.size, tuple(packed[at : at + HASH_BYTES] for at in steps))


def sealed_rows(first: int = 0) -> Iterator[Row]:
    """Every sealed event by number, as `verify` wants it."""
    moment = _MOMENT[connection().vendor]
    with _odd_text_allowed(), connection().chunked_cursor() as cursor:
        cursor.execute(_SEALED.format(moment=moment, first=int(first)))
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from map(_row, rows)


def leaves(first: int, last: int) -> Iterator[bytes]:
    """The stored leaves of the events from `first` to before `last`."""
    rows = Event.objects.filter(number__gte=first, number__lt=last).order_by("number")
    for leaf in rows.values_list("leaf", flat=True).iterator(chunk_size=ROWS_AT_ONCE):
        yield bytes(leaf or b"")


def inserted() -> tuple[Alteration, ...]:
    """Events without a number that stand before numbered ones: the sealer would never leave them."""
    with connection().cursor() as cursor:
        cursor.execute(_EARLY)
        return tuple(Alteration("inserted", next_, next_) for (next_,) in cursor.fetchall())


def last_of(kind: str) -> Event | None:
    """The latest event of a kind, sealed or not."""
    return Event.objects.filter(kind=kind).order_by("-place").first()


def _row(row: tuple[Any, ...]) -> Row:
    number, place, leaf, kind, version, region, origin, actor, at, body = row
    try:
        written = sealed(kind, version, region, origin, actor, f"{at[:10]}T{at[11:]}Z", body)
    except (TypeError, ValueError):  # something that the journal never writes
        return number, place, None, None
    return number, place, written, bytes(leaf) if isinstance(leaf, bytes | memoryview) else None


@contextmanager
def _odd_text_allowed() -> Iterator[None]:
    """Let text that is no UTF-8 be read, so that it is found and does not stop the reading."""
    if not embedded():
        yield
        return
    raw = connection().connection
    before = raw.text_factory
    raw.text_factory = lambda text: text.decode(errors="surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before


def verdict() -> Verdict:
    """Whether the live journal is what it always was, by every checkpoint that lies outside."""
    outside = found()
    with snapshot():
        seen = verify(sealed_rows(), outside.checkpoints, head())
        early = inserted()
    unclear = tuple(Alteration("unclear", 0, 0, detail) for detail in outside.unclear)
    return replace(seen, alterations=(*seen.alterations, *early, *unclear))


def exported() -> Iterator[bytes]:
    """The lines of an exported journal: header, checkpoints outside, sealed events."""
    yield export.header(signing_keys())
    texts = {path.stem: path.read_bytes() for path in files()}
    yield from (texts[size] + b"\n" for size in sorted(texts, key=len))
    with snapshot():
        yield from map(export.line, sealed_rows())
