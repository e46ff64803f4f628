"""What does the queue do when something happened? It looks again at what waits under the codes concerned.

Clause  S27, S28. Looking at every row for each page would cost more the more the ledger holds; so the
queue is kept, and only references that an event touches are looked at again. Doing it twice, or late,
leaves the same queue. A question that was set aside is compared with what would be shown now.

Effects of project/followers.py: within `writing()`, a piece at a time.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from creditdelta.intake.events import SubmissionClosed, SubmissionRepeated
from creditdelta.intake.models import Submission
from creditdelta.journal.services import Envelope
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.questions import rules
from creditdelta.questions.events import QuestionSetAside, QuestionTakenUp
from creditdelta.questions.evidence import evidence_of, id_of, normal_form_of
from creditdelta.questions.models import Queued, SetAside
from creditdelta.records.events import RecordClosed, RecordReopened
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.pool_events import RecordErased
from creditdelta.records.questions import names_at, waiting_under
from creditdelta.rulebook.records import standards
from creditdelta.subjects import sql
from creditdelta.subjects.events import SubjectLinked, SubjectUnlinked
from creditdelta.subjects.models import Judgement
from creditdelta.subjects.queries import marks, rows
from creditdelta.subjects.rules import SAME

NAME = "questions"  # of the follower
PIECE = 1_000  # references at once
_TOLD = "SELECT place, ref FROM records_statement WHERE place >= %s AND place < %s ORDER BY place LIMIT %s"
_LEADING = """
SELECT i.older FROM subjects_identifier i WHERE i.ref IN ({refs})
UNION SELECT j.ref FROM subjects_judgement j WHERE j.kind = 'same' AND j.other IN ({refs})
"""
_BORNE = "SELECT n.normal {evidence} AND n.ref IN ({refs})"


def closed(event: SubmissionClosed, about: Envelope, step: int) -> int | None:
    """What a submission says counts from now on."""
    return _told(event.submission, step)


def repeated(event: SubmissionRepeated, about: Envelope, step: int) -> int | None:
    """What a submission says ranks by a later issue."""
    return _told(event.repeats, step)


def judged(event: SubjectLinked | SubjectUnlinked, about: Envelope, step: int) -> None:
    """An officer said whom a number or a name means, or took it back."""
    found = Judgement.objects.get(pk=event.judgement)
    ref = bytes(found.ref if found.kind == SAME else found.other)
    bring_up([ref, *_leading([ref])])


def record_changed(event: RecordClosed | RecordReopened, about: Envelope, step: int) -> None:
    """What a record tells counts no more, or again."""
    bring_up([event.ref, *_leading([event.ref])])


def erased(event: RecordErased, about: Envelope, step: int) -> int | None:
    """What records told is gone."""
    refs = sorted({one.ref for one in event.erased})
    piece = refs[step : step + PIECE]
    bring_up([*piece, *_leading(piece)])
    return step + PIECE if step + PIECE < len(refs) else None


def rested(event: QuestionSetAside | QuestionTakenUp, about: Envelope, step: int) -> None:
    """A question was set aside, or taken up again."""
    bring_up([bytes(SetAside.objects.get(pk=event.decision).ref)])


EFFECTS: Mapping[str, Callable[[Any, Envelope, int], int | None]] = {
    SubmissionClosed.kind: closed,
    SubmissionRepeated.kind: repeated,
    SubjectLinked.kind: judged,
    SubjectUnlinked.kind: judged,
    RecordClosed.kind: record_changed,
    RecordReopened.kind: record_changed,
    RecordErased.kind: erased,
    QuestionSetAside.kind: rested,
    QuestionTakenUp.kind: rested,
}


def bring_up(refs: Iterable[bytes]) -> None:
    """Let the queue say of these references what waits under them now, within `writing()`."""
    wanted = sorted(set(refs))
    found = {id_of(one): one for one in waiting_under(wanted)}
    aside = SetAside.objects.filter(question__in=list(found), taken_up_at=None)
    resting = {bytes(one) for one in aside.values_list("question", flat=True)}
    shown = evidence_of([one for id, one in found.items() if id in resting])
    digests = {one.id: one.digest for one in shown}
    Queued.objects.filter(ref__in=wanted).delete()
    Queued.objects.bulk_create(
        Queued(
            id=id,
            region=one.region,
            ref=one.ref,
            name_key=one.name_key,
            wait=one.wait,
            asks=rules.asks(one),
            rows=one.rows,
            place=one.place,
            since=one.since,
            evidence=digests.get(id),
        )
        for id, one in found.items()
    )


def _told(submission: int, step: int) -> int | None:
    """A piece of what a submission is about; steps are places."""
    first, end = submission << ROW_BITS, submission + 1 << ROW_BITS
    found = rows(_TOLD, [max(first, step), end, PIECE])
    refs = sorted({bytes(ref) for _, ref in found})
    standard = Submission.objects.filter(pk=submission).values_list("standard", flat=True).first()
    told = standards().get(standard or "")
    if told is not None and (told.confirms or told.kind == WITHDRAWAL):
        bring_up([*refs, *_leading(refs), *_resting_beside(refs)])
    else:
        bring_up(refs)
    return int(found[-1][0]) + 1 if len(found) == PIECE else None


def _leading(refs: Sequence[bytes]) -> list[bytes]:
    """Older numbers that may lead to these references."""
    if not refs:
        return []
    found = rows(_LEADING.format(refs=marks(refs)), [*refs, *refs])
    return [bytes(ref) for (ref,) in found]


def _resting_beside(refs: Sequence[bytes]) -> list[bytes]:
    """References of questions set aside whose name is near one that these organisations bear."""
    resting = Queued.objects.exclude(evidence=None)
    places = dict(resting.values_list("place", "ref"))
    if not places or not refs:
        return []
    evidence = sql.evidence("subjects_name", "n")
    borne = rows(_BORNE.format(evidence=evidence, refs=marks(refs)), refs)
    near = {form for (normal,) in borne for form in rules.near_forms(normal)}
    return [
        bytes(places[place])
        for place, name in names_at(list(places)).items()
        if near & rules.near_forms(normal_form_of(name))
    ]
