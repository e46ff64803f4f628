"""What happens to an objection. No event holds a name, a code or what somebody wrote."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ObjectionFiled:
    """An organisation says that something kept about it is wrong; it is marked from that moment."""

    kind: ClassVar[str] = "objection.filed"
    version: ClassVar[int] = 1

    objection: bytes
    ref: bytes
    about: str  # record | entry
    target: bytes  # the record's document, or the entry's id
    column: str  # the very field; "" for the whole
    office: str
    reasons: bytes  # commitment to what was written
    decide_until: date
    on: date


@dataclass(frozen=True, slots=True)
class ObjectionForwarded:
    """It is handed on to who supplied what is objected to."""

    kind: ClassVar[str] = "objection.forwarded"
    version: ClassVar[int] = 1

    objection: bytes
    office: str
    decide_until: date
    on: date


@dataclass(frozen=True, slots=True)
class ObjectionExtended:
    """The answer takes longer, once for the check and once for the review."""

    kind: ClassVar[str] = "objection.extended"
    version: ClassVar[int] = 1

    objection: bytes
    decide_until: date
    on: date


@dataclass(frozen=True, slots=True)
class ObjectionDecided:
    """A first officer decides; it comes to be once a second one agrees."""

    kind: ClassVar[str] = "objection.decided"
    version: ClassVar[int] = 1

    objection: bytes
    upheld: bool
    outcome: str  # corrected | deleted | annotated | stopped, where upheld
    wrong: bool  # from the start: whoever received it is told
    findings: bytes  # commitment to what was found
    on: date


@dataclass(frozen=True, slots=True)
class ObjectionConfirmed:
    """A second officer agrees; `notice`: the answer as it was sent."""

    kind: ClassVar[str] = "objection.confirmed"
    version: ClassVar[int] = 1

    objection: bytes
    notice: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ObjectionSentBack:
    """A second officer does not agree."""

    kind: ClassVar[str] = "objection.sent_back"
    version: ClassVar[int] = 1

    objection: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ReviewAsked:
    """The organisation asks the authority above to look again."""

    kind: ClassVar[str] = "objection.review_asked"
    version: ClassVar[int] = 1

    objection: bytes
    office: str
    decide_until: date
    on: date


@dataclass(frozen=True, slots=True)
class ObjectionWithdrawn:
    """The organisation takes it, or the review it asked for, back."""

    kind: ClassVar[str] = "objection.withdrawn"
    version: ClassVar[int] = 1

    objection: bytes
    on: date


OfObjection = (
    ObjectionForwarded | ObjectionExtended | ObjectionDecided | ObjectionConfirmed | ObjectionSentBack
    | ReviewAsked | ObjectionWithdrawn
)  # fmt: skip
