"""What happens to notices. No event holds a name, a code of an organisation, an address or a word said."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class NoticeIssued:
    """An office told an organisation, or an account, something; it waits on every channel named."""

    kind: ClassVar[str] = "notice.issued"
    version: ClassVar[int] = 1

    notice: bytes
    form: str  # a kind of kinds.toml
    since: date  # the first day of its row
    ref: bytes | None
    account: str
    office: str
    year: int
    serial: int
    number: str
    issued_on: date
    due_on: date | None  # until when its service must be proved
    channels: tuple[str, ...]
    commitment: bytes  # salted digest of everything it says


@dataclass(frozen=True, slots=True)
class NoticeSendingBegun:
    """Somebody began to send it; until then nobody else does."""

    kind: ClassVar[str] = "notice.sending_begun"
    version: ClassVar[int] = 1

    notice: bytes
    channel: str
    attempt: int
    until: datetime


@dataclass(frozen=True, slots=True)
class NoticeDispatched:
    """It left: handed to the mail server, or to the post."""

    kind: ClassVar[str] = "notice.dispatched"
    version: ClassVar[int] = 1

    notice: bytes
    channel: str
    on: date


@dataclass(frozen=True, slots=True)
class NoticeFailed:
    """It did not get there; without `again_at` nobody tries by himself any more."""

    kind: ClassVar[str] = "notice.failed"
    version: ClassVar[int] = 1

    notice: bytes
    channel: str
    ground: str  # of sending.toml
    again_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoticeRequeued:
    """An officer lets it be sent once more."""

    kind: ClassVar[str] = "notice.requeued"
    version: ClassVar[int] = 1

    notice: bytes
    channel: str


@dataclass(frozen=True, slots=True)
class NoticeServed:
    """It was served: by which way, when that was done, from which day it counts, what proves it."""

    kind: ClassVar[str] = "notice.served"
    version: ClassVar[int] = 1

    notice: bytes
    channel: str
    method: str  # of service.toml
    acted_on: date
    served_on: date
    proof: bytes  # digest of the document that proves it; empty where none is needed


@dataclass(frozen=True, slots=True)
class NoticeRead:
    """A representative opened it in the site for the first time."""

    kind: ClassVar[str] = "notice.read"
    version: ClassVar[int] = 1

    notice: bytes


@dataclass(frozen=True, slots=True)
class NoticeErased:
    """What it said was destroyed; that it was issued and served stays."""

    kind: ClassVar[str] = "notice.erased"
    version: ClassVar[int] = 1

    notice: bytes
    ground: str


@dataclass(frozen=True, slots=True)
class ServiceAgreed:
    """An organisation agreed to be served by opening notices in the site."""

    kind: ClassVar[str] = "notice.service_agreed"
    version: ClassVar[int] = 1

    agreement: bytes
    ref: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ServiceEnded:
    """The organisation took its agreement back."""

    kind: ClassVar[str] = "notice.service_ended"
    version: ClassVar[int] = 1

    agreement: bytes
    on: date
