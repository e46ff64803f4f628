"""What is decided about posts. No event holds a login, a name or an address."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

Change = Literal["made", "disabled", "enabled", "unlocked", "link_given", "factors_removed"]


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """Something was done to an account by somebody else."""

    kind: ClassVar[str] = "account.changed"
    version: ClassVar[int] = 1

    account: str
    change: str  # a `Change`


@dataclass(frozen=True, slots=True)
class AccountProposed:
    """An account shall be given a post that two people decide on."""

    kind: ClassVar[str] = "account.proposed"
    version: ClassVar[int] = 1

    post: bytes
    account: str
    role: str
    office: str
    region: str
    sector: str
    subject: bytes | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class AccountProposalWithdrawn:
    """The proposal is not followed."""

    kind: ClassVar[str] = "account.proposal_withdrawn"
    version: ClassVar[int] = 1

    post: bytes


@dataclass(frozen=True, slots=True)
class AccountAppointed:
    """An account is given a post."""

    kind: ClassVar[str] = "account.appointed"
    version: ClassVar[int] = 1

    post: bytes
    account: str
    role: str
    office: str
    region: str
    sector: str
    subject: bytes | None
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class AccountDismissed:
    """A post ends."""

    kind: ClassVar[str] = "account.dismissed"
    version: ClassVar[int] = 1

    post: bytes


@dataclass(frozen=True, slots=True)
class AccountSignInsSealed:
    """A day of the sign-in log is over: how many rows it has, and their digest."""

    kind: ClassVar[str] = "account.sign_ins_sealed"
    version: ClassVar[int] = 1

    day: date
    rows: int
    digest: str
