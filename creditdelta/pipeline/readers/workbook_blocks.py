"""Blocks of the reading process as parts: its texts become Arrow columns, its cells findings.

Clause  S31
Pure
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from creditdelta.pipeline import findings
from creditdelta.pipeline.readers.cell_address import letters
from creditdelta.pipeline.readers.source import ROW, Part, SampleRow, UnreadableFile
from creditdelta.pipeline.readers.workbook_wire import Frame

_BROKEN = "CD-XLSX-028"
_NONE = findings.none_found()


def block_part(frame: Frame, header: SampleRow) -> Part:
    """The rows of a block, with the findings that came with it."""
    meta = frame.meta
    rows = meta["rows"]
    numbers = pa.Array.from_buffers(pa.int64(), rows, [None, pa.py_buffer(frame.numbers)])
    columns = _columns(frame.texts, rows, len(header.cells))
    names = [ROW, *(f"c{place}" for place in range(len(columns)))]
    return Part(
        pa.RecordBatch.from_arrays([numbers, *columns], names=names),
        named(meta["refused"], header),
        meta["refused_rows"],
        named(meta["noted"], header),
        tuple(map(tuple, meta["numeric"])),
    )


def _columns(texts: bytes | bytearray, rows: int, width: int) -> list[pa.StringArray]:
    """All columns share one buffer of text and one of offsets; nothing is copied for a column."""
    if not rows:
        return [pa.array([], pa.string())] * width
    ends = np.flatnonzero(np.frombuffer(texts, dtype=np.uint8) == 0)
    if len(ends) != rows * width or (texts and texts[-1]):
        raise UnreadableFile(_BROKEN)
    offsets = np.zeros(len(ends) + 1, dtype=np.int32)
    offsets[1:] = ends - np.arange(len(ends))
    data = pa.py_buffer(texts.replace(b"\0", b""))
    shared = pa.py_buffer(offsets)
    return [
        pa.StringArray.from_buffers(rows, shared, data, None, 0, at * rows) for at in range(width)
    ]


def named(cells: Iterable[Sequence[Any]], header: SampleRow) -> pa.RecordBatch:
    """Findings of (row, column from 0, code, detail), the column by its heading or its letters."""
    rows = [
        {"row": row, "column": _heading(header, at), "code": code, "value": None, "detail": detail}
        for row, at, code, detail in cells
    ]
    if not rows:
        return _NONE
    return pa.RecordBatch.from_pylist(rows, schema=findings.SCHEMA)


def _heading(header: SampleRow, place: int) -> str:
    named = place < len(header.cells) and header.cells[place]
    return named or letters(place)
