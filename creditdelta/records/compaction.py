"""When are parts of the pool folded together, and how does the manifest follow in one step?

Clause  S34; docs/decisions/0011. New files are written first, then one transaction changes the
manifest; what was replaced is left lying for a while, for those who are reading it (sweeping.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.models import QuerySet

from creditdelta.journal.database import writing
from creditdelta.journal.home import home
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.pipeline import pool, pool_fold
from creditdelta.records import pool_apply
from creditdelta.records.laid_out import place_of
from creditdelta.records.models import Part
from creditdelta.records.pool_events import NewPart, PoolCompacted
from creditdelta.records.work_folder import work_folder

FEWEST = 16  # fewer parts than buckets are not worth folding
ROUND_ROWS = pool.BUCKETS * pool_fold.PART_ROWS  # so that a bucket of one round fits one part
ROUND_PARTS = 256  # and the event that names them stays small
LIGHT_ROWS = pool_fold.PART_ROWS // 2  # parts of a bucket that are still worth filling up


@dataclass(frozen=True, slots=True)
class Fold:
    """What one fold did."""

    standard: str
    rows: int
    old: int
    new: int


def compact(about: Envelope, *, everything: bool = False) -> Iterator[Fold]:
    """Fold what is worth folding, standard by standard; `everything` folds single parts too."""
    for standard in sorted(set(_waiting().values_list("standard", flat=True))):
        while chosen := _chosen(standard, 1 if everything else FEWEST):
            done = _fold(standard, chosen, about)
            if done is None:
                break
            yield done
    seal()


def _waiting() -> QuerySet[Part]:
    return Part.objects.filter(bucket=None)


def _chosen(standard: str, fewest: int) -> list[Part]:
    """The parts of the next round: those as loaded, and the light ones of buckets."""
    waiting = list(
        _waiting().filter(standard=standard).order_by("first_place", "address")[:ROUND_PARTS]
    )
    if len(waiting) < fewest:
        return []
    light = Part.objects.filter(
        standard=standard, bucket__isnull=False, row_count__lt=LIGHT_ROWS
    ).order_by("row_count", "address")[:ROUND_PARTS]
    chosen, rows = waiting[:1], waiting[0].row_count
    for part in (*waiting[1:], *light):
        if rows + part.row_count <= ROUND_ROWS:
            chosen.append(part)
            rows += part.row_count
    return chosen


def _fold(standard: str, chosen: Sequence[Part], about: Envelope) -> Fold | None:
    """One round; nothing where another process moved one of the parts meanwhile."""
    place = home() / "pool"
    old = tuple(sorted(part.address for part in chosen))
    written: list[pool_fold.Folded] = []
    with work_folder("fold") as work:
        for _, some in pool_fold.fold(place, old, standard, work):
            written += some
    with writing():
        if not _still_there(place, old, written):
            return None
        record(
            PoolCompacted(standard=standard, old=old, new=tuple(map(_new, written))),
            pool_apply.compacted,
            about,
        )
    for address in old:
        pool.path_of(place, address).touch()  # from now on it is no part: a sweep waits from here
    return Fold(standard, sum(part.rows for part in written), len(old), len(written))


def _still_there(place: Path, old: tuple[str, ...], written: list[pool_fold.Folded]) -> bool:
    lies = all(pool.path_of(place, part.address).is_file() for part in written)
    return lies and Part.objects.filter(address__in=old).count() == len(old)


def _new(part: pool_fold.Folded) -> NewPart:
    return NewPart(part.address, part.bucket, part.rows, part.size, place_of(*part.first_place))
