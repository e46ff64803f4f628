"""What does the index do when something happened to the names of organisations?

Clause  S27, S34, S71. A submission that counts or ranks anew changes the organisations its rows are
about; a record closed, opened again or erased changes one. Judgements change nothing here: they speak
of numbers and keys, and are looked up when somebody asks.

Effects of project/followers.py: within `writing()`, a piece at a time.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from creditdelta.intake.events import SubmissionClosed, SubmissionRepeated
from creditdelta.intake.models import Submission
from creditdelta.journal.services import Envelope
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.events import RecordClosed, RecordReopened
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.pool_events import RecordErased
from creditdelta.rulebook.records import standards
from creditdelta.search import engines, index
from creditdelta.search.models import Entry
from creditdelta.search.near_parts import fold
from creditdelta.subjects.queries import rows

NAME = index.NAME
_ABOUT = """
SELECT place, ref FROM records_statement WHERE place >= %s AND place < %s ORDER BY place LIMIT %s
"""


def closed(event: SubmissionClosed, about: Envelope, step: int) -> int | None:
    """What a submission says counts from now on."""
    return _told(event.submission, step)


def repeated(event: SubmissionRepeated, about: Envelope, step: int) -> int | None:
    """What a submission says ranks by a later issue."""
    return _told(event.repeats, step)


def record_changed(event: RecordClosed | RecordReopened, about: Envelope, step: int) -> int | None:
    """What a record tells counts no more, or again."""
    index.bring_up([event.ref])
    return None


def erased(event: RecordErased, about: Envelope, step: int) -> int | None:
    """What records told is gone."""
    refs = sorted({one.ref for one in event.erased})
    index.bring_up(refs[step : step + index.PIECE])
    return step + index.PIECE if step + index.PIECE < len(refs) else None


def _told(submission: int, step: int) -> int | None:
    """A piece of the organisations that the rows of a submission are about; steps are places."""
    standard = Submission.objects.filter(pk=submission).values_list("standard", flat=True).first()
    told = standards().get(standard or "")
    if told is None or not (told.confirms or told.kind == WITHDRAWAL):
        return None
    first, end = submission << ROW_BITS, submission + 1 << ROW_BITS
    found = rows(_ABOUT, [max(first, step), end, index.PIECE])
    index.bring_up(index.organisations(found))
    return int(found[-1][0]) + 1 if len(found) == index.PIECE else None


EFFECTS: Mapping[str, Callable[[Any, Envelope, int], int | None]] = {
    SubmissionClosed.kind: closed,
    SubmissionRepeated.kind: repeated,
    RecordClosed.kind: record_changed,
    RecordReopened.kind: record_changed,
    RecordErased.kind: erased,
}


def behind() -> int:
    """How many events that may change names the index has not followed yet."""
    return index.behind(EFFECTS)


def size() -> int:
    """How many names the index holds."""
    return Entry.objects.count()


def anew() -> bool:
    """Whether the index was emptied because its form is another than this release writes."""
    return index.anew()


def settled() -> None:
    """What is done best once, after many pieces: a server's index of tokens, files of near names."""
    engines.indexed()
    with suppress(OSError):  # no room for a file: near names wait, and the next run tries again
        fold()
