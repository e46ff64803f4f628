"""From events to the tables of intake; nothing else writes them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db.models import F

from creditdelta.intake.events import (
    OriginalDestroyed,
    SubmissionClosed,
    SubmissionMeasured,
    SubmissionMended,
    SubmissionOpened,
    SubmissionPartLoaded,
    SubmissionRefused,
    SubmissionReleased,
    SubmissionRepeated,
)
from creditdelta.intake.models import Finding, Measurement, Submission
from creditdelta.journal.services import Envelope
from creditdelta.records import apply as records
from creditdelta.records.content import rows_of
from creditdelta.records.laid_out import laid_out
from creditdelta.records.models import Closure
from creditdelta.records.staging import staged
from creditdelta.subjects import apply as subjects
from creditdelta.subjects.rules import month_of

RECORD_CLOSED = "CD-LEDGER-002"
COUNTS = ("accepted", "waiting", "duplicate", "withdrawn", "rejected", "dated", "late")


def opened(event: SubmissionOpened, about: Envelope) -> None:
    """A submission is known; held ones have no delivery before they are released."""
    Submission.objects.create(
        id=event.submission,
        region=event.region,
        source=event.source,
        standard=event.standard,
        actor=about.actor,
        file_name="",
        file_id=event.file_id,
        rulebook=event.rulebook,
        issued_at=event.issued_at,
        month=month_of(event.issued_at),
        batch=event.batch,
        received_at=about.recorded_at,
        state="held" if event.held_for else "open",
        held_for=event.held_for,
        rows=event.rows,
        good=event.rows - event.rejected,
        parts=event.parts,
        rejected=event.rejected,
    )
    Finding.objects.bulk_create(
        Finding(submission=event.submission, code=code, count=count)
        for code, count in event.findings.items()
    )
    subjects.open_delivery(
        event.submission,
        event.region,
        event.source,
        event.issued_at,
        event.batch,
        event.received_on,
        about.recorded_at,
    )


@contextmanager
def part_laid_out(event: SubmissionPartLoaded) -> Iterator[None]:
    """What must lie ready before the transaction of `part_loaded` begins (a rebuild asks for it)."""
    if not event.address:
        yield
        return
    part = rows_of(event.submission, event.part, event.address)
    with staged(laid_out(part, event.standard, event.submission)):
        yield


def part_loaded(event: SubmissionPartLoaded, about: Envelope) -> None:
    """The rows laid out become statements; the submission's counts grow."""
    if event.address:
        part = rows_of(event.submission, event.part, event.address)
        records.add_part(event.address, event.standard, part, event.size, event.submission)
        records.load(event.submission, event.part, part, event.address, event.root)
    grown = {name: F(name) + getattr(event, name) for name in COUNTS}
    Submission.objects.filter(pk=event.submission).update(parts_done=event.part, **grown)
    if event.rejected:
        reason, _ = Finding.objects.get_or_create(
            submission=event.submission, code=RECORD_CLOSED, defaults={"count": 0}
        )
        Finding.objects.filter(pk=reason.pk).update(count=F("count") + event.rejected)


def closed(event: SubmissionClosed, about: Envelope) -> None:
    """The submission counts."""
    _end(event.submission, "closed", about, closures=Closure.objects.count())
    subjects.close_delivery(event.submission, about.recorded_at)


def released(event: SubmissionReleased, about: Envelope) -> None:
    """A held submission may go on."""
    decided = {"ground": event.ground, "decided_by": about.actor, "decided_at": about.recorded_at}
    Submission.objects.filter(pk=event.submission).update(state="open", **decided)


def refused(event: SubmissionRefused, about: Envelope) -> None:
    """The submission never counts: all its rows are rejected."""
    none = dict.fromkeys(("accepted", "waiting", "duplicate", "withdrawn"), 0)
    decided = {"ground": event.ground, "decided_by": about.actor, "decided_at": about.recorded_at}
    _end(event.submission, "refused", about, rejected=F("rows"), **decided, **none)


def repeated(event: SubmissionRepeated, about: Envelope) -> None:
    """A submission with the counts of the one it repeats, every row of which is known by now."""
    first = Submission.objects.get(pk=event.repeats)
    subjects.told_again(first.pk, event.issued_at, event.batch)
    Submission.objects.create(
        id=event.submission,
        region=first.region,
        source=first.source,
        standard=first.standard,
        actor=about.actor,
        file_name="",
        file_id=first.file_id,
        rulebook=first.rulebook,
        issued_at=event.issued_at,
        month=month_of(event.issued_at),
        batch=event.batch,
        received_at=about.recorded_at,
        closed_at=about.recorded_at,
        state="closed",
        rows=first.rows,
        good=first.good,
        parts=0,
        duplicate=first.rows - first.rejected,
        rejected=first.rejected,
        repeats=first.pk,
    )


def measured(event: SubmissionMeasured, about: Envelope) -> None:
    """What the exchange cost stands beside it."""
    Measurement.objects.create(
        submission=event.submission,
        byte_count=event.byte_count,
        rows=event.rows,
        reading_ms=event.reading_ms,
        loading_ms=event.loading_ms,
        waited_seconds=event.waited_seconds,
        door=event.door,
        corrected=event.corrected,
        delays=json.dumps(event.delays, sort_keys=True),
    )


def mended(event: SubmissionMended, about: Envelope) -> None:
    """History knows which submission put rows of which right."""
    del about
    Submission.objects.filter(pk=event.submission).update(mends=event.mends)


def original_destroyed(event: OriginalDestroyed, about: Envelope) -> None:
    """Without its key the encrypted original is noise."""
    Submission.objects.filter(pk=event.submission).update(
        original_key=None, file_name="", destroyed_at=about.recorded_at
    )


def _end(submission: int, state: str, about: Envelope, **more: Any) -> None:
    ended = Submission.objects.filter(pk=submission)
    ended.update(state=state, closed_at=about.recorded_at, **more)
