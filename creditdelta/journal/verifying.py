"""Was a sealed journal altered, and where?

Clause  S71. Two things are believed: what an event says hashes to its leaf, and a signed checkpoint
that lay outside. Stored numbers, places, leaves and peaks only help to say where something happened.
Pure    for a database and an exported file alike; one pass, and memory does not grow.

A change behind the last checkpoint whose leaf and peaks were recomputed cannot be told from the
truth: that is what checkpoints are for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from creditdelta.journal.checkpoint import Checkpoint
from creditdelta.kernel.merkle import HASH_BYTES, Frontier

What = Literal[
    "altered",  # what the event says is not what its leaf was made of
    "missing",  # numbers that are not there
    "inserted",  # a number that was given before, or none where all have one
    "misplaced",  # stands in the table before an event with a smaller number
    "rewritten",  # says something else than when a checkpoint was signed
    "cut",  # a checkpoint knows of more events
    "head",  # the stored peaks are not those of the events
    "unclear",  # a checkpoint that is none, or that another key signed
]
# number, place in the table, sealed bytes (none: unreadable), stored leaf
Row = tuple[int, int, bytes | None, bytes | None]
NEVER = 1 << 64
_LOST = bytes(HASH_BYTES)  # stands in the tree for an event that is gone


@dataclass(frozen=True, slots=True)
class Alteration:
    """Something was done to the events from `first` to `last`: to all of them, or among them."""

    what: What
    first: int
    last: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found among so many events and checkpoints; `root` is that of what is there."""

    events: int
    checkpoints: int
    root: str
    alterations: tuple[Alteration, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was altered."""
        return not self.alterations


@dataclass(slots=True)
class _Tree:
    """The tree as recomputed so far, and what was found on the way."""

    ahead: list[Checkpoint]  # by size, the largest first
    next: int  # size of the next checkpoint
    peaks: list[bytes] = field(default_factory=list)
    size: int = 0
    sound: int = 0  # up to here a checkpoint has answered for the events
    found: list[Alteration] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        size = self.size
        self.size = size + 1
        while size & 1:
            leaf = sha256(b"\1" + self.peaks.pop() + leaf).digest()
            size >>= 1
        self.peaks.append(leaf)
        while self.size >= self.next:
            self._meet(self.ahead.pop())
            self.next = self.ahead[-1].size if self.ahead else NEVER

    def _meet(self, told: Checkpoint) -> None:
        """Compare with what was signed, and go on from there."""
        for first, last in differing(self.size, self.peaks, told.peaks):
            self.suspect("rewritten", max(first, self.sound), last, f"checkpoint {told.size}")
        self.peaks, self.sound = list(told.peaks), told.size

    def suspect(self, what: What, first: int, last: int, detail: str) -> None:
        """A range in which nothing was found yet is found now."""
        if not any(known.first <= last and first <= known.last for known in self.found):
            self.found.append(Alteration(what, first, last, detail))

    def note(self, what: What, first: int, last: int) -> None:
        """An exact finding; neighbours of one kind are told as one."""
        before = self.found[-1] if self.found else None
        if before is not None and before.what == what and before.last + 1 == first:
            self.found[-1] = Alteration(what, before.first, last)
        else:
            self.found.append(Alteration(what, first, last))


def verify(
    rows: Iterable[Row], checkpoints: Sequence[Checkpoint], head: Frontier | None = None
) -> Verdict:
    """Recompute everything from what the events say; rows come in the order of their numbers."""
    ahead = sorted(checkpoints, key=lambda told: told.size, reverse=True)
    tree = _Tree(ahead, ahead[-1].size if ahead else NEVER)
    known = ahead[0].size if ahead else 0
    count, expected, last_place = 0, 0, 0
    for number, place, sealed, stored in rows:
        count += 1
        if type(number) is not int or number < expected:
            tree.note("inserted", expected, expected)
            continue
        if number > expected:
            tree.note("missing", expected, number - 1)
            for _ in range(expected, min(number, known)):
                tree.add(_LOST)
        expected = number + 1
        leaf = _LOST if sealed is None else sha256(b"\0" + sealed).digest()
        if leaf != stored:
            tree.note("altered", number, number)
        if place <= last_place:
            tree.note("misplaced", number, number)
        last_place = place
        tree.add(leaf)
    if tree.ahead:
        tree.note("cut", expected, known - 1)
    if head is not None and not tree.found:
        _compare_head(tree, head)
    return Verdict(count, len(checkpoints), _root(tree), tuple(tree.found))


def differing(
    size: int, ours: Sequence[bytes], theirs: Sequence[bytes]
) -> Iterable[tuple[int, int]]:
    """(first, last) number below each peak that differs, of two trees of one size."""
    start = 0
    for bit in reversed(range(size.bit_length())):
        if size >> bit & 1:
            at = (size >> (bit + 1)).bit_count()
            if ours[at] != theirs[at]:
                yield start, start + (1 << bit) - 1
            start += 1 << bit


def _compare_head(tree: _Tree, head: Frontier) -> None:
    if head.size != tree.size or len(head.peaks) != len(tree.peaks):
        sizes = sorted((head.size, tree.size))
        tree.note("head", sizes[0], max(sizes[0], sizes[1] - 1))
        return
    for first, last in differing(tree.size, tree.peaks, head.peaks):
        tree.suspect("head", max(first, tree.sound), last, "")


def _root(tree: _Tree) -> str:
    return Frontier(tree.size, tuple(tree.peaks)).root().hex()
