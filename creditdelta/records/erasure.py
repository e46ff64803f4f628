"""Which statements and rows hold the content of a record, and what is left once they are erased?

Clause  S34, S71; architecture idea 1. Row and salt go, the commitment stays, so that every proof of the
other rows still holds; a keyed tombstone answers whoever reports the record again. The decision to
erase, and the originals of the files, are intake's (intake/erasure.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from django.db.models import Q

from creditdelta.journal.database import connection
from creditdelta.journal.home import home, key
from creditdelta.kernel.keyed import opaque
from creditdelta.pipeline import pool
from creditdelta.records.laid_out import ROW_BITS, closure_id
from creditdelta.records.models import Closure, Part, Statement
from creditdelta.records.pool_events import Erased, MovedPart
from creditdelta.subjects import sql
from creditdelta.subjects.models import Identifier, Judgement

RecordKey = tuple[bytes, bytes]  # reference of the organisation, document

_MEANT = "SELECT r.ref FROM subjects_reference r WHERE r.ref = %s AND {subject} = %s"


class RowsNotFound(LookupError):
    """The pool holds no row of a statement: run `cdelta pool verify`."""


@dataclass(frozen=True, slots=True)
class Told:
    """A statement that tells of a record to be erased."""

    place: int
    ref: bytes
    standard: str

    @property
    def delivery(self) -> int:
        """The submission it came with."""
        return self.place >> ROW_BITS


def told_of(record: RecordKey) -> list[Told]:
    """Every statement of a record, and of its withdrawals, under every number of the organisation."""
    ref, document = record
    refs = references_of(ref)
    own = Q(ref__in=refs, document=document)
    closures = Closure.objects.filter(ref__in=refs, document=document)
    for closure in closures.exclude(delivery=None):
        told = Statement.objects.filter(ref=closure.ref, delivery=closure.delivery or 0)
        for place, version in told.values_list("place", "version"):
            if closure_id(bytes(version), place >> ROW_BITS) == bytes(closure.id):
                own |= Q(place=place)
    rows = Statement.objects.filter(own).order_by("place").values_list("place", "ref", "standard")
    return [Told(place, bytes(found), standard) for place, found, standard in rows]


def references_of(ref: bytes) -> list[bytes]:
    """The reference itself and the older numbers that stand for the same organisation."""
    older = set(Identifier.objects.filter(ref=ref).values_list("older", flat=True))
    judged = Judgement.objects.filter(kind="same", other=ref, undone_at=None)
    older |= set(judged.values_list("ref", flat=True))
    return [ref, *sorted(bytes(one) for one in older if _means(bytes(one), ref))]


def _means(older: bytes, ref: bytes) -> bool:
    with connection().cursor() as cursor:
        cursor.execute(_MEANT.format(subject=sql.subject("r.ref", "r.scheme")), [older, ref])
        return cursor.fetchone() is not None


def tombstones(record: RecordKey, told: Iterable[Told]) -> tuple[Erased, ...]:
    """What answers for an erased record, under every reference it was told by."""
    ref, document = record
    refs = sorted({ref, *(statement.ref for statement in told)})
    return tuple(Erased(one, document, _tombstone(one, document)) for one in refs)


def _tombstone(ref: bytes, document: bytes) -> bytes:
    return opaque(key("identity"), "tombstone", (ref.hex(), document.hex()))


def rewritten(told: Sequence[Told]) -> tuple[MovedPart, ...]:
    """Write the parts that hold the statements' rows again without them; the manifest comes later."""
    wanted = {statement.place for statement in told}
    place, moves = home() / "pool", []
    for part in _candidates(told):
        batch = pool.read(place, part.address).replace_schema_metadata(None)
        where = _places(batch)
        erased = [one in wanted for one in where]
        if any(erased):
            left = pool.without(batch, pa.array(erased))
            address, size = pool.write(place, left, part.standard)
            moves.append(MovedPart(part.address, address, size))
            wanted.difference_update(where)
    if wanted:
        raise RowsNotFound(f"{min(wanted) >> ROW_BITS}")
    return tuple(moves)


def _candidates(told: Sequence[Told]) -> list[Part]:
    """Parts that may hold the rows: of the bucket, or of the submission where not folded yet."""
    by_standard: dict[str, Q] = defaultdict(Q)
    for statement in told:
        first = statement.delivery << ROW_BITS
        loaded = Q(bucket=None, first_place__gte=first, first_place__lt=first + (1 << ROW_BITS))
        by_standard[statement.standard] |= loaded | Q(bucket=statement.ref[0] >> 4)
    found: list[Part] = []
    for standard, where in sorted(by_standard.items()):
        found += Part.objects.filter(where, standard=standard).order_by("address")
    return found


def _places(batch: pa.RecordBatch) -> list[int]:
    columns = (batch.column(name).to_pylist() for name in ("_delivery", "_row"))
    return [delivery << ROW_BITS | row for delivery, row in zip(*columns, strict=True)]


def still_counting(moves: Sequence[MovedPart]) -> bool:
    """Whether the manifest still names the old parts and the new ones lie there; under the write lock."""
    place: Path = home() / "pool"
    old = Part.objects.filter(address__in=[move.old for move in moves]).count()
    return old == len(moves) and all(pool.path_of(place, move.new).is_file() for move in moves)
