"""Is the pool still what the journal says it is: every byte, every part, every row?

Clause  S34, S71. Every part is read once: its bytes against its address, its rows against the roots
that the loads committed to, wherever compaction moved them and whether or not they were erased.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.journal.home import home
from creditdelta.pipeline import pool
from creditdelta.records.models import Load, Part
from creditdelta.records.sweeping import GRACE_SECONDS, unnamed

ALTERED, MISSING, SURPLUS, UNSWEPT = "altered", "missing", "surplus", "unswept"
ROWS, ROOT = "rows", "root"
HARMLESS = (UNSWEPT,)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written down; `what` is a part's address or a load."""

    kind: str
    what: str

    @property
    def weighs(self) -> bool:
        """Whether the pool is damaged; a file no longer needed only waits for its sweep."""
        return self.kind not in HARMLESS


@dataclass(slots=True)
class _Leaves:
    """The commitments of the rows of one standard, in any order: where loaded, and the leaf."""

    where: list[npt.NDArray[np.int64]]
    leaf: list[bytes]

    def add(self, batch: pa.RecordBatch) -> None:
        columns = (batch.column(name).to_numpy() for name in ("_delivery", "_part", "_index"))
        self.where.append(np.stack(list(columns), axis=1).astype(np.int64))
        self.leaf.append(b"".join(pool.leaves(batch)))

    def by_load(self) -> Iterator[tuple[tuple[int, int], list[int], list[bytes]]]:
        """(delivery, part), the rows' numbers in it and their leaves, in order."""
        if not self.where:
            return
        where, packed = np.concatenate(self.where), b"".join(self.leaf)
        order = np.lexsort((where[:, 2], where[:, 1], where[:, 0]))
        where = where[order]
        starts = np.flatnonzero(np.any(np.diff(where[:, :2], axis=0, prepend=-1) != 0, axis=1))
        for start, end in zip(starts, (*starts[1:], len(order)), strict=True):
            leaves = [packed[at * 32 : at * 32 + 32] for at in order[start:end]]
            first = where[start]
            yield (int(first[0]), int(first[1])), where[start:end, 2].tolist(), leaves


def verify() -> Iterator[Fault]:
    """Every fault of the pool; none where it is whole."""
    place = home() / "pool"
    young = time.time() - GRACE_SECONDS
    for path in unnamed(place):
        fresh = path.stat().st_mtime > young and _true_to_its_name(path)
        yield Fault(UNSWEPT if fresh else SURPLUS, path.name)
    roots = {
        (delivery, part): (bytes(root), rows)
        for delivery, part, root, rows in Load.objects.values_list(
            "delivery", "part", "root", "row_count"
        )
    }
    standards = Part.objects.order_by("standard").values_list("standard", flat=True).distinct()
    for standard in standards:
        leaves = _Leaves([], [])
        for part in Part.objects.filter(standard=standard).order_by("address"):
            yield from _of_part(place, part, leaves)
        for load, numbers, found in leaves.by_load():
            yield from _of_load(load, numbers, found, roots.pop(load, None))
    yield from (Fault(ROWS, _name(load)) for load in sorted(roots))


def _of_part(place: Path, part: Part, leaves: _Leaves) -> Iterator[Fault]:
    """The bytes against the address; where they are true, the rows are remembered."""
    try:
        content = pool.read_whole(place, part.address)
    except pool.MissingPart:
        yield Fault(MISSING, part.address)
        return
    except pool.AlteredPart:
        yield Fault(ALTERED, part.address)
        return
    rows = 0
    for batch in pool.batches(content):
        leaves.add(batch)
        rows += batch.num_rows
    if rows != part.row_count or len(content) != part.byte_count:
        yield Fault(ROWS, part.address)


def _of_load(
    load: tuple[int, int], numbers: list[int], leaves: list[bytes], told: tuple[bytes, int] | None
) -> Iterator[Fault]:
    if told is None:
        yield Fault(SURPLUS, _name(load))
    elif numbers != list(range(told[1])):
        yield Fault(ROWS, _name(load))
    elif pool.commitment(leaves) != told[0]:
        yield Fault(ROOT, _name(load))


def _name(load: tuple[int, int]) -> str:
    return f"{load[0]}/{load[1]}"


def _true_to_its_name(path: Path) -> bool:
    return path.suffix == pool.SUFFIX and sha256(path.read_bytes()).hexdigest() == path.stem
