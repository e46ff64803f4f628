"""Workbooks (.xlsx, .xls): sample rows to recognise the form by, then parts of text.

Clause  S31, S75. The file is opened only in a limited process of its own (`workbook_child.py`);
here its blocks become Arrow columns. Every value is text as a clerk sees it; `numeric` tells
which cells the workbook holds as numbers or dates, because a code held as a number has lost digits.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from creditdelta.pipeline import findings
from creditdelta.pipeline.readers.cell_address import letters
from creditdelta.pipeline.readers.source import ROW, Part, SampleRow, UnreadableFile
from creditdelta.pipeline.readers.workbook_process import ReadingProcess
from creditdelta.pipeline.readers.workbook_wire import Frame

_OTHER_SHEETS, _NO_SUCH_SHEET = "CD-XLSX-032", "CD-XLSX-027"
_BROKEN = "CD-XLSX-028"
_NONE = findings.none_found()
_GUIDE, _LISTS = "填写说明", "列表"  # sheets of our own forms that hold no records


@dataclass(frozen=True, slots=True)
class SheetHead:
    """One filled sheet of the workbook and its first filled rows."""

    name: str
    hidden: bool
    sample: tuple[SampleRow, ...]


@dataclass(frozen=True, slots=True)
class WorkbookSource:
    """An opened workbook set to one sheet. `parts` may be called once, over all of `on`'s copies.

    Cells of a sample row end with its last filled cell. Close it, or let it go, to end its process.
    """

    path: Path
    container: str
    sheet: str
    heads: tuple[SheetHead, ...]
    notes: tuple[tuple[str, str], ...]
    process: ReadingProcess

    @property
    def form(self) -> str:
        """Which kind of workbook, and which sheet is read."""
        return f"{self.container} [{self.sheet}]"

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of all filled sheets, in the workbook's order."""
        return tuple(head.name for head in self.heads)

    @property
    def sample(self) -> tuple[SampleRow, ...]:
        """The first filled rows of the sheet."""
        return next(head.sample for head in self.heads if head.name == self.sheet)

    def tables(self) -> tuple["WorkbookSource", ...]:
        """The same workbook set to each sheet that may hold the records, in the workbook's order."""
        return tuple(replace(self, sheet=head.name) for head in _offered(self.heads))

    def on(self, sheet: str) -> "WorkbookSource":
        """The same workbook set to another sheet; `UnreadableFile` when it has none so named."""
        if sheet not in self.sheets:
            self.close()
            raise UnreadableFile(_NO_SUCH_SHEET, detail=sheet)
        return replace(self, sheet=sheet)

    def parts(self, header: SampleRow) -> Iterator[Part]:
        """All filled rows below the header; after an `UnreadableFile` none of them counts."""
        order = {"sheet": self.sheet, "header": header.last, "width": len(header.cells)}
        self.process.order(json.dumps(order).encode())
        try:
            noted = [findings.of_file(code, detail=more) for code, more in self._file_notes()]
            while (frame := self.process.frame()).kind != "Z":
                part = _part(frame, header)
                yield replace(part, noted=findings.joined([*noted, part.noted])) if noted else part
                noted = []
        finally:
            self.close()

    def close(self) -> None:
        """End the reading process and remove its folder."""
        self.process.close()

    def _file_notes(self) -> list[tuple[str, str]]:
        others = [
            head.name + ("（隐藏 hidden）" if head.hidden else "")
            for head in self.heads
            if head.name != self.sheet and not _is_guide(head)
        ]
        return [*self.notes, *([(_OTHER_SHEETS, "、".join(others))] if others else [])]


def open_workbook(path: Path, *, sheet: str | None = None) -> WorkbookSource:
    """Open a workbook on the named sheet, else on the first visible filled one that is no guide.

    Raises `UnreadableFile` with a CD-XLSX code for every file that is no readable workbook.
    """
    process = ReadingProcess(path)
    with ExitStack() as stack:
        stack.callback(process.close)
        head = process.frame().meta
        stack.pop_all()
    heads = tuple(_head(found) for found in head["sheets"])
    first = _offered(heads)[0].name
    notes = tuple((code, detail) for code, detail in head["notes"])
    source = WorkbookSource(path.absolute(), head["form"], first, heads, notes, process)
    return source if sheet is None else source.on(sheet)


def _offered(heads: tuple[SheetHead, ...]) -> tuple[SheetHead, ...]:
    """The visible sheets that are no guide of our own; only where there are none, the others."""
    shown = tuple(head for head in heads if not head.hidden)
    return tuple(head for head in shown if not _is_guide(head)) or shown[:1] or heads[:1]


def _is_guide(head: SheetHead) -> bool:
    return head.name == _GUIDE or (head.hidden and head.name == _LISTS)


def _head(found: dict[str, Any]) -> SheetHead:
    rows = tuple(SampleRow(row, row, tuple(cells)) for row, cells in found["rows"])
    return SheetHead(found["name"], found["hidden"], rows)


def _part(frame: Frame, header: SampleRow) -> Part:
    meta = frame.meta
    rows = meta["rows"]
    numbers = pa.Array.from_buffers(pa.int64(), rows, [None, pa.py_buffer(frame.numbers)])
    columns = _columns(frame.texts, rows, len(header.cells))
    names = [ROW, *(f"c{place}" for place in range(len(columns)))]
    return Part(
        pa.RecordBatch.from_arrays([numbers, *columns], names=names),
        _found(meta["refused"], header),
        meta["refused_rows"],
        _found(meta["noted"], header),
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


def _found(cells: list[list[Any]], header: SampleRow) -> pa.RecordBatch:
    if not cells:
        return _NONE
    rows = [
        {"row": row, "column": _heading(header, at), "code": code, "value": None, "detail": detail}
        for row, at, code, detail in cells
    ]
    return pa.RecordBatch.from_pylist(rows, schema=findings.SCHEMA)


def _heading(header: SampleRow, place: int) -> str:
    named = place < len(header.cells) and header.cells[place]
    return named or letters(place)
