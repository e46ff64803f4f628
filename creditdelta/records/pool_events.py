"""What happens to the pool beside loading. Events name parts by address and records by keyed id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class NewPart:
    """A part that counts from now on."""

    address: str
    bucket: int
    rows: int
    size: int
    first_place: int


@dataclass(frozen=True, slots=True)
class PoolCompacted:
    """The rows of some parts of one standard lie in others now; no row was changed."""

    kind: ClassVar[str] = "pool.compacted"
    version: ClassVar[int] = 1

    standard: str
    old: tuple[str, ...]
    new: tuple[NewPart, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """A record whose content is gone, and the tombstone that answers for it."""

    ref: bytes
    document: bytes
    tombstone: bytes


@dataclass(frozen=True, slots=True)
class MovedPart:
    """A part written again without the content of the erased rows."""

    old: str
    new: str
    size: int


@dataclass(frozen=True, slots=True)
class RecordErased:
    """The content of records was destroyed, with its salt; what commits to it stays."""

    kind: ClassVar[str] = "record.erased"
    version: ClassVar[int] = 1

    erased: tuple[Erased, ...]
    places: tuple[int, ...]  # the statements that told them
    ground: str
    on: date
    moves: tuple[MovedPart, ...]
