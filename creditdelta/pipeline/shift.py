"""Did the values of a row slip into the columns beside? A code that stands one column off tells.

Clause  S75: damage is named.
Pure    looks only at rows whose code column failed.
"""

from collections.abc import Collection

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.kernel.columns import as_text
from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.identifiers.masks import error_bits
from creditdelta.rulebook.codes import uscc_tables

FARTHEST = 3


def steps(
    batch: pa.RecordBatch,
    place: int,
    width: int,
    failed: npt.NDArray[np.int64],
    others: Collection[int] = (),
) -> npt.NDArray[np.int64]:
    """For each failed row how far to the right its code stands (negative: left), 0 where nowhere near.

    `place` is the code's column, `width` the number of columns, `failed` rows of the batch, `others`
    the columns in which such a code is at home, as a tax number is: there it tells nothing.
    """
    found = np.zeros(len(failed), dtype=np.int64)
    names = set(batch.schema.names)
    tables, errors = uscc_tables(), np.uint16(error_bits(uscc.REASONS))
    rows = pa.array(failed)
    for step in sorted(range(-FARTHEST, FARTHEST + 1), key=abs):
        name = f"c{place + step}"
        if step == 0 or not 0 <= place + step < width or place + step in others:
            continue
        if name not in names:
            continue
        values = as_text(batch.column(name)).take(rows)
        filled = np.diff(np.frombuffer(values.buffers()[1], dtype=np.int32)[: len(values) + 1]) > 0
        valid = filled & (uscc.check_column(values, tables) & errors == 0)
        found[valid & (found == 0)] = step
    return found


def words(steps: npt.NDArray[np.int64]) -> pa.StringArray:
    """The steps as a finding says them: +1, -2."""
    return pa.array([f"{step:+d}" for step in steps], pa.string())
