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
from creditdelta.pipeline.readers.byte_stream import utf8_blocks
from creditdelta.pipeline.readers.source import (
    COLUMN_LIMIT,
    FIELD_LIMIT,
    ROW,
    Part,
    SampleRow,
    UnreadableFile,
)

CELLS = 1 << 17
LINE_LIMIT = 1 << 20
HELD_LIMIT = 8 << 20  # bytes of lines that become one part
BROKEN_LINE, NO_OBJECT, NESTED, TWICE = "CD-JSON-001", "CD-JSON-002", "CD-JSON-003", "CD-JSON-004"
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
    """The keys of all objects, in the order met, are the headings.

    The whole file is read for them: systems leave out empty fields, so a key may come late.
    """
    names: dict[str, None] = {}
    try:
        for line in _lines(path):
            record = _object(line)
            if isinstance(record, dict):
                names.update(dict.fromkeys(record))
            if len(names) > COLUMN_LIMIT:
                break
    except UnreadableFile:
        if not names:
            raise
    if not 0 < len(names) <= COLUMN_LIMIT:
        raise UnreadableFile("CD-FILE-004")
    return JsonLinesSource(path, (SampleRow(0, 0, tuple(names)),))


def _object(line: bytes) -> dict[str, object] | str:
    """The record of a line, or the code of what is wrong with it."""
    if len(line) > LINE_LIMIT:
        return _TOO_LONG
    try:
        record = json.loads(
            line.decode("utf-8"),
            parse_float=str,
            parse_int=str,
            parse_constant=str,
            object_pairs_hook=_pairs,
        )
    except UnicodeDecodeError:
        return _BROKEN_BYTES
    except _KeyTwice:
        return TWICE
    except (ValueError, RecursionError):
        return BROKEN_LINE
    if not isinstance(record, dict):
        return NO_OBJECT
    if any(isinstance(value, dict | list) for value in record.values()):
        return NESTED
    if len(line) > FIELD_LIMIT and any(_size(value) > FIELD_LIMIT for value in record.values()):
        return _TOO_LONG
    return record


def _size(value: object) -> int:
    return len(value.encode("utf-8", "replace")) if isinstance(value, str) else 0


class _KeyTwice(ValueError):
    """An object names a key twice: which value is meant, nobody knows."""


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise _KeyTwice
    return record


def _lines(path: Path) -> Iterator[bytes]:
    carry = b""
    for block in utf8_blocks(path):
        *lines, carry = (carry + block).split(b"\n")
        yield from lines
        carry = carry[: LINE_LIMIT + 1]  # a longer line is refused for its length alone
    if carry:
        yield carry


def _parts(path: Path, names: tuple[str, ...]) -> Iterator[Part]:
    held: list[tuple[int, bytes]] = []
    most = max(CELLS // len(names), 1)
    size = 0
    try:
        for number, line in enumerate(_lines(path), start=1):
            if line.strip(b" \t\r"):
                held.append((number, line))
                size += len(line)
            if len(held) == most or size > HELD_LIMIT:
                yield _part(held, names)
                held, size = [], 0
    except UnreadableFile:
        if held:
            yield _part(held, names)
        raise
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
