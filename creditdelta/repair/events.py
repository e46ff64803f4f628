"""What happens to an application for repair. No event holds a name, a code or what somebody wrote."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class RepairBegun:
    """An organisation begins an application about a record or an entry of a list."""

    kind: ClassVar[str] = "repair.begun"
    version: ClassVar[int] = 1

    case: bytes
    ref: bytes
    about: str  # record | entry
    target: bytes  # the record's document, or the entry's id
    office: str  # who decides
    regime: str
    way: str
    lifts: bool
    on: date


@dataclass(frozen=True, slots=True)
class RepairProved:
    """A paper was handed in; the last one counts."""

    kind: ClassVar[str] = "repair.proved"
    version: ClassVar[int] = 1

    case: bytes
    digest: str  # SHA-256 of the paper, hexadecimal
    on: date


@dataclass(frozen=True, slots=True)
class RepairSigned:
    """The commitment was signed; `wording`: its first day."""

    kind: ClassVar[str] = "repair.signed"
    version: ClassVar[int] = 1

    case: bytes
    wording: date
    on: date


@dataclass(frozen=True, slots=True)
class RepairFiled:
    """The application is handed in."""

    kind: ClassVar[str] = "repair.filed"
    version: ClassVar[int] = 1

    case: bytes
    accept_until: date
    on: date


@dataclass(frozen=True, slots=True)
class RepairForwarded:
    """The window hands it on to the unit that recognised what is to be repaired."""

    kind: ClassVar[str] = "repair.forwarded"
    version: ClassVar[int] = 1

    case: bytes
    office: str
    accept_until: date
    on: date


@dataclass(frozen=True, slots=True)
class RepairReturned:
    """Something is missing: the organisation is told once what, and until when."""

    kind: ClassVar[str] = "repair.returned"
    version: ClassVar[int] = 1

    case: bytes
    missing: bytes  # commitment to what was written
    notice: bytes
    complete_until: date
    on: date


@dataclass(frozen=True, slots=True)
class RepairAccepted:
    """The office takes it up and says until when it answers."""

    kind: ClassVar[str] = "repair.accepted"
    version: ClassVar[int] = 1

    case: bytes
    notice: bytes
    decide_until: date
    on: date


@dataclass(frozen=True, slots=True)
class RepairExtended:
    """The office needs longer, once."""

    kind: ClassVar[str] = "repair.extended"
    version: ClassVar[int] = 1

    case: bytes
    decide_until: date
    on: date


@dataclass(frozen=True, slots=True)
class RepairDecided:
    """A first officer decides; it comes to be once a second one agrees."""

    kind: ClassVar[str] = "repair.decided"
    version: ClassVar[int] = 1

    case: bytes
    granted: bool
    reasons: tuple[str, ...]  # of the list repair-refusal, where refused
    findings: bytes  # commitment to what was found
    again_on: date | None  # from when it can be asked for again, where refused
    on: date


@dataclass(frozen=True, slots=True)
class RepairCompletionAsked:
    """A first officer finds that the plan of a reorganisation has been carried out."""

    kind: ClassVar[str] = "repair.completion_asked"
    version: ClassVar[int] = 1

    case: bytes
    findings: bytes
    on: date


@dataclass(frozen=True, slots=True)
class RepairRevocationAsked:
    """A first officer finds the commitment false or broken."""

    kind: ClassVar[str] = "repair.revocation_asked"
    version: ClassVar[int] = 1

    case: bytes
    reasons: tuple[str, ...]  # of the list repair-revocation
    findings: bytes
    on: date


@dataclass(frozen=True, slots=True)
class RepairConfirmed:
    """A second officer agrees with what the first one decided; `notice`: as it was sent."""

    kind: ClassVar[str] = "repair.confirmed"
    version: ClassVar[int] = 1

    case: bytes
    notice: bytes
    barred_until: date | None  # where a repair is revoked
    on: date


@dataclass(frozen=True, slots=True)
class RepairSentBack:
    """A second officer does not agree."""

    kind: ClassVar[str] = "repair.sent_back"
    version: ClassVar[int] = 1

    case: bytes
    on: date


@dataclass(frozen=True, slots=True)
class RepairWithdrawn:
    """The organisation takes its application back."""

    kind: ClassVar[str] = "repair.withdrawn"
    version: ClassVar[int] = 1

    case: bytes
    on: date


OfCase = (
    RepairProved | RepairSigned | RepairFiled | RepairForwarded | RepairReturned | RepairAccepted
    | RepairExtended | RepairDecided | RepairCompletionAsked | RepairRevocationAsked | RepairConfirmed
    | RepairSentBack | RepairWithdrawn
)  # fmt: skip
