"""What happens to the journal itself and to the rules everything in it is judged by."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class JournalOpened:
    """A deployment began to keep a journal: whose it is, and by which keys it can be told."""

    kind: ClassVar[str] = "journal.opened"
    version: ClassVar[int] = 1

    region: str
    origin: str
    identity: str  # fingerprint of the key that makes opaque ids
    signing: str  # the public key of checkpoints, in hexadecimal


@dataclass(frozen=True, slots=True)
class RulebookActivated:
    """From this day on what comes is judged by these rules."""

    kind: ClassVar[str] = "rulebook.activated"
    version: ClassVar[int] = 1

    digest: str
    since: date


@dataclass(frozen=True, slots=True)
class SigningKeyReplaced:
    """From the checkpoint after this event on another key signs; the one before says so itself."""

    kind: ClassVar[str] = "journal.signing_key_replaced"
    version: ClassVar[int] = 1

    before: str  # public keys, in hexadecimal
    key: str
    endorsement: str  # of `key`, signed by `before`
    ground: str  # routine, or suspected: somebody else may have had it
