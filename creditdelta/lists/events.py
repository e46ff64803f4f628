"""What happens to list entries. No event holds a name, a code of an organisation or a word of a reason."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ListingProposed:
    """An office thinks of entering an organisation; `commitment`: to the facts and reasons given."""

    kind: ClassVar[str] = "listing.proposed"
    version: ClassVar[int] = 1

    entry: bytes
    list: str
    rule: date  # the first day of the list's row
    colour: str
    ref: bytes
    office: str
    criteria: tuple[str, ...]
    documents: tuple[bytes, ...]  # the records it rests on
    commitment: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ListingNotified:
    """The organisation was told what is thought of, and until when it may be heard."""

    kind: ClassVar[str] = "listing.notified"
    version: ClassVar[int] = 1

    entry: bytes
    notice: bytes
    reply_until: date
    on: date


@dataclass(frozen=True, slots=True)
class StatementMade:
    """The organisation was heard; `commitment`: to what it said."""

    kind: ClassVar[str] = "listing.statement_made"
    version: ClassVar[int] = 1

    entry: bytes
    commitment: bytes
    on: date


@dataclass(frozen=True, slots=True)
class StatementWaived:
    """The organisation does not want to be heard; `proof`: digest of the paper in which it says so."""

    kind: ClassVar[str] = "listing.statement_waived"
    version: ClassVar[int] = 1

    entry: bytes
    proof: str
    on: date


@dataclass(frozen=True, slots=True)
class ListingDecided:
    """A first officer decides; it comes to be once a second one agrees."""

    kind: ClassVar[str] = "listing.decided"
    version: ClassVar[int] = 1

    entry: bytes
    number: str  # of the decision
    digest: str  # SHA-256 of the decision document, hexadecimal
    instrument: str  # the document it rests on, `id` or `id#clause`
    since: date
    until: date  # the last day of its term, as the list's rule reckons it
    answer: bytes  # commitment to how what was said in its defence was met; empty where nothing was said
    on: date


@dataclass(frozen=True, slots=True)
class ListingConfirmed:
    """A second officer agrees: the entry stands; `notice`: the decision as it was sent."""

    kind: ClassVar[str] = "listing.confirmed"
    version: ClassVar[int] = 1

    entry: bytes
    notice: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ListingSentBack:
    """A second officer does not agree."""

    kind: ClassVar[str] = "listing.sent_back"
    version: ClassVar[int] = 1

    entry: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ListingDropped:
    """Nobody is entered."""

    kind: ClassVar[str] = "listing.dropped"
    version: ClassVar[int] = 1

    entry: bytes
    ground: str  # of the list listing-ground
    on: date


@dataclass(frozen=True, slots=True)
class ChangeAsked:
    """A first officer wants an entry suspended, resumed or removed."""

    kind: ClassVar[str] = "listing.change_asked"
    version: ClassVar[int] = 1

    entry: bytes
    change: str  # suspend | resume | remove
    ground: str  # of the list listing-ground
    act_number: str
    act_digest: str
    on: date


@dataclass(frozen=True, slots=True)
class ChangeAgreed:
    """A second officer agrees: it is suspended, resumed or removed."""

    kind: ClassVar[str] = "listing.change_agreed"
    version: ClassVar[int] = 1

    entry: bytes
    notice: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ChangeDeclined:
    """A second officer does not agree; everything stays as it was."""

    kind: ClassVar[str] = "listing.change_declined"
    version: ClassVar[int] = 1

    entry: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ListingReleased:
    """The credit office lets an office list, or remove, more on a day than it usually does."""

    kind: ClassVar[str] = "listing.released"
    version: ClassVar[int] = 1

    release: bytes
    list: str
    office: str
    way: str  # in | out
    most: int  # so many on that day in all
    on: date


@dataclass(frozen=True, slots=True)
class ListingEnded:
    """An entry that stands has no effect any more, by what was decided about it elsewhere: its repair."""

    kind: ClassVar[str] = "listing.ended"
    version: ClassVar[int] = 1

    entry: bytes
    case: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ListingRestored:
    """What had ended the entry was revoked: it is as it would be without it."""

    kind: ClassVar[str] = "listing.restored"
    version: ClassVar[int] = 1

    entry: bytes
    case: bytes
    on: date


@dataclass(frozen=True, slots=True)
class ListingErased:
    """What was written about an entry that has ended, and what its letters said, is gone."""

    kind: ClassVar[str] = "listing.erased"
    version: ClassVar[int] = 1

    entry: bytes
    ground: str  # of the list erasure-ground
    on: date


OfEntry = (
    ListingNotified | StatementMade | StatementWaived | ListingDecided | ListingConfirmed
    | ListingSentBack | ListingDropped | ChangeAsked | ChangeAgreed | ChangeDeclined | ListingEnded
    | ListingRestored
)  # fmt: skip
