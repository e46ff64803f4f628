"""Which opaque id does a code get, so that equal codes meet and nobody reads the code from the id?

Clause  S71, S27: events hold ids; codes and names lie in rows that can be erased.
Pure    BLAKE2b with a key of 32 bytes; 16 bytes come out. A purpose keeps kinds of ids apart.

>>> key = bytes(32)
>>> opaque(key, "subject", ("uscc", "1")) == opaque(key, "subject", ("uscc", "1"))
True
>>> opaque(key, "subject", ("uscc", "1")) == opaque(key, "name", ("uscc", "1"))
False
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

ID_BYTES = 16
_BETWEEN = "\x1f"  # the unit separator, in no text that passed the check


def opaque(key: bytes, purpose: str, parts: Sequence[str]) -> bytes:
    """The id of a few texts in order."""
    return opaque_many(key, purpose, [parts])[0]


def opaque_many(key: bytes, purpose: str, rows: Iterable[Sequence[str]]) -> list[bytes]:
    """The id of each row of texts."""
    begun = blake2b(digest_size=ID_BYTES, key=key, person=purpose.encode("ascii"))
    found = []
    for parts in rows:
        state = begun.copy()
        state.update(_BETWEEN.join(parts).encode("utf-8"))
        found.append(state.digest())
    return found
