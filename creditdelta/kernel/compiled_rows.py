"""Where do the bytes of each row go? The loops under `kernel/digest.py`, compiled.

Clause  S71.
Pure    writes into arrays it is given; imported only on bulk paths, since it brings the compiler.

`cursor[i]` is the place at which the next value of row i is written; every loop moves it on.
Callers pass read-only text and writable numbers, so that each loop is compiled once.
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.kernel.compiled import compiled

Places = npt.NDArray[np.int64]
Valid = npt.NDArray[np.bool_]

LENGTH_BYTES = 4


@compiled
def text_sizes(offsets: Offsets, valid: Valid, sizes: Places) -> None:
    """Add tag, length and text of each value to the size of its row."""
    for row in range(len(valid)):
        sizes[row] += 1
        if valid[row]:
            sizes[row] += LENGTH_BYTES + offsets[row + 1] - offsets[row]


@compiled
def number_sizes(valid: Valid, width: int, sizes: Places) -> None:
    """Add tag and number of each value to the size of its row."""
    for row in range(len(valid)):
        sizes[row] += 1 + width if valid[row] else 1


@compiled
def _big_endian(out: Bytes, at: int, number: int, width: int) -> None:
    for place in range(width):
        out[at + place] = (number >> (8 * (width - 1 - place))) & 0xFF


@compiled
def write_prefix(prefix: Bytes, starts: Places, out: Bytes) -> Places:
    """The prefix at the start of every row; gives the cursor behind it."""
    cursor = np.empty_like(starts)
    for row in range(len(starts)):
        for place in range(len(prefix)):
            out[starts[row] + place] = prefix[place]
        cursor[row] = starts[row] + len(prefix)
    return cursor


@compiled
def write_text(
    data: Bytes, offsets: Offsets, valid: Valid, tag: int, out: Bytes, cursor: Places
) -> None:
    """Tag, length, UTF-8; for a missing value the tag 0 alone."""
    for row in range(len(valid)):
        at = cursor[row]
        if not valid[row]:
            out[at] = 0
            cursor[row] = at + 1
            continue
        first, length = offsets[row], offsets[row + 1] - offsets[row]
        out[at] = tag
        _big_endian(out, at + 1, length, LENGTH_BYTES)
        at += 1 + LENGTH_BYTES
        for place in range(length):
            out[at + place] = data[first + place]
        cursor[row] = at + length


@compiled
def write_numbers(
    numbers: Places, valid: Valid, tag: int, width: int, out: Bytes, cursor: Places
) -> None:
    """Tag and `width` bytes, two's complement, highest first; for a missing value the tag 0."""
    for row in range(len(valid)):
        at = cursor[row]
        if valid[row]:
            out[at] = tag
            _big_endian(out, at + 1, numbers[row], width)
            cursor[row] = at + 1 + width
        else:
            out[at] = 0
            cursor[row] = at + 1
