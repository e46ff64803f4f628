"""Are two tables the same, whatever their order, batches and storage? Row digests, sorted.

Clause  S71, S75: two provinces and two engines must be able to compare what they hold.
Pure    the byte encoding is a protocol: docs/protocol/row-digest.md. It never changes; another
        encoding would get another name in `DOMAIN`.

Equal for any batch size, row order, column order and Arrow representation (dictionary, large
text, slices). A missing value, an empty text and an absent column are three different things.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.kernel.columns import Bytes, Offsets, as_text, buffers
from creditdelta.kernel.compiled_rows import (
    number_sizes,
    text_sizes,
    write_numbers,
    write_prefix,
    write_text,
)

DOMAIN = b"creditdelta row digest 1\n"
DIGEST_BYTES = 32
NOTHING, TEXT, INTEGER, BOOLEAN, DAY = 0x00, 0x53, 0x49, 0x42, 0x44  # and S I B D
WIDTHS = {NOTHING: 0, INTEGER: 8, BOOLEAN: 1, DAY: 4}
ROWS_AT_ONCE = 16_384  # bounds the memory of the encoded rows

Digests = npt.NDArray[np.uint8]

_NO_DATA: Bytes = np.frombuffer(b"\0", dtype=np.uint8)
_NO_OFFSETS: Offsets = np.zeros(1, dtype=np.int32)
_NO_NUMBERS = np.zeros(1, dtype=np.int64)


class ColumnRefused(TypeError):
    """The protocol has no encoding for this column; says its name and type."""


def schema_digest(names: Iterable[str]) -> bytes:
    """Digest of the column names; it opens the bytes of every row."""
    written = [name.encode("utf-8") for name in names]
    fields = (struct.pack(">I", len(name)) + name for name in sorted(written))
    return sha256(DOMAIN + struct.pack(">I", len(written)) + b"".join(fields)).digest()


def row_digests(batch: pa.RecordBatch) -> Digests:
    """SHA-256 of each row, shape (rows, 32), in row order; raises `ColumnRefused`."""
    names = batch.schema.names
    if len(set(names)) != len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise ColumnRefused(f"column {twice!r} stands twice")
    tags = {name: _tag(name, batch.schema.field(name).type) for name in names}
    prefix = schema_digest(names)
    order = sorted(names, key=lambda name: name.encode("utf-8"))
    digests = bytearray()
    for start in range(0, batch.num_rows, ROWS_AT_ONCE):
        part = batch.slice(start, ROWS_AT_ONCE)
        columns = [_ready(tags[name], part.column(name)) for name in order]
        digests += _digests(columns, prefix, part.num_rows)
    return np.frombuffer(bytes(digests), dtype=np.uint8).reshape(-1, DIGEST_BYTES)


def table_digest(batches: Iterable[pa.RecordBatch]) -> bytes:
    """SHA-256 over the sorted row digests of all batches; a row that stands twice counts twice.

    Needs 32 bytes of memory a row, and once more while sorting.
    """
    parts = [row_digests(batch) for batch in batches]
    rows = np.concatenate(parts) if parts else np.empty((0, DIGEST_BYTES), dtype=np.uint8)
    return sha256(np.sort(rows.view(f"S{DIGEST_BYTES}").ravel()).tobytes()).digest()


def _tag(name: str, kind: pa.DataType) -> int:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
        if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)):
            raise ColumnRefused(f"column {name!r}: a dictionary of {kind} has no encoding")
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        return TEXT
    if pa.types.is_int64(kind):
        return INTEGER
    if pa.types.is_boolean(kind):
        return BOOLEAN
    if pa.types.is_date32(kind):
        return DAY
    if pa.types.is_null(kind):
        return NOTHING
    raise ColumnRefused(f"column {name!r}: {kind} has no encoding")


@dataclass(frozen=True, slots=True)
class _Column:
    """One column ready for the loops: text as (data, offsets), anything else as numbers."""

    tag: int
    valid: npt.NDArray[np.bool_]
    data: Bytes
    offsets: Offsets
    numbers: npt.NDArray[np.int64]


def _ready(tag: int, array: "pa.Array[Any]") -> _Column:
    if pa.types.is_dictionary(array.type):
        array = array.cast(array.type.value_type)
    valid = np.asarray(array.is_valid())
    if tag == TEXT:
        return _Column(tag, valid, *buffers(as_text(array)), _NO_NUMBERS)
    if tag == NOTHING:
        return _Column(tag, valid, _NO_DATA, _NO_OFFSETS, _NO_NUMBERS)
    if tag == DAY:
        array = array.cast(pa.int32())
    numbers = np.asarray(array.fill_null(False if tag == BOOLEAN else 0)).astype(np.int64)
    return _Column(tag, valid, _NO_DATA, _NO_OFFSETS, numbers)


def _digests(columns: list[_Column], prefix: bytes, rows: int) -> bytes:
    sizes = np.full(rows, DIGEST_BYTES, dtype=np.int64)
    for column in columns:
        if column.tag == TEXT:
            text_sizes(column.offsets, column.valid, sizes)
        else:
            number_sizes(column.valid, WIDTHS[column.tag], sizes)
    ends = np.cumsum(sizes)
    starts = ends - sizes
    out = np.empty(int(ends[-1]), dtype=np.uint8)
    cursor = write_prefix(np.frombuffer(prefix, dtype=np.uint8), starts, out)
    for column in columns:
        tag, valid = column.tag, column.valid
        if tag == TEXT:
            write_text(column.data, column.offsets, valid, tag, out, cursor)
        else:
            write_numbers(column.numbers, valid, tag, WIDTHS[tag], out, cursor)
    encoded = out.data
    places = zip(starts.tolist(), ends.tolist(), strict=True)
    return b"".join([sha256(encoded[start:end]).digest() for start, end in places])
