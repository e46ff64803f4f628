"""What officers and organisations wrote: reasons, a statement in one's defence, and how it was met.

Clause  S16.
"""

from typing import Literal

from creditdelta.journal import written
from creditdelta.lists.models import Text

Part = Literal["reasons", "statement", "answer"]


def keep(entry: bytes, part: Part, body: str) -> bytes:
    """Write a text down; what commits to it."""
    return written.keep(Text, entry, part, body)


def texts_of(entry: bytes) -> dict[str, str]:
    """Everything written about an entry, by part."""
    return written.texts_of(Text, entry)


def forget(entry: bytes) -> int:
    """Destroy everything written about an entry; how many texts there were."""
    return written.forget(Text, entry)
