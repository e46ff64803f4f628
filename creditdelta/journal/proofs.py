"""Is an event in the journal that was sworn to, and did that journal only grow?

Clause  S71, S30. Proofs of RFC 9162 against signed checkpoints, for readers of the feed who trust nobody. A
proof needs roots of parts of the tree; whole parts never change, so each is reckoned once a process.
"""

from functools import lru_cache

from creditdelta.journal.models import Checkpoint, Event
from creditdelta.journal.queries import leaves
from creditdelta.kernel.merkle import consistency_path, inclusion_path, node_hash, root_of

BLOCK = 1_024  # leaves that are read at once
_MOST_KEPT = 100_000  # parts


class NotCovered(LookupError):
    """No checkpoint was signed yet, or none that covers this number."""


def newest() -> Checkpoint:
    """The checkpoint that covers most; raises `NotCovered`."""
    found = Checkpoint.objects.order_by("-size").first()
    if found is None:
        raise NotCovered
    return found


def inclusion(number: int, size: int) -> tuple[bytes, list[bytes]]:
    """The leaf of an event and its proof in the journal of a size; raises `NotCovered`."""
    leaf = Event.objects.filter(number=number).values_list("leaf", flat=True).first()
    if leaf is None or number >= size:
        raise NotCovered(number)
    return bytes(leaf), inclusion_path(size, number, _subtree)


def consistency(size1: int, size2: int) -> list[bytes]:
    """The proof that the journal of one size is the beginning of that of another; `NotCovered`."""
    if not 0 < size1 <= size2:
        raise NotCovered(size1)
    return consistency_path(size1, size2, _subtree)


def _subtree(first: int, end: int) -> bytes:
    size = end - first
    if size <= BLOCK:
        return root_of(list(leaves(first, end)))
    middle = first + (1 << (size - 1).bit_length() - 1)
    if middle - first != end - middle:  # the last, which still grows
        return node_hash(_whole(first, middle), _subtree(middle, end))
    return _whole(first, end)


def _whole(first: int, end: int) -> bytes:
    """A whole part, remembered by its last leaf as well: another journal has others."""
    last = next(leaves(end - 1, end))
    return _remembered(first, end, last)


@lru_cache(maxsize=_MOST_KEPT)
def _remembered(first: int, end: int, last: bytes) -> bytes:
    if end - first <= BLOCK:
        return root_of(list(leaves(first, end)))
    middle = (first + end) // 2
    return node_hash(_whole(first, middle), _whole(middle, end))
