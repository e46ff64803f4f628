"""What officers decide about identity. No event holds a code, a name or a text about anybody."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SubjectLinked:
    """An officer judged that two references, or a name and an organisation, belong together."""

    kind: ClassVar[str] = "subject.linked"
    version: ClassVar[int] = 1

    judgement: bytes
    link: str  # same | name | succeeds
    ref: bytes
    other: bytes
    since: date | None
    ground: str  # of the list link-ground
    act_number: str  # the document it rests on, "" where there is none
    evidence: bytes  # keyed digest of the facts that were shown


@dataclass(frozen=True, slots=True)
class SubjectUnlinked:
    """A judgement is taken back; it stays readable."""

    kind: ClassVar[str] = "subject.unlinked"
    version: ClassVar[int] = 1

    judgement: bytes
    ground: str
    act_number: str
