"""How are the rows of each loaded part found again once compaction has spread them over buckets?

Clause  S34. Every part is read once and its rows are laid down load by load; a load then needs a few
short reads. Linear in the rows, whatever the number of loads; memory holds one part and an index.
Pure    files only.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.pipeline import pool

LoadKey = tuple[int, int]  # delivery, part
_ORDER = [(name, "ascending") for name in ("_delivery", "_part", "_index")]


class LoadScattered(LookupError):
    """No part holds rows of this load: the pool lost some."""


@dataclass(slots=True)
class Split:
    """Where the rows of each load were laid down: (file, number of the piece in it)."""

    place: Path
    pieces: dict[LoadKey, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def rows(self, load: LoadKey) -> pa.RecordBatch:
        """The rows of a load in the order they were loaded in; raises `LoadScattered`."""
        if load not in self.pieces:
            raise LoadScattered(f"{load[0]}/{load[1]}")
        found = []
        for number, piece in self.pieces[load]:
            with pa.memory_map(str(_path(self.place, number))) as source:
                found.append(pa.ipc.open_file(source).get_batch(piece))
        table = pool.whole(pa.Table.from_batches(found))
        return table.take(pc.sort_indices(table, sort_keys=[("_index", "ascending")]))


def split(folder: Path, addresses: Iterable[str], place: Path) -> Split:
    """Lay the rows of the parts down by load in an empty folder."""
    found = Split(place)
    for number, address in enumerate(addresses):
        batch = pool.read(folder, address).replace_schema_metadata(None)
        batch = batch.take(pc.sort_indices(batch, sort_keys=_ORDER))
        keys = [batch.column(name).to_numpy() for name in ("_delivery", "_part")]
        changed = np.flatnonzero((np.diff(keys[0]) != 0) | (np.diff(keys[1]) != 0)) + 1
        starts = [0, *changed.tolist()]
        with pa.ipc.new_file(str(_path(place, number)), batch.schema) as out:
            for piece, (start, end) in enumerate(
                zip(starts, [*starts[1:], batch.num_rows], strict=True)
            ):
                out.write_batch(batch.slice(start, end - start))
                found.pieces[int(keys[0][start]), int(keys[1][start])].append((number, piece))
    return found


def _path(place: Path, number: int) -> Path:
    return place / f"{number:06}.arrow"
