"""From events of the pool to the manifest and the tables of records; nothing else moves parts."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

from creditdelta.journal.database import connection
from creditdelta.journal.services import Envelope
from creditdelta.records.models import Closure, Part, Statement
from creditdelta.records.pool_events import MovedPart, PoolCompacted, RecordErased
from creditdelta.subjects import erasure as subjects

T = TypeVar("T")
ERASED = "erased"
AT_ONCE = 500  # placeholders in one statement

_UNREFERRED = """
DELETE FROM subjects_reference WHERE ref = %s
AND NOT EXISTS (SELECT 1 FROM records_statement s WHERE s.ref = subjects_reference.ref)
AND NOT EXISTS (SELECT 1 FROM subjects_identifier i WHERE i.older = subjects_reference.ref)
"""


class ManifestDisagrees(RuntimeError):
    """An event moves a part that does not count: the tables are not those the event was made for."""


def compacted(event: PoolCompacted, about: Envelope) -> None:
    """The new parts count, the old ones do not."""
    gone = 0
    for some in _pieces(event.old):
        gone += Part.objects.filter(address__in=some, standard=event.standard).delete()[0]
    if gone != len(event.old):
        raise ManifestDisagrees(event.standard)
    Part.objects.bulk_create(
        Part(
            address=part.address,
            standard=event.standard,
            bucket=part.bucket,
            row_count=part.rows,
            byte_count=part.size,
            first_place=part.first_place,
        )
        for part in event.new
    )


def erased(event: RecordErased, about: Envelope) -> None:
    """The statements are gone, the parts without them count, tombstones answer for the records."""
    for move in event.moves:
        _moved(move)
    refs: set[bytes] = set()
    for places in _pieces(event.places):
        told = Statement.objects.filter(place__in=places)
        refs |= {bytes(ref) for ref in told.values_list("ref", flat=True)}
        refs |= subjects.forget_evidence(places)
        told.delete()
    with connection().cursor() as cursor:
        cursor.executemany(_UNREFERRED, [(ref,) for ref in sorted(refs)])
    Closure.objects.bulk_create(
        [
            Closure(
                id=one.tombstone,
                ref=one.ref,
                document=one.document,
                manner=ERASED,
                ground=event.ground,
                closed_on=event.on,
            )
            for one in event.erased
        ],
        ignore_conflicts=True,
    )


def _moved(move: MovedPart) -> None:
    part = Part.objects.filter(address=move.old).first()
    if part is None:
        raise ManifestDisagrees(move.old)
    part.delete()
    part.address, part.byte_count = move.new, move.size
    part.save(force_insert=True)


def _pieces(items: Sequence[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, AT_ONCE)):
        yield some
