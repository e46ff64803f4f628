"""Did the values of a row slip into the columns beside? A code or a capital that stands off its column tells.

Clause  S75: damage is named.
Pure    looks only at rows whose own cell failed.
"""

from collections.abc import Callable, Collection

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.kernel.capital import parse_capital
from creditdelta.kernel.columns import as_text, buffers
from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.identifiers.masks import error_bits
from creditdelta.rulebook.codes import uscc_tables

FARTHEST = 3
_BLANKS = 8  # outer ones, which belong to no value


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
    return _nearest(batch, place, width, failed, _are_codes, others)


def capital_steps(
    batch: pa.RecordBatch, place: int, width: int, failed: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """The same for capital: an amount with unit and currency beside its column stands nowhere else."""
    return _nearest(batch, place, width, failed, _are_capital)


def _nearest(
    batch: pa.RecordBatch,
    place: int,
    width: int,
    failed: npt.NDArray[np.int64],
    fits: Callable[[pa.StringArray, npt.NDArray[np.int64]], npt.NDArray[np.bool_]],
    others: Collection[int] = (),
) -> npt.NDArray[np.int64]:
    found = np.zeros(len(failed), dtype=np.int64)
    names = set(batch.schema.names)
    for step in sorted(range(-FARTHEST, FARTHEST + 1), key=abs):
        name = f"c{place + step}"
        if step == 0 or not 0 <= place + step < width or place + step in others:
            continue
        if name in names:
            found[(found == 0) & fits(as_text(batch.column(name)), failed)] = step
    return found


def _are_capital(column: pa.StringArray, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    values = column.take(pa.array(rows)).to_pylist()
    return np.array([parse_capital(value) is not None for value in values], dtype=np.bool_)


def _are_codes(column: pa.StringArray, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which of these rows hold a code without an error; only what is about as long is looked at."""
    _, offsets = buffers(column)
    sizes = offsets[rows + 1] - offsets[rows]
    alike = np.flatnonzero((sizes >= uscc.SIZE) & (sizes <= uscc.SIZE + _BLANKS))
    masks = uscc.check_column(column.take(pa.array(rows[alike])), uscc_tables())
    codes = np.zeros(len(rows), dtype=np.bool_)
    codes[alike] = masks & np.uint16(error_bits(uscc.REASONS)) == 0
    return codes


def words(steps: npt.NDArray[np.int64]) -> pa.StringArray:
    """The steps as a finding says them: +1, -2."""
    return pa.array([f"{step:+d}" for step in steps], pa.string())
