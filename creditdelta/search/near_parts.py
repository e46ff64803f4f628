"""Which files hold the variants of the names in the index, and which names are one edit from another?

Clause  S27.
Data    files under `search/` in the deployment's home; the table of near parts says which ones count.

A file covers the entries that some pieces of work wrote and never changes. Entries taken out since are
still in it and are dropped by whoever reads them from the table. New pieces make a new file, folded with
its neighbours when they are not much larger, so that a few files cover everything. A file that is
missing, as after a restore, or damaged is made again.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import time

import numpy as np

from creditdelta.journal.database import writing
from creditdelta.journal.home import folder, home, key
from creditdelta.search import near_file
from creditdelta.search.models import NearPart, State
from creditdelta.search.near_file import NearFile
from creditdelta.search.variants import Factors, factors
from creditdelta.subjects.queries import rows

FOLDER = "search"
_SPARED = 600  # seconds: another process may have written it and not have said so yet
_LARGER = 2  # a neighbour of up to so many times the entries is folded in
_COUNTS = "SELECT batch, count(*) FROM search_entry WHERE batch >= %s GROUP BY batch ORDER BY batch"
_NAMES = "SELECT id, normal FROM search_entry WHERE batch >= %s AND batch <= %s"

Progress = Callable[[int, int], None]
Written = tuple[Path, int, int]  # a file as it was written: its place, number and moment

_mapped: dict[Written, NearFile] = {}


@dataclass(frozen=True, slots=True)
class Range:
    """The pieces of work a file covers, and how many entries they wrote."""

    first: int
    last: int
    entries: int


def near(text: str) -> list[int]:
    """The ids of the entries whose name is one edit from a normal form; some may be gone by now."""
    return near_many([text])[0]


def near_many(texts: Sequence[str]) -> list[list[int]]:
    """The same for each of many texts, in one look into each file."""
    found: list[set[int]] = [set() for _ in texts]
    for file in _opened(
        [home() / FOLDER / part.name for part in NearPart.objects.order_by("first")]
    ):
        pairs = near_file.one_edit_away(file, texts, _factors(key("identity")))
        for place, rank in zip(*(one.tolist() for one in pairs), strict=True):
            found[place].add(rank)
    return [sorted(one) for one in found]


def _opened(paths: Sequence[Path]) -> list[NearFile]:
    """The files that are whole; the others were folded away meanwhile, never restored, or damaged.

    They stay mapped until another list of files counts: who is folded away leaves the disk.
    """
    global _mapped  # noqa: PLW0603  replaced whole: another thread goes on with what it has
    held = {}
    for path in paths:
        with suppress(FileNotFoundError, ValueError):
            about = path.stat()
            written = (path, about.st_ino, about.st_mtime_ns)
            held[written] = _mapped.get(written) or near_file.mapped(path)
    _mapped = held
    return list(held.values())


def _sound(path: Path) -> bool:
    """Whether a file is there to the last byte."""
    try:
        near_file.mapped(path)
    except (FileNotFoundError, ValueError):
        return False
    return True


@lru_cache(maxsize=4)
def _factors(secret: bytes) -> Factors:
    return factors(secret)


def fold(most: int = near_file.MOST, progress: Progress | None = None) -> None:
    """Let files cover every piece of work; outside any transaction, since it may take seconds."""
    place = folder(FOLDER)
    parts = list(NearPart.objects.order_by("first"))
    kept = _whole([part for part in parts if _sound(place / part.name)])
    covered = kept[-1].last if kept else 0
    new = _ranges(covered + 1, most)
    if new:
        kept, first = _folded(kept, new[0], most)
        new = _ranges(first, most)
    for done, one in enumerate(new, 1):
        _make(place, one)
        if progress is not None:
            progress(done, len(new))
    with writing():
        names = [part.name for part in kept] + [_name(one) for one in new]
        if list(NearPart.objects.order_by("first")) == parts:
            NearPart.objects.exclude(name__in=names).delete()
            for one in new:
                told = {"first": one.first, "last": one.last, "entry_count": one.entries}
                NearPart.objects.update_or_create(name=_name(one), defaults=told)
    _tidied(place)


def _whole(parts: list[NearPart]) -> list[NearPart]:
    """The parts from the beginning on that leave no piece out."""
    kept: list[NearPart] = []
    for part in parts:
        if part.first != (kept[-1].last + 1 if kept else 1):
            break
        kept.append(part)
    return kept


def _ranges(first: int, most: int) -> list[Range]:
    """The pieces of work from one on, in ranges of at most `most` entries."""
    last = State.objects.filter(pk=1).values_list("batch", flat=True).first() or 0
    if first > last:
        return []
    found, begin, held = [], first, 0
    for batch, count in rows(_COUNTS, [first]):
        if held and held + count > most:
            found.append(Range(begin, batch - 1, held))
            begin, held = batch, 0
        held += count
    return [*found, Range(begin, last, held)]


def _folded(kept: list[NearPart], new: Range, most: int) -> tuple[list[NearPart], int]:
    """The parts that stay, and the piece from which on all is written anew."""
    first, entries = new.first, new.entries
    while kept and kept[-1].entry_count <= min(_LARGER * entries, most - entries):
        first, entries = kept[-1].first, entries + kept[-1].entry_count
        kept = kept[:-1]
    return kept, first


def _name(one: Range) -> str:
    return f"near-{one.first}-{one.last}-{one.entries}.bin"


def _make(place: Path, one: Range) -> None:
    found = sorted(rows(_NAMES, [one.first, one.last]))
    ids = np.array([rank for rank, _ in found], np.int64)
    near_file.write(place / _name(one), ids, [name for _, name in found], _factors(key("identity")))


def _tidied(place: Path) -> None:
    """Remove files that count no more; who has one mapped keeps reading it."""
    named = set(NearPart.objects.values_list("name", flat=True))
    before = time() - _SPARED
    for path in place.glob("near-*.bin"):
        with suppress(FileNotFoundError):
            if path.name not in named and path.stat().st_mtime < before:
                path.unlink()
