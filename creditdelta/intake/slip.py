"""The return slip of a submission: what became of it, bound to the sealed event that ended it.

Clause  S31. Anybody who holds a slip can ask whether it is genuine: its digest is made of everything
that stands on it and of the leaf of the journal. Whoever has no digest is told nothing.
Pure    equal submissions give equal slips, whenever they are made.
"""

import hmac
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256

from creditdelta.intake.batches import office_of_submission, reasons
from creditdelta.intake.events import SubmissionClosed, SubmissionRefused, SubmissionRepeated
from creditdelta.intake.models import Submission
from creditdelta.intake.rules import reported_on
from creditdelta.journal.models import Checkpoint, Event
from creditdelta.journal.rules import leaf_of
from creditdelta.journal.services import body_of
from creditdelta.kernel import canonical
from creditdelta.subjects.rules import local_day

COUNTS = ("rows", "accepted", "waiting", "duplicate", "withdrawn", "rejected", "dated", "late")
SHOWN, GROUP = 32, 4  # so many hexadecimal digits stand on the paper, in groups
_ENDS = (SubmissionClosed.kind, SubmissionRefused.kind, SubmissionRepeated.kind)


class NoSlip(LookupError):
    """The submission has not ended, or its end is not sealed yet."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Everything a slip says. `place` and `leaf`: the sealed event by which the submission ended."""

    number: int
    region: str
    source: str
    office: str
    standard: str
    file_id: str
    rulebook: str
    reported_on: date
    ended_on: date
    state: str
    ground: str
    counts: dict[str, int]
    findings: tuple[tuple[str, int], ...]
    place: int
    leaf: str

    @property
    def digest(self) -> str:
        """SHA-256 of all of it, hexadecimal."""
        days = {"reported_on": self.reported_on.isoformat(), "ended_on": self.ended_on.isoformat()}
        return sha256(canonical.dumps(asdict(self) | days)).hexdigest()

    @property
    def code(self) -> str:
        """The digest as it stands on paper."""
        text = self.digest[:SHOWN]
        return " ".join(text[at : at + GROUP] for at in range(0, SHOWN, GROUP))


@dataclass(frozen=True, slots=True)
class Signed:
    """The first signed checkpoint of the journal in which the end of a submission is sealed."""

    size: int
    root: str
    signed_at: datetime


def slip_of(row: Submission) -> Slip:
    """The slip; raises `NoSlip`."""
    if row.closed_at is None:
        raise NoSlip(row.pk)
    event = _end(row.pk, row.closed_at)
    return Slip(
        number=row.pk,
        region=row.region,
        source=row.source,
        office=office_of_submission(row),
        standard=row.standard,
        file_id=bytes(row.file_id).hex(),
        rulebook=row.rulebook,
        reported_on=reported_on(row.issued_at),
        ended_on=local_day(row.closed_at),
        state=row.state,
        ground=row.ground,
        counts={name: getattr(row, name) for name in COUNTS},
        findings=tuple(sorted(reasons(row))),
        place=event.number or 0,
        leaf=leaf_of(event).hex(),
    )


def genuine(number: int, code: str) -> Slip | None:
    """The slip of a number, where the digits typed are those on it."""
    typed = "".join(code.split()).lower()
    row = Submission.objects.filter(pk=number).first()
    if row is None or len(typed) not in (SHOWN, sha256().digest_size * 2):
        return None
    try:
        found = slip_of(row)
    except NoSlip:
        return None
    same = hmac.compare_digest(found.digest[: len(typed)].encode(), typed.encode())
    return found if same else None


def signed_with(slip: Slip) -> Signed | None:
    """The first signed checkpoint that covers a slip; None where there is none yet."""
    row = Checkpoint.objects.filter(size__gt=slip.place).order_by("size").first()
    return Signed(row.size, bytes(row.root).hex(), row.signed_at) if row else None


def _end(number: int, at: datetime) -> Event:
    """The event by which a submission ended: the moment is that of the event."""
    found = Event.objects.filter(kind__in=_ENDS, recorded_at=at).exclude(number=None)
    event = next((one for one in found if body_of(one)["submission"] == number), None)
    if event is None:
        raise NoSlip(number)
    return event
