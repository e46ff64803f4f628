"""Is the same record in this file twice? A question about the whole file, answered by a small reduce.

Clause  S75; identity of a record: architecture idea 4.
Data    the standard's `natural_key`.
Memory  16 bytes a row: a 96-bit hash of the key and the row number.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.kernel.columns import as_text, buffers
from creditdelta.pipeline import findings
from creditdelta.pipeline.validate import row_kernel
from creditdelta.pipeline.validate.rows import empty

TWICE = "CD-KEY-001"
_SHIFT = np.uint64(32)


@dataclass(slots=True)
class Keys:
    """What is remembered of the rows so far."""

    names: tuple[str, ...]
    first: list[npt.NDArray[np.uint64]] = field(default_factory=list)
    second: list[npt.NDArray[np.uint32]] = field(default_factory=list)
    rows: list[npt.NDArray[np.uint32]] = field(default_factory=list)

    def add(self, columns: Mapping[str, pa.Array], rows: npt.NDArray[np.int64]) -> None:
        """Remember the keys of a batch; rows with an empty part of the key have none."""
        if not self.names or any(name not in columns for name in self.names):
            return
        first = np.full(len(rows), row_kernel.BASIS, dtype=np.uint64)
        second = np.full(len(rows), row_kernel.OTHER_BASIS, dtype=np.uint64)
        partial = np.zeros(len(rows), dtype=np.bool_)
        for name in self.names:
            row_kernel.mix(*buffers(as_text(columns[name])), first, second)
            partial |= empty(columns[name])
        whole = ~partial
        self.first.append(first[whole])
        self.second.append((second[whole] >> _SHIFT).astype(np.uint32))
        self.rows.append(rows[whole].astype(np.uint32))

    def repeated(self, heading: str) -> pa.RecordBatch:
        """One finding for each row whose key stood earlier in the file; detail is the first such row."""
        if not self.first:
            return findings.none_found()
        first = np.concatenate(self.first)
        in_order = np.sort(first)
        if not (in_order[1:] == in_order[:-1]).any():
            return findings.none_found()
        order = np.argsort(first, kind="stable")
        same = np.flatnonzero(first[order[1:]] == first[order[:-1]])
        second, rows = np.concatenate(self.second), np.concatenate(self.rows)
        earliest: dict[tuple[int, int], int] = {}
        later: dict[int, int] = {}
        for place in np.unique(np.concatenate([order[same], order[same + 1]])):
            key = (int(first[place]), int(second[place]))
            row = int(rows[place])
            if key in earliest:
                later[row] = earliest[key]
            else:
                earliest[key] = row
        if not later:
            return findings.none_found()
        numbers = np.array(sorted(later), dtype=np.int64)
        details = pa.array([str(later[int(row)]) for row in numbers])
        return findings.of_rows(numbers, heading, TWICE, details=details)
