"""JSON Lines: one object a line, the keys are the headings.

Clause  S31, S75.
Pure    one block of lines at a time; a broken line costs its own record only.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from creditdelta.pipeline import findings
from creditdelta.pipeline.readers.byte_stream import BLOCK, first_bytes, raw_blocks
from creditdelta.pipeline.readers.source import ROW, SAMPLE_ROWS, Part, SampleRow, UnreadableFile

LINES = 4096
LINE_LIMIT = 1 << 20
BROKEN_LINE, NO_OBJECT, NESTED = "CD-JSON-001", "CD-JSON-002", "CD-JSON-003"
_BROKEN_BYTES, _TOO_LONG = "CD-ENC-001", "CD-CSV-005"


@dataclass(frozen=True, slots=True)
class JsonLinesSource:
    """An opened JSON Lines file; see `source.Source`. The row is the physical line."""

    path: Path
    sample: tuple[SampleRow, ...]
    form: str = "JSON Lines, UTF-8"

    def parts(self, header: SampleRow) -> Iterator[Part]:
        """All records; see `source.Source.parts`."""
        return _parts(self.path, header.cells)


def open_json_lines(path: Path) -> JsonLinesSource:
    """The keys of the first objects, in the order met, are the headings."""
    names: dict[str, None] = {}
    for line in first_bytes(path).removeprefix(b"\xef\xbb\xbf").split(b"\n")[: SAMPLE_ROWS * 10]:
        record = _object(line)
        if isinstance(record, dict):
            names.update(dict.fromkeys(record))
    if not names:
        raise UnreadableFile("CD-FILE-004")
    return JsonLinesSource(path, (SampleRow(0, 0, tuple(names)),))


def _object(line: bytes) -> dict[str, object] | str:
    """The record of a line, or the code of what is wrong with it."""
    if len(line) > LINE_LIMIT:
        return _TOO_LONG
    try:
        record = json.loads(line.decode("utf-8"), parse_float=str, parse_int=str)
    except UnicodeDecodeError:
        return _BROKEN_BYTES
    except (ValueError, RecursionError):
        return BROKEN_LINE
    if not isinstance(record, dict):
        return NO_OBJECT
    if any(isinstance(value, dict | list) for value in record.values()):
        return NESTED
    return record


def _lines(path: Path) -> Iterator[bytes]:
    carry = b""
    for block in raw_blocks(path):
        *lines, carry = (carry + block).split(b"\n")
        yield from lines
        if len(carry) > LINE_LIMIT + BLOCK:
            carry = carry[: LINE_LIMIT + 1]
    if carry:
        yield carry


def _parts(path: Path, names: tuple[str, ...]) -> Iterator[Part]:
    held: list[tuple[int, bytes]] = []
    for number, raw in enumerate(_lines(path), start=1):
        line = raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw
        if line.strip(b" \t\r"):
            held.append((number, line))
        if len(held) == LINES:
            yield _part(held, names)
            held = []
    if held:
        yield _part(held, names)


def _part(lines: list[tuple[int, bytes]], names: tuple[str, ...]) -> Part:
    rows: list[int] = []
    cells: list[list[str]] = [[] for _ in names]
    refused: list[tuple[int, str]] = []
    for number, line in lines:
        record = _object(line)
        if isinstance(record, str):
            refused.append((number, record))
            continue
        rows.append(number)
        for name, column in zip(names, cells, strict=True):
            column.append(_text(record.get(name)))
    found = [
        findings.of_rows(np.array([row for row, code in refused if code == wanted]), "", wanted)
        for wanted in sorted({code for _, code in refused})
    ]
    columns = [pa.array(column, pa.string()) for column in cells]
    schema = [ROW, *(f"c{number}" for number in range(len(names)))]
    batch = pa.RecordBatch.from_arrays([pa.array(rows, pa.int64()), *columns], names=schema)
    return Part(batch, findings.joined(found), len(refused), findings.none_found())


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).encode("utf-8", "replace").decode().strip(" \t")
