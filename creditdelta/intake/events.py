"""What happens to a submission. No event holds a code of an organisation, a name or content."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SubmissionOpened:
    """A file was read and judged to its end; its good rows follow in parts, or it is held."""

    kind: ClassVar[str] = "submission.opened"
    version: ClassVar[int] = 1

    submission: int
    region: str
    source: str
    standard: str
    file_id: bytes  # keyed: nobody can try files against it
    rulebook: str
    issued_at: datetime
    batch: str
    received_on: date
    rows: int
    rejected: int
    parts: int
    findings: dict[str, int]
    held_for: str  # "" or the reason why an officer must look first


@dataclass(frozen=True, slots=True)
class SubmissionPartLoaded:
    """Some rows were taken in: where they lie, what commits to them, how they were counted."""

    kind: ClassVar[str] = "submission.part_loaded"
    version: ClassVar[int] = 1

    submission: int
    part: int
    standard: str
    address: str  # of the part in the pool; "" where every row was a duplicate or closed
    size: int
    rows: int
    root: bytes
    accepted: int
    waiting: int
    duplicate: int
    withdrawn: int
    rejected: int  # answered "closed on"
    dated: int  # rows with a deadline of publication
    late: int  # of them reported after it


@dataclass(frozen=True, slots=True)
class SubmissionClosed:
    """Everything the submission said counts from now on."""

    kind: ClassVar[str] = "submission.closed"
    version: ClassVar[int] = 1

    submission: int


@dataclass(frozen=True, slots=True)
class SubmissionReleased:
    """A second officer looked at a held submission and let it in."""

    kind: ClassVar[str] = "submission.released"
    version: ClassVar[int] = 1

    submission: int
    ground: str


@dataclass(frozen=True, slots=True)
class SubmissionRefused:
    """A submission does not count, as a whole: unreadable, unrecognised, or refused by an officer."""

    kind: ClassVar[str] = "submission.refused"
    version: ClassVar[int] = 1

    submission: int
    ground: str


@dataclass(frozen=True, slots=True)
class SubmissionRepeated:
    """The very same file came again; nothing in it is new."""

    kind: ClassVar[str] = "submission.repeated"
    version: ClassVar[int] = 1

    submission: int
    repeats: int
    issued_at: datetime
    batch: str
    received_on: date


@dataclass(frozen=True, slots=True)
class SubmissionMeasured:
    """What an exchange cost this machine and how long it took, told once, when it was over.

    `waited_seconds`: from arrival to counting or refusal. `delays`: rows by working days from the
    decision to the day of counting; `corrected`: rows that change what the source had said before.
    """

    kind: ClassVar[str] = "submission.measured"
    version: ClassVar[int] = 1

    submission: int
    byte_count: int
    rows: int
    reading_ms: int  # of processor time
    loading_ms: int
    waited_seconds: int
    door: str  # by which it came: command, withdrawal, or as uploads name them
    corrected: int
    delays: dict[str, int]


@dataclass(frozen=True, slots=True)
class SubmissionMended:
    """A submission holds rows of an earlier one that were refused there, put right."""

    kind: ClassVar[str] = "submission.mended"
    version: ClassVar[int] = 1

    submission: int
    mends: int


@dataclass(frozen=True, slots=True)
class OriginalDestroyed:
    """The bytes as received are gone: their key was destroyed."""

    kind: ClassVar[str] = "submission.original_destroyed"
    version: ClassVar[int] = 1

    submission: int
