"""Text columns as bytes: the shape every compiled check reads.

A text column is (data, offsets): all values end to end in UTF-8, and n + 1 positions.
"""

from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Bytes: TypeAlias = npt.NDArray[np.uint8]
Offsets: TypeAlias = npt.NDArray[np.int32]

NO_TEXT = pa.scalar("", pa.string())  # said with its type: to infer one costs more than the filling
_NO_BYTES: Bytes = np.frombuffer(b"\0", dtype=np.uint8)


def as_text(array: pa.Array | pa.ChunkedArray) -> pa.StringArray:
    """Any text-like column as plain 32-bit UTF-8 without nulls (a missing value is "").

    Raises `pa.ArrowInvalid` when it holds more than 2 GiB or is no text.
    """
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if array.type != pa.string():
        array = array.cast(pa.string())
    return pc.fill_null(array, NO_TEXT) if array.null_count else array


def buffers(column: pa.StringArray) -> tuple[Bytes, Offsets]:
    """Read-only (data, offsets) of a null-free 32-bit text column, sliced columns included.

    Offsets are absolute in `data`, so a slice costs nothing.
    """
    if column.type != pa.string() or column.null_count:
        raise TypeError(f"a plain text column without nulls is needed, not {column.type}")
    if len(column) == 0:
        return _NO_BYTES, np.frombuffer(b"\0\0\0\0", dtype=np.int32)
    _, offsets, data = column.buffers()
    assert offsets is not None  # noqa: S101  Arrow always gives a filled text column its offsets
    every = np.frombuffer(offsets, dtype=np.int32, count=column.offset + len(column) + 1)
    every.flags.writeable = False  # Arrow's own buffers may be writable: one kind for all kernels
    if data is None or data.size == 0:
        return _NO_BYTES, every[column.offset :]
    content = np.frombuffer(data, dtype=np.uint8)
    content.flags.writeable = False
    return content, every[column.offset :]
