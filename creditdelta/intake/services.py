"""Everything that may happen to a submission: received, taken in part by part, closed, let in, refused.

Clause  S3, S31, S75. rows = accepted + waiting + duplicate + withdrawn + rejected, always.
No transaction holds more than one part; whatever is interrupted goes on where it stood.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from creditdelta.intake import apply, originals, reading
from creditdelta.intake.events import (
    OriginalDestroyed,
    SubmissionClosed,
    SubmissionOpened,
    SubmissionRefused,
    SubmissionReleased,
    SubmissionRepeated,
)
from creditdelta.intake.identity import file_id, make_context
from creditdelta.intake.loading import load_parts
from creditdelta.intake.models import Submission
from creditdelta.intake.queries import held_reason, next_number
from creditdelta.intake.reading import read_file
from creditdelta.journal.database import writing
from creditdelta.journal.home import folder
from creditdelta.journal.opening import ensure_activated
from creditdelta.journal.services import Envelope, envelope, record, seal
from creditdelta.kernel.terms import due_after, step
from creditdelta.pipeline.check import Rulebook
from creditdelta.records.models import Closure
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.digest import rulebook_digest
from creditdelta.rulebook.intake import originals_on

Progress = Callable[[int], None]
OPEN, HELD, CLOSED, REFUSED = "open", "held", "closed", "refused"


class NotHeld(ValueError):
    """Only a submission that waits for an officer can be let in or refused."""


class SameOfficer(ValueError):
    """The second look must be another person's."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file and what its sender says of it. `issued_at` ranks versions; `batch` breaks ties."""

    path: Path
    region: str
    actor: str
    today: date
    issued_at: datetime | None = None
    batch: str = ""
    kind: str = ""
    source: str = ""


def ingest(
    received: Received, rulebook: Rulebook, *, progress: Progress | None = None
) -> Submission:
    """Take a file in as far as it goes; the same file again is answered at once, or gone on with."""
    about = envelope(received.region, received.actor)
    digest, version = file_id(received.path), rulebook_digest()
    ensure_activated(about)
    known = _known(received, digest, version)
    if known is not None and _still_true(known):
        return _repeated(received, known, about)
    if known is None or known.state in (CLOSED, REFUSED):
        known = _opened(received, rulebook, about, digest, version, progress)
    if known.state == OPEN:
        take_in(known, received.actor)
        known.refresh_from_db()
    seal()
    return known


def _known(received: Received, digest: bytes, version: str) -> Submission | None:
    """The latest submission of the same bytes, region and rules."""
    same = Submission.objects.filter(
        file_id=digest, region=received.region, rulebook=version, repeats=None
    )
    return same.order_by("-id").first()


def _still_true(known: Submission) -> bool:
    """Whether an earlier answer still holds: all of it was new then, and nothing was closed since."""
    unchanged = known.closures == Closure.objects.count()
    return known.state == CLOSED and unchanged and not known.duplicate


def _opened(
    received: Received,
    rulebook: Rulebook,
    about: Envelope,
    digest: bytes,
    version: str,
    progress: Progress | None,
) -> Submission:
    place = folder("staging") / f"{received.region}-{digest.hex()}-{version[:8]}-{received.today}"
    read = read_file(
        received.path,
        place,
        rulebook,
        lambda standard: make_context(standard, received.region),
        today=received.today,
        kind=received.kind,
        progress=progress,
    )
    token, wrapped = originals.keep(received.path)
    source = received.source or read.standard.partition("/")[0]
    with writing():
        number = next_number()
        held = "" if read.unreadable else held_reason(read, received.region, source, received.today)
        record(
            SubmissionOpened(
                submission=number,
                region=received.region,
                source=source,
                standard=read.standard,
                file_id=digest,
                rulebook=version,
                issued_at=received.issued_at or about.recorded_at,
                batch=received.batch,
                received_on=received.today,
                rows=read.rows,
                rejected=read.rejected,
                parts=read.parts,
                findings=read.findings,
                held_for=held,
            ),
            apply.opened,
            about,
        )
        if read.unreadable:
            record(SubmissionRefused(number, read.unreadable), apply.refused, about)
        Submission.objects.filter(pk=number).update(
            file_name=received.path.name,
            original=token,
            original_key=wrapped,
            staging=place.name,
        )
    if read.unreadable:
        reading.forget(place)
    return Submission.objects.get(pk=number)


def take_in(submission: Submission, actor: str) -> None:
    """Load what is left of an open submission, then let it count."""
    about = envelope(submission.region, actor)
    place = folder("staging") / submission.staging
    load_parts(submission, place, about)
    with writing():
        record(SubmissionClosed(submission.pk), apply.closed, about)
    reading.forget(place)


def release(submission: Submission, actor: str, ground: str, today: date) -> None:
    """Let a held submission in; another person than the sender says why."""
    about = _second(submission, actor)
    with writing():
        record(SubmissionReleased(submission.pk, ground), apply.released, about)
    submission.refresh_from_db()
    take_in(submission, actor)
    seal()


def refuse(submission: Submission, actor: str, ground: str) -> None:
    """Send a held submission back as a whole."""
    about = _second(submission, actor)
    with writing():
        record(SubmissionRefused(submission.pk, ground), apply.refused, about)
    reading.forget(folder("staging") / submission.staging)
    seal()


def _second(submission: Submission, actor: str) -> Envelope:
    if submission.state != HELD:
        raise NotHeld(submission.pk)
    if actor == submission.actor:
        raise SameOfficer(actor)
    return envelope(submission.region, actor)


def _repeated(received: Received, first: Submission, about: Envelope) -> Submission:
    with writing():
        number = next_number()
        event = SubmissionRepeated(
            submission=number,
            repeats=first.pk,
            issued_at=received.issued_at or about.recorded_at,
            batch=received.batch,
            received_on=received.today,
        )
        record(event, apply.repeated, about)
    seal()
    return Submission.objects.get(pk=number)


def destroy_originals(today: date, actor: str) -> int:
    """Destroy the bytes and keys of every submission whose term is over; returns how many."""
    term = originals_on(today).term
    kept = Submission.objects.exclude(original_key=None).exclude(closed_at=None)
    due = [row for row in kept if _term_over(row, term, today)]
    for row in due:
        with writing():
            about = envelope(row.region, actor)
            record(OriginalDestroyed(row.pk), apply.original_destroyed, about)
        originals.destroy(row.original)
    seal()
    return len(due)


def _term_over(row: Submission, term: str, today: date) -> bool:
    """The return slip is given the moment a submission is closed."""
    closed = row.closed_at.date() if row.closed_at else today
    return due_after(closed, (step(term),), calendar()).date < today
