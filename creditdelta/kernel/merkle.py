"""Is an entry in the log, and did the log only grow? The Merkle tree of RFC 9162.

Clause  S71: provinces check each other's log instead of trusting it.
Pure    SHA-256 over bytes; leaf = H(00 || data), node = H(01 || left || right), no leaf = H().

The verifiers answer false, never with an exception, whatever they are given: a proof is from the
other side. A hash has 32 bytes, an index and a size are whole numbers below 2**64, a proof is a
list or tuple; anything else is false.

>>> tree = [b"a", b"b", b"c"]
>>> verify_inclusion(leaf_hash(b"b"), 1, 3, inclusion_proof(tree, 1), root(tree))
True
>>> verify_consistency(2, 3, consistency_proof(tree, 2), root(tree[:2]), root(tree))
True
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()
SIZE_LIMIT = 2**64


def leaf_hash(data: bytes) -> bytes:
    """Hash of an entry."""
    return sha256(b"\0" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two subtrees."""
    return sha256(b"\1" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """What must be kept of a tree to let it grow: its size and the roots of its full subtrees."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def grown(self, leaf: bytes) -> "Frontier":
        """The tree with one more leaf, given as its leaf hash."""
        peaks, size = list(self.peaks), self.size
        while size & 1:
            leaf = node_hash(peaks.pop(), leaf)
            size >>= 1
        return Frontier(self.size + 1, (*peaks, leaf))

    def root(self) -> bytes:
        """The root over all leaves so far."""
        if not self.peaks:
            return EMPTY_ROOT
        found = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            found = node_hash(peak, found)
        return found


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over entries given as raw data; of none, SHA-256 of nothing."""
    return root_of([leaf_hash(data) for data in leaves])


def root_of(row: list[bytes]) -> bytes:
    """The root over leaf hashes."""
    if not row:
        return EMPTY_ROOT
    while len(row) > 1:
        odd = row[-1:] if len(row) % 2 else []
        row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=False)]
        row += odd
    return row[0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Neighbours on the way from an entry to the root, lowest first; raises `IndexError`."""
    return inclusion_path(len(leaves), index, _subtrees(leaves))


def consistency_proof(leaves: Sequence[bytes], size1: int) -> list[bytes]:
    """What shows that the tree of the first `size1` entries grew into this; `IndexError` else."""
    return consistency_path(size1, len(leaves), _subtrees(leaves))


# the root over the leaves from the first number to before the second
Subtrees = Callable[[int, int], bytes]


def _subtrees(leaves: Sequence[bytes]) -> Subtrees:
    row = [leaf_hash(data) for data in leaves]
    return lambda first, end: root_of(row[first:end])


def inclusion_path(size: int, index: int, subtree: Subtrees) -> list[bytes]:
    """The inclusion proof of a tree whose parts are asked for, one for each step of the way."""
    if not 0 <= index < size:
        raise IndexError(index)
    first, end, found = 0, size, []
    while end - first > 1:
        middle = first + _split(end - first)
        if index < middle:
            found.append(subtree(middle, end))
            end = middle
        else:
            found.append(subtree(first, middle))
            first = middle
    return found[::-1]


def consistency_path(size1: int, size2: int, subtree: Subtrees) -> list[bytes]:
    """The consistency proof of a tree whose parts are asked for, one for each step of the way."""
    if not 0 < size1 <= size2:
        raise IndexError(size1)
    first, end, found = 0, size2, []
    while size1 != end:
        middle = first + _split(end - first)
        if size1 <= middle:
            found.append(subtree(middle, end))
            end = middle
        else:
            found.append(subtree(first, middle))
            first = middle
    if first:  # else the old tree is itself the part that is left
        found.append(subtree(first, end))
    return found[::-1]


def _split(size: int) -> int:
    """The largest power of two below the size."""
    return 1 << (size - 1).bit_length() - 1


def verify_inclusion(
    leaf_hash: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the entry of this leaf hash stands at `index` in the tree of this size and root."""
    if not (_is_count(index) and _is_count(size) and index < size):
        return False
    if not (_is_hash(leaf_hash) and _is_hash(root) and _is_proof(proof)):
        return False
    place, last, found = index, size - 1, leaf_hash
    for neighbour in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = node_hash(neighbour, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, neighbour)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def verify_consistency(
    size1: int, size2: int, proof: Sequence[bytes], root1: bytes, root2: bytes
) -> bool:
    """Whether the tree of `size1` and `root1` is the beginning of the tree of `size2` and `root2`.

    Of one tree with itself no proof is needed, and none may be given: the roots are compared as
    they are. Nothing is consistent with the empty tree but the empty tree.
    """
    if not (_is_count(size1) and _is_count(size2) and _is_proof(proof)):
        return False
    if type(root1) is not bytes or type(root2) is not bytes:
        return False
    if size1 == size2:
        return not proof and root1 == root2 and (size1 > 0 or root1 == EMPTY_ROOT)
    if not (0 < size1 < size2 and _is_hash(root1) and _is_hash(root2)):
        return False
    return _grew(size1, size2, list(proof), root1, root2)


def _grew(size1: int, size2: int, proof: list[bytes], root1: bytes, root2: bytes) -> bool:
    place, last = size1 - 1, size2 - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if place:  # else the old tree is itself a full subtree, and its root begins the proof
        if not proof:
            return False
        start = proof.pop(0)
    else:
        start = root1
    old = new = start
    for neighbour in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(neighbour, old), node_hash(neighbour, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, neighbour)
        place, last = place >> 1, last >> 1
    return last == 0 and old == root1 and new == root2


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < SIZE_LIMIT


def _is_hash(value: object) -> bool:
    return type(value) is bytes and len(value) == HASH_BYTES


def _is_proof(value: object) -> bool:
    return type(value) in (list, tuple) and all(map(_is_hash, value))  # type: ignore[call-overload]  # narrowed by type()
