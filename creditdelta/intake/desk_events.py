"""What officers say at the desk beside sending files: nothing to report, take this back, we have read it.

No event holds a code of an organisation, a name or content.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ZeroReported:
    """Nothing was to be reported of a kind in a month, says a source."""

    kind: ClassVar[str] = "zero.reported"
    version: ClassVar[int] = 1

    report: bytes
    region: str
    source: str
    kind_of_record: str
    month: date  # its first day


@dataclass(frozen=True, slots=True)
class ZeroTakenBack:
    """It was said by mistake."""

    kind: ClassVar[str] = "zero.taken_back"
    version: ClassVar[int] = 1

    report: bytes


@dataclass(frozen=True, slots=True)
class ZeroSuperseded:
    """A submission brought something of that month after all."""

    kind: ClassVar[str] = "zero.superseded"
    version: ClassVar[int] = 1

    report: bytes
    submission: int


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its organisation's reference and its document."""

    ref: bytes
    document: bytes


@dataclass(frozen=True, slots=True)
class WithdrawalProposed:
    """One officer wants records taken back: a whole submission, or some of its office's records."""

    kind: ClassVar[str] = "withdrawal.proposed"
    version: ClassVar[int] = 1

    withdrawal: bytes
    office: str
    batch: int | None
    records: tuple[Named, ...]  # () for a whole submission
    count: int
    ground: str  # of the list withdrawal-ground
    act_number: str  # the document that annuls them
    act_digest: str  # SHA-256 of that document, hexadecimal
    day: date


@dataclass(frozen=True, slots=True)
class WithdrawalConfirmed:
    """A second officer agrees; a submission carries it out."""

    kind: ClassVar[str] = "withdrawal.confirmed"
    version: ClassVar[int] = 1

    withdrawal: bytes


@dataclass(frozen=True, slots=True)
class WithdrawalRefused:
    """A second officer does not agree."""

    kind: ClassVar[str] = "withdrawal.refused"
    version: ClassVar[int] = 1

    withdrawal: bytes


@dataclass(frozen=True, slots=True)
class WithdrawalTakenBack:
    """Whoever proposed it thought better of it."""

    kind: ClassVar[str] = "withdrawal.taken_back"
    version: ClassVar[int] = 1

    withdrawal: bytes


@dataclass(frozen=True, slots=True)
class WithdrawalSubmitted:
    """The submission that carries a confirmed withdrawal out was received."""

    kind: ClassVar[str] = "withdrawal.submitted"
    version: ClassVar[int] = 1

    withdrawal: bytes
    submission: int


@dataclass(frozen=True, slots=True)
class WithdrawalTold:
    """An office learns that records were withdrawn about organisations on its lists."""

    kind: ClassVar[str] = "withdrawal.told"
    version: ClassVar[int] = 1

    submission: int
    office: str
    organisations: int


@dataclass(frozen=True, slots=True)
class WithdrawalAcknowledged:
    """An officer of that office has read it."""

    kind: ClassVar[str] = "withdrawal.acknowledged"
    version: ClassVar[int] = 1

    submission: int
    office: str
