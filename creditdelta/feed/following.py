"""Which organisations does an event touch? Each is noted with the number of the last one.

Clause  S30, S71. An event touches whom its rows are about, and everybody who shares an older number with
them: evidence that counts, or no longer, may give that number's records to another. Telling an
organisation of which nothing changed does no harm, so nothing finer is asked.

Effects of project/followers.py: within `writing()`, a piece at a time.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from creditdelta.feed.events import DayTurned
from creditdelta.feed.models import Change, Shared
from creditdelta.feed.rules import told_of
from creditdelta.feed.terms import terms
from creditdelta.intake.events import SubmissionClosed, SubmissionRepeated
from creditdelta.journal.models import Cursor, Event
from creditdelta.journal.services import Envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.records.events import RecordClosed, RecordReopened
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.many import records_of_many
from creditdelta.records.pool_events import RecordErased
from creditdelta.records.publishing import about as kind_of
from creditdelta.records.queries import USCC
from creditdelta.subjects.events import SubjectLinked, SubjectUnlinked
from creditdelta.subjects.models import Judgement
from creditdelta.subjects.queries import codes_of, marks, rows

NAME = "feed"  # of the follower
PIECE = 1_000  # references at once
_TOLD = "SELECT place, ref FROM records_statement WHERE place >= %s AND place < %s ORDER BY place LIMIT %s"
_NUMBERS = """
SELECT older FROM subjects_identifier WHERE ref IN ({refs})
UNION SELECT ref FROM subjects_judgement WHERE kind = 'same' AND other IN ({refs})
UNION SELECT older FROM feed_shared WHERE ref IN ({refs})
"""
_OWNERS = """
SELECT older, ref FROM subjects_identifier WHERE older IN ({refs})
UNION SELECT ref, other FROM subjects_judgement WHERE kind = 'same' AND ref IN ({refs})
UNION SELECT older, ref FROM feed_shared WHERE older IN ({refs})
"""
_KNOWN = "SELECT ref FROM feed_change WHERE ref IN ({refs})"


def closed(event: SubmissionClosed, about: Envelope, step: int) -> int | None:
    """What a submission says counts from now on."""
    return _rows(event.submission, step)


def repeated(event: SubmissionRepeated, about: Envelope, step: int) -> int | None:
    """What a submission says ranks by a later issue."""
    return _rows(event.repeats, step)


def judged(event: SubjectLinked | SubjectUnlinked, about: Envelope, step: int) -> None:
    """An officer said whom a number or a name means, or took it back."""
    found = Judgement.objects.get(pk=event.judgement)
    touch([bytes(found.ref), bytes(found.other)])


def record_changed(event: RecordClosed | RecordReopened, about: Envelope, step: int) -> None:
    """What a record tells counts no more, or again."""
    touch([event.ref])


def erased(event: RecordErased, about: Envelope, step: int) -> int | None:
    """What records told is gone."""
    refs = sorted({one.ref for one in event.erased})
    touch(refs[step : step + PIECE])
    return step + PIECE if step + PIECE < len(refs) else None


def day_turned(event: DayTurned, about: Envelope, step: int) -> int | None:
    """Some organisations differ by the calendar alone; whoever is noted anew is due on a later day."""
    due = Change.objects.filter(due_on__lte=event.day).order_by("due_on", "ref")
    refs = [bytes(ref) for ref in due.values_list("ref", flat=True)[:PIECE]]
    _note(refs)
    return step + 1 if len(refs) == PIECE else None


EFFECTS: Mapping[str, Callable[[Any, Envelope, int], int | None]] = {
    SubmissionClosed.kind: closed,
    SubmissionRepeated.kind: repeated,
    SubjectLinked.kind: judged,
    SubjectUnlinked.kind: judged,
    RecordClosed.kind: record_changed,
    RecordReopened.kind: record_changed,
    RecordErased.kind: erased,
    DayTurned.kind: day_turned,
}


def next_number() -> int | None:
    """The number of the first sealed event that touches somebody and was not followed to its end."""
    cursor = Cursor.objects.filter(pk=NAME).first()
    events = Event.objects.filter(
        number__gte=cursor.number if cursor else 0, kind__in=list(EFFECTS)
    )
    return events.order_by("number").values_list("number", flat=True).first()


def touch(refs: Sequence[bytes]) -> None:
    """Note everybody whom something about these references concerns, in whole pieces."""
    found = _concerned(refs)
    known = (
        {bytes(ref) for (ref,) in rows(_KNOWN.format(refs=marks(found)), found)} if found else set()
    )
    told = {
        ref for ref, (scheme, code) in codes_of(found).items() if scheme == USCC and _in_feeds(code)
    }
    listed = sorted(known | told)
    for start in range(0, len(listed), PIECE):
        _note(listed[start : start + PIECE])


def _in_feeds(code: str) -> bool:
    return kind_of(code) == "organisation"


def _concerned(refs: Sequence[bytes]) -> list[bytes]:
    """These references, and every organisation that shares an older number with them."""
    if not refs:
        return []
    listed = sorted(set(refs))
    numbers = {bytes(older) for (older,) in rows(_NUMBERS.format(refs=marks(listed)), listed * 3)}
    numbers |= set(listed)
    found: dict[bytes, set[bytes]] = {}
    asked = sorted(numbers)
    for older, ref in rows(_OWNERS.format(refs=marks(asked)), asked * 3):
        found.setdefault(bytes(older), set()).add(bytes(ref))
    shared = [(older, ref) for older, owners in found.items() if len(owners) > 1 for ref in owners]
    Shared.objects.bulk_create(
        [Shared(older=older, ref=ref) for older, ref in sorted(shared)], ignore_conflicts=True
    )
    return sorted({*listed, *(ref for owners in found.values() for ref in owners)})


def _note(refs: Sequence[bytes]) -> None:
    number, by = next_number(), terms(business_day())
    if number is None:  # nothing is being followed
        raise LookupError(NAME)
    known = records_of_many(refs, day=by.day)
    Change.objects.bulk_create(
        [Change(ref=ref, number=number, due_on=told_of(known[ref], by).due_on) for ref in refs],
        update_conflicts=True,
        unique_fields=["ref"],
        update_fields=["number", "due_on"],
    )


def _rows(submission: int, step: int) -> int | None:
    """A piece of what a submission is about; steps are places."""
    first, end = submission << ROW_BITS, submission + 1 << ROW_BITS
    found = rows(_TOLD, [max(first, step), end, PIECE])
    touch([bytes(ref) for _, ref in found])
    return int(found[-1][0]) + 1 if len(found) == PIECE else None
