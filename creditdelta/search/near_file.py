"""How do the variants of a million names lie in one file, and how are those of other names found in it?

Clause  S27.
Pure    a file is written once and only mapped afterwards; nothing of it is read that is not asked for.

    mark, bits, names n, variants m     eight bytes each
    ids          n x int64              of the entries
    beginnings   2**bits + 1 x uint32   of each bucket: the first bits of a number
    checks       m x uint32             the last bits of a number
    payloads     m x uint32             the entry's place among the ids, and which sign is missing

Names differ by one edit when they share a variant with the same sign missing (one sign other), when the
one is the other without a sign, or when the one is the other with two neighbours in exchange.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.durable import write_whole
from creditdelta.search.variants import Factors, Numbers, Places, positions, variants

MARK = 0x3152_4145_4E44_4321  # of this form
MOST = 2_000_000  # names in one file: its making then takes less than two gigabytes
_POSITION_BITS = 6
_NUMBER_BITS = 64
_PER_BUCKET = 2
_CHECK = np.uint64(0xFFFF_FFFF)
_HEAD = 4 * 8
_ROOM = 64  # pairs more than two for each name


@dataclass(frozen=True, slots=True)
class NearFile:
    """A mapped file."""

    bits: int
    ids: Places
    beginnings: npt.NDArray[np.uint32]
    checks: npt.NDArray[np.uint32]
    payloads: npt.NDArray[np.uint32]


def write(path: Path, ids: Places, names: Sequence[str], by: Factors) -> None:
    """Write the variants of the names of some entries, at most `MOST`, whole or not at all."""
    numbers, payloads = _laid_out(names, by)
    order = np.argsort(numbers)
    numbers, payloads = numbers[order], payloads[order]
    del order
    bits = max(1, (len(numbers) // _PER_BUCKET).bit_length())
    edges = np.arange(1 << bits, dtype=np.uint64) << np.uint64(_NUMBER_BITS - bits)
    beginnings = np.empty((1 << bits) + 1, np.uint32)
    beginnings[:-1] = np.searchsorted(numbers, edges)
    beginnings[-1] = len(numbers)
    head = np.array([MARK, bits, len(ids), len(numbers)], np.int64)
    checks = (numbers & _CHECK).astype(np.uint32)
    write_whole(
        path, b"".join(part.tobytes() for part in (head, ids, beginnings, checks, payloads))
    )


def _laid_out(names: Sequence[str], by: Factors) -> tuple[Numbers, npt.NDArray[np.uint32]]:
    numbers, payloads = [], []
    for group in variants(names, by):
        missing = positions(group.numbers.shape[1] - 1)
        places = group.names.astype(np.uint32) << np.uint32(_POSITION_BITS)
        numbers.append(group.numbers.ravel())
        payloads.append((places[:, None] | missing).ravel())
    if not numbers:
        return np.empty(0, np.uint64), np.empty(0, np.uint32)
    return np.concatenate(numbers), np.concatenate(payloads)


def mapped(path: Path) -> NearFile:
    """Map a file; `ValueError` where it is none of this form."""
    mark, bits, names, count = (int(one) for one in np.fromfile(path, np.int64, 4))
    if mark != MARK or not 0 < bits < _NUMBER_BITS:
        raise ValueError(path.name)
    sizes = (8 * names, 4 * ((1 << bits) + 1), 4 * count, 4 * count)
    if path.stat().st_size != _HEAD + sum(sizes):
        raise ValueError(path.name)
    whole = np.memmap(path, np.uint8, "r")
    ends = np.cumsum([_HEAD, *sizes]).tolist()
    kinds: tuple[Any, ...] = (np.int64, np.uint32, np.uint32, np.uint32)
    pieces = [
        np.asarray(whole[begin:end]).view(kind)
        for begin, end, kind in zip(ends, ends[1:], kinds, strict=False)
    ]
    return NearFile(bits, *pieces)


def one_edit_away(file: NearFile, names: Sequence[str], by: Factors) -> tuple[Places, Places]:
    """(which of the names, id of an entry) of every pair that is one edit apart, each once."""
    from creditdelta.kernel.names.near_kernel import one_edit_pairs

    signs = np.frombuffer("".join(names).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum(np.fromiter(map(len, names), np.int64, len(names)))
    shift = np.uint64(_NUMBER_BITS - file.bits)
    room = 2 * len(names) + _ROOM
    while True:
        owners, places = np.empty(room, np.int64), np.empty(room, np.int64)
        count, _ = one_edit_pairs(
            signs, ends, by.powers, by.inverse, shift, file.beginnings, file.checks, file.payloads,
            owners, places,
        )  # fmt: skip
        if count <= room:
            break
        room = 2 * count
    kept = np.flatnonzero(places[:count] >= 0)
    return owners[kept], file.ids[places[kept]]
