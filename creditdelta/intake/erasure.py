"""Destroy the content of records for good: statements, rows, salts, evidence, the files they came in.

Clause  S71, S34. An event says that it was done, never what was there; a tombstone answers a later
report; a list outside the database lets a restored backup forget again (records of the home's
`checkpoints`). Files of the same source whose rows were only duplicates keep their encrypted
originals until their own term ends: rulebook/intake/originals.toml.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from creditdelta.intake import apply, originals
from creditdelta.intake.events import OriginalDestroyed
from creditdelta.intake.models import Submission
from creditdelta.journal.database import connection, embedded, writing
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.records import erasure, pool_apply
from creditdelta.records.erased_list import write_list
from creditdelta.records.erasure import RecordKey, Told
from creditdelta.records.pool_events import MovedPart, RecordErased
from creditdelta.records.sweeping import remove_parts


class StillOpen(RuntimeError):
    """A submission that told of the record is not finished: finish or refuse it first."""


class MovedMeanwhile(RuntimeError):
    """Others kept changing the same parts; try again."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was destroyed."""

    records: int
    statements: int
    parts: int
    originals: int


TRIES = 5


def erase_records(
    records: Sequence[RecordKey], ground: str, about: Envelope, *, on: date
) -> Erasure:
    """Erase some records, at most a few hundred at once; those unknown get their tombstone all the same.

    Raises `StillOpen`, `MovedMeanwhile`, `RowsNotFound`.
    """
    for _ in range(TRIES):
        done = _tried(records, ground, about, on)
        if done is not None:
            return done
    raise MovedMeanwhile


def _tried(records: Sequence[RecordKey], ground: str, about: Envelope, on: date) -> Erasure | None:
    told = {one: erasure.told_of(one) for one in records}
    every = sorted(
        {item.place: item for some in told.values() for item in some}.values(), key=_place
    )
    moves = erasure.rewritten(every)
    event = RecordErased(
        erased=tuple(tomb for one, some in told.items() for tomb in erasure.tombstones(one, some)),
        places=tuple(item.place for item in every),
        ground=ground,
        on=on,
        moves=moves,
    )
    _overwrite_what_is_deleted(True)
    with writing():
        if {one: erasure.told_of(one) for one in records} != told:
            return None
        if not erasure.still_counting(moves):
            return None
        files = _files({item.delivery for item in every})
        record(event, pool_apply.erased, about)
        for submission, _ in files:
            record(OriginalDestroyed(submission), apply.original_destroyed, about)
    _gone(moves, [token for _, token in files])
    return Erasure(len(records), len(every), len(moves), len(files))


def _place(told: Told) -> int:
    return told.place


def _files(deliveries: set[int]) -> list[tuple[int, str]]:
    """The submissions whose original bytes hold the records, with the names of their files."""
    found = Submission.objects.filter(pk__in=deliveries)
    if found.filter(state="open").exists():
        raise StillOpen(min(found.filter(state="open").values_list("pk", flat=True)))
    return list(found.exclude(original_key=None).values_list("pk", "original"))


def _gone(moves: Sequence[MovedPart], tokens: Sequence[str]) -> None:
    """After the commit: what nothing names any more leaves the disk at once. Safe to repeat."""
    for token in tokens:
        originals.destroy(token)
    remove_parts(move.old for move in moves)
    seal()
    write_list()
    _overwrite_what_is_deleted(False)


def _overwrite_what_is_deleted(wanted: bool) -> None:
    """SQLite writes zeros over what it deletes only when told to, and leaves its log lying."""
    if not embedded():
        return
    with connection().cursor() as cursor:
        cursor.execute(f"PRAGMA secure_delete={'ON' if wanted else 'OFF'}")
        if not wanted:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
