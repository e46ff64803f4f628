"""What officers decide about a record. No event holds a code, a name or content."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class RecordClosed:
    """A record stands no longer: withdrawn, replaced by one with the right number, or repaired."""

    kind: ClassVar[str] = "record.closed"
    version: ClassVar[int] = 1

    closing: bytes
    ref: bytes
    document: bytes
    manner: str  # withdrawn | replaced | repaired | lifted (repaired until a plan was carried out)
    ground: str  # of the list withdrawal-ground
    closed_on: date
    successor: bytes | None
    act_number: str  # the document that annuls it
    act_digest: str  # SHA-256 of that document, hexadecimal


@dataclass(frozen=True, slots=True)
class RecordReopened:
    """A decision lets a closed record stand again; what closed it stays readable."""

    kind: ClassVar[str] = "record.reopened"
    version: ClassVar[int] = 1

    ref: bytes
    document: bytes
    closings: tuple[bytes, ...]
    act_number: str
    act_digest: str
