"""Everything that may happen to a submission: received, taken in part by part, closed, let in, refused.

Clause  S3, S31, S75. rows = accepted + waiting + duplicate + withdrawn + rejected, always.
No transaction holds more than one part; whatever is interrupted goes on where it stood.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import process_time
from typing import Any

from creditdelta.intake import apply, originals, reading
from creditdelta.intake.consequences import follow
from creditdelta.intake.events import (
    OriginalDestroyed,
    SubmissionClosed,
    SubmissionMended,
    SubmissionOpened,
    SubmissionRefused,
    SubmissionReleased,
    SubmissionRepeated,
)
from creditdelta.intake.identity import file_id, make_context
from creditdelta.intake.loading import load_parts
from creditdelta.intake.measuring import Taken, measure, taken
from creditdelta.intake.models import Submission
from creditdelta.intake.queries import hands_of, held_reason, kept_until, next_number
from creditdelta.intake.reading import read_file
from creditdelta.journal.database import writing
from creditdelta.journal.home import folder
from creditdelta.journal.opening import ensure_activated
from creditdelta.journal.services import Envelope, envelope, record, seal
from creditdelta.pipeline.check import Rulebook
from creditdelta.records.models import Closure
from creditdelta.rulebook.digest import rulebook_digest
from creditdelta.rulebook.enums import enum

Progress = Callable[[int], None]
GROUNDS = "submission-ground"
OPEN, HELD, CLOSED, REFUSED = "open", "held", "closed", "refused"


class NotHeld(ValueError):
    """Only a submission that waits for an officer can be let in or refused."""


class SameOfficer(ValueError):
    """The second look must be another person's."""


class UnknownGround(ValueError):
    """The ground is not on the list: what officers write freely has no place in the journal."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file and what its sender says of it. `issued_at` ranks versions; `batch` breaks ties.

    `name` is what its sender calls it. `ready` names a folder of the staging area in which it lies
    read already; `opened` is told its number in the transaction that makes it known.
    `door`: by which it came; `arrived_at`: when it began to arrive, None: now.
    """

    path: Path
    region: str
    actor: str
    today: date
    issued_at: datetime | None = None
    batch: str = ""
    kind: str = ""
    source: str = ""
    name: str = ""
    ready: str = ""
    opened: Callable[[int], None] | None = None
    door: str = "command"
    arrived_at: datetime | None = None


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
    """The latest submission of the same bytes, region and rules; what lies read, as what it was read."""
    same = Submission.objects.filter(
        file_id=digest, region=received.region, rulebook=version, repeats=None
    )
    if received.ready:
        standard = reading.read_before(folder("staging") / received.ready).standard
        same = same.filter(standard=standard, source=received.source)
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
    own = f"{received.region}-{digest.hex()}-{version[:8]}-{received.today}"
    place = folder("staging") / (received.ready or own)
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
        name = received.name or received.path.name
        kept = {"file_name": name, "original": token, "original_key": wrapped}
        _kept_beside(received, number, **kept, staging=place.name, reading_ms=read.cpu_ms)
        if read.unreadable:
            record(SubmissionRefused(number, read.unreadable), apply.refused, about)
            measure(Submission.objects.get(pk=number), Taken(), about)
        if received.opened:
            received.opened(number)
    if read.unreadable:
        reading.forget(place)
    return Submission.objects.get(pk=number)


def _kept_beside(received: Received, number: int, **more: Any) -> None:
    """What no event tells of a file: how it came, where it lies, and what is measured later."""
    Submission.objects.filter(pk=number).update(
        byte_count=received.path.stat().st_size,
        door=received.door,
        arrived_at=received.arrived_at,
        **more,
    )


def take_in(submission: Submission, actor: str) -> None:
    """Load what is left of an open submission, then let it count."""
    about, began = envelope(submission.region, actor), process_time()
    place = folder("staging") / submission.staging
    load_parts(submission, place, about)
    told = taken(submission, began, about.recorded_at)
    with writing():
        record(SubmissionClosed(submission.pk), apply.closed, about)
        follow(submission, about)
        measure(submission, told, about)
    reading.forget(place)


def let_in(submission: Submission, actor: str, ground: str) -> None:
    """Another person than the sender says why a held submission may go on: pending.work takes it in."""
    about = envelope(submission.region, actor)
    with writing():
        _check_second(submission, actor, ground)
        record(SubmissionReleased(submission.pk, ground), apply.released, about)
    submission.refresh_from_db()
    seal()


def finish(submission: Submission) -> None:
    """Take in what is left of it, in the name of whoever let it in or sent it."""
    take_in(submission, submission.decided_by or submission.actor)
    seal()


def refuse(submission: Submission, actor: str, ground: str) -> None:
    """Send a held submission back as a whole."""
    about = envelope(submission.region, actor)
    with writing():
        _check_second(submission, actor, ground)
        record(SubmissionRefused(submission.pk, ground), apply.refused, about)
        measure(submission, Taken(), about)
    reading.forget(folder("staging") / submission.staging)
    seal()


def grounds() -> list[str]:
    """What a second officer may give as a ground."""
    return [row.code for row in enum(GROUNDS).rows]


def _check_second(submission: Submission, actor: str, ground: str) -> None:
    """Asked within `writing()`: of two officers at once one is too late."""
    submission.refresh_from_db()
    if ground not in grounds():
        raise UnknownGround(ground)
    if submission.state != HELD:
        raise NotHeld(submission.pk)
    if actor in hands_of(submission):
        raise SameOfficer(actor)


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
        _kept_beside(received, number)
        found = Submission.objects.get(pk=number)
        measure(found, Taken(), about)
        if received.opened:
            received.opened(number)
    seal()
    return found


def mended(submission: int, mends: int, about: Envelope) -> None:
    """A submission put rows of an earlier one right; said once, in the caller's `writing()`."""
    if Submission.objects.filter(pk=submission, mends=None, repeats=None).exists():
        record(SubmissionMended(submission, mends), apply.mended, about)


def destroy_originals(today: date, actor: str) -> int:
    """Destroy the bytes and keys of every submission whose term is over; returns how many."""
    kept = Submission.objects.exclude(original_key=None).exclude(closed_at=None)
    due = [row for row in kept if (kept_until(row, today) or today) < today]
    for row in due:
        with writing():
            about = envelope(row.region, actor)
            record(OriginalDestroyed(row.pk), apply.original_destroyed, about)
        originals.destroy(row.original)
    seal()
    return len(due)
