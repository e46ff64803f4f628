"""Pieces of a worksheet as parts and as sample rows, without the reading process where they are plain.

Clause  S31, S75. `sheet_kernel` says where a value is; this turns it into columns. Every answer is
        the one the library gives (tests/test_plain_sheets.py); what may differ is not answered.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.pipeline import findings
from creditdelta.pipeline.readers import sheet_columns, sheet_kernel
from creditdelta.pipeline.readers import workbook_limits as limits
from creditdelta.pipeline.readers.cell_address import address
from creditdelta.pipeline.readers.sheet_number import HARD
from creditdelta.pipeline.readers.source import ROW, Part, SampleRow
from creditdelta.pipeline.readers.survey import survey
from creditdelta.pipeline.readers.workbook_blocks import named
from creditdelta.pipeline.readers.workbook_text import as_text

BEYOND = "CD-XLSX-030"
A = TypeVar("A", bound=npt.NDArray[Any])
_DAY_NOUGHT = date(1899, 12, 30).toordinal()
_SST = re.compile(rb"<sst(?:\s[^<>]*)?>")
_SST_SPACE = 4_096
_SPARE = bytes(limits.SPARE_BYTES)


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """Text k lies in `data` between `places[k]` and `places[k + 1]`, unless it is `hard` to read.

    `clean` says that none holds a control or replacement character.
    """

    data: Bytes
    places: Offsets
    hard: Bytes
    clean: bool


@dataclass(frozen=True, slots=True)
class Values:
    """What the kernel found: see `sheet_kernel.tokenise`; `data` holds what numbers are written as."""

    data: Bytes
    texts: SharedTexts
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    kinds: Bytes
    numbers: npt.NDArray[np.int64]
    beyond: npt.NDArray[np.int64]
    sizes: npt.NDArray[np.int64]
    clean: bool


def _fixed(array: A) -> A:
    array.flags.writeable = False
    return array


def no_texts() -> SharedTexts:
    """Of a workbook that keeps no text apart."""
    nothing = np.zeros(1, np.uint8)
    return SharedTexts(
        np.frombuffer(_SPARE, np.uint8), _fixed(np.zeros(1, np.int32)), _fixed(nothing[:0]), True
    )


def shared_texts(xml: bytes) -> SharedTexts | None:
    """The shared texts of a workbook; None where they are not written plainly."""
    opened, end = _SST.search(xml[:_SST_SPACE]), xml.rfind(b"</sst>")
    if opened is None or end < 0 or xml[end + len(b"</sst>") :].strip():
        return None
    raw = np.frombuffer(xml + _SPARE, np.uint8)
    valid, clean = survey(raw[: len(xml)], True)
    if not valid or (not clean and b"\0" in xml):
        return None
    most = xml.count(b"<si")
    data = np.empty(end - opened.end() + 2 * limits.SPARE_BYTES, np.uint8)
    places, hard = np.zeros(most + 1, np.int32), np.zeros(most, np.uint8)
    look = b"\r" in xml or _escaped(xml)
    count = sheet_columns.shared(raw, opened.end(), end, look, data, places, hard)
    if count != most:
        return None
    kept = data[: places[count] + limits.SPARE_BYTES].copy()
    return SharedTexts(_fixed(kept), _fixed(places), _fixed(hard), clean)


def _escaped(xml: bytes) -> bool:
    return b"_" in xml and b"_x" in xml  # one rare character is found ten times as fast as two


def values(
    xml: bytes, size: int, room: int, header: int, width: int, styles: Bytes, texts: SharedTexts
) -> Values | None:
    """All values of pieces of a sheet, `size` bytes and spare ones; None: not written plainly."""
    raw = np.frombuffer(xml, np.uint8)
    valid, clean = survey(raw[:size], True)
    odd = b"\r" in xml or _escaped(xml) or (not clean and xml.find(b"\0", 0, size) >= 0)
    if not valid or odd:
        return None
    starts, ends = np.empty((room, width), np.int32), np.empty((room, width), np.int32)
    kinds, numbers = np.empty((room, width), np.uint8), np.empty(room, np.int64)
    beyond = np.empty(room, np.int64)
    count = sheet_kernel.tokenise(
        raw, size, header, styles, texts.places, texts.hard, starts, ends, kinds, numbers, beyond
    )
    if count < 0:
        return None
    found = (starts[:count], ends[:count], kinds[:count])
    data = _written_anew(xml, *found)
    sizes = np.zeros(width, dtype=np.int64)
    sheet_columns.sizes(found[0], found[1], sizes)
    if sizes.sum() > limits.PLAIN_TEXT_BYTES:  # few cells may name one long text again and again
        return None
    return Values(
        data, texts, *found, numbers[:count], beyond[:count], sizes, clean and texts.clean
    )


def _written_anew(
    xml: bytes, starts: npt.NDArray[np.int32], ends: npt.NDArray[np.int32], kinds: Bytes
) -> Bytes:
    """The bytes with the texts of days and long numbers behind them; their values point there."""
    rows, columns = np.nonzero(kinds >= HARD)
    if not len(rows):
        return np.frombuffer(xml, np.uint8)
    parts, at = [xml], len(xml)
    known: dict[bytes, bytes] = {}
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        raw = xml[starts[row, column] : ends[row, column]]
        kind = kinds[row, column]
        key = raw if kind == HARD else b"d" + raw
        if key not in known:
            known[key] = (as_text(float(raw)) if kind == HARD else _day(raw)).encode()
        text = known[key]
        parts.append(text)
        starts[row, column], ends[row, column] = at, at + len(text)
        at += len(text)
    return np.frombuffer(b"".join([*parts, _SPARE]), np.uint8)


def _day(raw: bytes) -> str:
    return date.fromordinal(_DAY_NOUGHT + int(raw)).isoformat()


def part(found: Values, header: SampleRow) -> Part:
    """The values as a part."""
    names = [ROW, *(f"c{place}" for place in range(found.starts.shape[1]))]
    batch = pa.RecordBatch.from_arrays([pa.array(found.numbers), *_columns(found)], names)
    return Part(
        batch, findings.none_found(), 0, _noted(found, header), _numeric(found.kinds), found.clean
    )


def sample(found: Values) -> list[tuple[int, list[str]]]:
    """Row numbers and cells as text, each row up to its last filled cell."""
    columns = [column.to_pylist() for column in _columns(found)]
    rows = []
    for number, cells in zip(found.numbers.tolist(), zip(*columns, strict=True), strict=True):
        last = max(at for at, cell in enumerate(cells) if cell)
        rows.append((number, list(cells[: last + 1])))
    return rows


def _columns(found: Values) -> list[pa.StringArray]:
    count, width = found.starts.shape
    bases = np.zeros(width + 1, dtype=np.int64)
    np.cumsum(found.sizes + limits.SPARE_BYTES, out=bases[1:])
    offsets = np.zeros((width, count + 1), dtype=np.int32)
    data, places = pa.allocate_buffer(int(bases[-1])), pa.py_buffer(offsets)
    out = np.frombuffer(data, dtype=np.uint8)
    sheet_columns.gather(
        found.data,
        found.texts.data,
        found.texts.places,
        found.starts,
        found.ends,
        bases,
        offsets,
        out,
    )
    step = offsets.strides[0]
    return [
        pa.StringArray.from_buffers(
            count,
            places.slice(c * step, step),
            data.slice(int(bases[c]), int(found.sizes[c])),
            None,
            0,
        )
        for c in range(width)
    ]


def _numeric(kinds: Bytes) -> tuple[tuple[int, int], ...]:
    columns, rows = np.nonzero(kinds.T)
    return tuple(zip(rows.tolist(), columns.tolist(), strict=True))


def _noted(found: Values, header: SampleRow) -> pa.RecordBatch:
    (rows,) = np.nonzero(found.beyond >= 0)
    at = [(int(found.numbers[row]), int(found.beyond[row])) for row in rows]
    return named([(row, column, BEYOND, address(row, column)) for row, column in at], header)
