"""One part at a time: lay out, ask what becomes of each row, keep what is new, record, apply.

Clause  S3, S34. What was asked before the write lock is asked again under it where anything changed
in between, so that no two importers count one row as new.
"""

from collections.abc import Collection, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.intake import apply, reading
from creditdelta.intake.events import SubmissionPartLoaded
from creditdelta.intake.models import Submission
from creditdelta.intake.rules import lateness, reported_on
from creditdelta.journal.database import writing
from creditdelta.journal.home import home
from creditdelta.journal.models import Event
from creditdelta.journal.services import Envelope, record
from creditdelta.pipeline import pool
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.classify import Classes, classify
from creditdelta.records.laid_out import laid_out
from creditdelta.records.staging import staged
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Standard


def load_parts(submission: Submission, folder: Path, about: Envelope) -> None:
    """Load the parts that are not loaded yet; each in a transaction of its own."""
    standard = standards()[submission.standard]
    for number, part in reading.parts(folder, submission.parts_done + 1, submission.parts):
        load_part(submission, standard, number, part, about)


def load_part(
    submission: Submission, standard: Standard, number: int, part: pa.RecordBatch, about: Envelope
) -> None:
    """Take one part in, whatever else is being written at the same time."""
    while True:
        with staged(laid_out(part, standard.id, submission.pk)):
            seen = _last_place()
            classes = _classes(submission.pk, standard)
            kept = _kept(part, classes)
            event = _event(submission, standard, number, part, kept, classes)
            if (
                kept.num_rows == part.num_rows
                and not classes.again
                and _recorded(event, about, seen)
            ):
                return
        with apply.part_laid_out(event):
            if _recorded(event, about, seen):
                return


def _classes(submission: int, standard: Standard) -> Classes:
    return classify(submission, confirms=standard.confirms, withdraws=standard.kind == WITHDRAWAL)


def _last_place() -> int:
    last = Event.objects.order_by("-place").values_list("place", flat=True).first()
    return last or 0


def _recorded(event: SubmissionPartLoaded, about: Envelope, seen: int) -> bool:
    """Record and apply, unless the journal grew since the rows were judged."""
    with writing():
        if _last_place() != seen or not _lies_ready(event.address):
            return False
        record(event, apply.part_loaded, about)
        return True


def _lies_ready(address: str) -> bool:
    """Whether the part is there; asked under the write lock, under which parts are swept away."""
    return not address or pool.path_of(home() / "pool", address).is_file()


def _kept(part: pa.RecordBatch, classes: Classes) -> pa.RecordBatch:
    """The rows that say something new, and without their content those that say it once more."""
    rows = part.column("_row").to_pylist()
    first: dict[bytes, int] = {}
    for row, version in zip(rows, part.column("_version").to_pylist(), strict=True):
        first[version] = min(row, first.get(version, row))
    once = set(first.values()) - set(classes.closed)
    kept = pool.marked(part, _mask(rows, classes.again))
    return kept.filter(_mask(rows, once - (classes.duplicate - classes.again)))


def _mask(rows: list[int], chosen: Collection[int]) -> pa.BooleanArray:
    return pa.array([row in chosen for row in rows], pa.bool_())


def _event(
    submission: Submission,
    standard: Standard,
    number: int,
    part: pa.RecordBatch,
    kept: pa.RecordBatch,
    classes: Classes,
) -> SubmissionPartLoaded:
    kept = pool.placed(kept, submission.pk, number)
    address, size = pool.write(home() / "pool", kept, standard.id) if kept.num_rows else ("", 0)
    counts = _counts(part, kept, classes, withdraws=standard.kind == WITHDRAWAL)
    dated, late = lateness(
        kept.filter(pc.invert(kept.column("_again"))),
        publications()[standard.publication],
        calendar(),
        reported_on(submission.issued_at),
    )
    return SubmissionPartLoaded(
        submission=submission.pk,
        part=number,
        standard=standard.id,
        address=address,
        size=size,
        rows=part.num_rows,
        root=pool.commitment(pool.leaves(kept)),
        dated=dated,
        late=late,
        **counts,
    )


def _counts(
    part: pa.RecordBatch, kept: pa.RecordBatch, classes: Classes, *, withdraws: bool
) -> Mapping[str, int]:
    closed = len(classes.closed)
    fresh = set(kept.column("_row").to_pylist()) - classes.again
    waiting = len(set(classes.waiting) & fresh)
    return {
        "accepted": 0 if withdraws else len(fresh) - waiting,
        "waiting": waiting,
        "withdrawn": len(fresh) if withdraws else 0,
        "rejected": closed,
        "duplicate": part.num_rows - len(fresh) - closed,
    }
