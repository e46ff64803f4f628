"""Rows of a scanned workbook, a stretch at a time: one shape for .xlsx and .xls.

Clause  S31. Values come from python-calamine; row numbers and cells that may not be read come from
the scan.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from python_calamine import CalamineError, CalamineWorkbook

from creditdelta.pipeline.readers import workbook_archive, workbook_scan, xls_scan
from creditdelta.pipeline.readers import workbook_limits as limits
from creditdelta.pipeline.readers.cell_address import address
from creditdelta.pipeline.readers.sheet_cells import FORMULA, in_ranges, refused_cells
from creditdelta.pipeline.readers.sheet_cut import Area
from creditdelta.pipeline.readers.workbook_form import container
from creditdelta.pipeline.readers.workbook_refusal import Refusal
from creditdelta.pipeline.readers.workbook_scan import Scan, rewritten
from creditdelta.pipeline.readers.workbook_styles import style_kinds
from creditdelta.pipeline.readers.workbook_text import CellValue
from creditdelta.pipeline.readers.xls_container import workbook_stream

Refused = dict[int, dict[int, str]]  # sheet row -> column -> code


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive sheet rows: the number of the first, columns missing on the left, the values."""

    first: int
    left: int
    rows: list[list[CellValue]]
    refused: Refused = field(default_factory=dict)


class Sheet(Protocol):
    """One sheet that can be read from the start any number of times."""

    @property
    def name(self) -> str:
        """The name on its tab."""

    @property
    def hidden(self) -> bool:
        """Whether a clerk does not see it."""

    @property
    def merged(self) -> tuple[Area, ...]:
        """Its merged cells."""

    def stretches(self) -> Iterator[Stretch]:
        """All rows in order."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A scanned workbook; `notes` are (code, detail) about the file.

    `styles` is what `style_kinds` says of an .xlsx, None where its numbers cannot be judged.
    """

    form: str
    sheets: tuple[Sheet, ...]
    notes: tuple[tuple[str, str], ...]
    styles: str | None = None


def open_rows(path: Path, folder: Path) -> Workbook:
    """Scan the file, and offer its sheets; the folder takes what the scan lays out."""
    if path.stat().st_size > limits.FILE_BYTES:
        raise Refusal("CD-XLSX-010", f"{path.stat().st_size >> 20} MB")
    with path.open("rb") as stream:
        kind = container(stream.read(4096))
    return _new(path, folder) if kind == "zip" else _old(path)


@cache
def _rewritten(scan: Scan) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(rewritten(scan))
    except CalamineError as fault:
        raise Refusal("CD-XLSX-012", str(fault)) from fault


@dataclass(frozen=True, slots=True)
class NewSheet:
    """One sheet of an .xlsx; its pieces are laid out, and parsed here only when somebody asks."""

    name: str
    hidden: bool
    merged: tuple[Area, ...]
    note: workbook_scan.SheetNote
    scan: Scan

    def stretches(self) -> Iterator[Stretch]:
        """Piece by piece, each parsed on its own."""
        for piece in self.note.pieces:
            yield self.stretch(piece)

    def stretch(self, piece: workbook_scan.PieceNote) -> Stretch:
        """The rows of one piece."""
        book = _rewritten(self.scan)
        try:
            sheet = book.get_sheet_by_name(workbook_scan.piece_name(piece))
        except CalamineError as fault:
            raise Refusal("CD-XLSX-012", f"{self.name}: {fault}", row=piece.first) from fault
        if sheet.start is None or sheet.end is None:
            return Stretch(piece.first, 0, [])
        (top, left), (bottom, right) = sheet.start, sheet.end
        if top + 1 < piece.first or bottom + 1 > piece.last:
            raise Refusal("CD-XLSX-017", address(bottom + 1, left), row=piece.first)
        if right >= limits.SHEET_COLUMNS:
            raise Refusal(
                "CD-XLSX-015", f"{self.name}!{address(bottom + 1, right)}", row=bottom + 1
            )
        rows = sheet.to_python()
        return Stretch(top + 1, left, rows, self._refused(piece, top + 1, left, rows))

    def plain(self, piece: workbook_scan.PieceNote) -> bool:
        """Whether the piece holds no formula and no cell that an array formula fills."""
        ranges = self.note.ranges
        reached = any(area[0] <= piece.last and area[2] >= piece.first for area in ranges)
        return not (piece.formulas or reached)

    def _refused(
        self, piece: workbook_scan.PieceNote, top: int, left: int, rows: list[list[CellValue]]
    ) -> Refused:
        data = self.scan.piece(piece)
        stated = data.count(b"</" + self.note.prefix + b"c>")
        found: Refused = {}
        if piece.formulas or _filled(rows, stated) < stated:
            found = refused_cells(data)
        for row, begin, end in in_ranges(list(self.note.ranges), top, top + len(rows) - 1):
            cells = rows[row - top]
            for column in range(max(begin, left), min(end + 1, left + len(cells))):
                if cells[column - left] != "":
                    found.setdefault(row, {}).setdefault(column, FORMULA)
        return found


def _filled(rows: list[list[CellValue]], expected: int) -> int:
    """How many cells hold something: an error value or a place claimed twice makes them fewer."""
    count = len(tuple(filter(None, chain.from_iterable(rows))))
    if count < expected:  # zeros and FALSE count as well
        return sum(len(row) - row.count("") for row in rows)
    return count


def _new(path: Path, folder: Path) -> Workbook:
    with workbook_archive.opened(path) as archive:
        scan = workbook_scan.scan(archive, folder)
    filled = [note for note in scan.sheets if note.pieces]
    if not filled:
        raise Refusal("CD-XLSX-026")
    sheets = tuple(NewSheet(note.name, note.hidden, note.merged, note, scan) for note in filled)
    styles = style_kinds(folder / workbook_scan.STYLES, since_1904=scan.since_1904)
    return Workbook(".xlsx", sheets, scan.notes, styles)


@dataclass(frozen=True, slots=True)
class _OldSheet:
    name: str
    hidden: bool
    merged: tuple[Area, ...]
    note: xls_scan.OldSheet
    book: CalamineWorkbook

    def stretches(self) -> Iterator[Stretch]:
        """The sheet is in memory whole; its values become Python objects a stretch at a time."""
        sheet = self.book.get_sheet_by_name(self.name)
        if sheet.start is None:
            return
        refused, left, row = self.note.refused_cells(), sheet.start[1], 1
        values = sheet.iter_rows()
        few = limits.HEAD_ROWS
        while rows := list(islice(values, few)):
            mine = {at: refused[at] for at in range(row, row + len(rows)) if at in refused}
            yield Stretch(row, left, rows, mine)
            row, few = row + len(rows), limits.PIECE_ROWS


def _old(path: Path) -> Workbook:
    notes = xls_scan.scan(workbook_stream(path.read_bytes()))
    filled = [note for note in notes if note.last_row]
    if not filled:
        raise Refusal("CD-XLSX-026")
    try:
        with path.open("rb") as stream:
            book = CalamineWorkbook.from_filelike(stream)
    except (CalamineError, struct.error) as fault:
        raise Refusal("CD-XLSX-012", str(fault)) from fault
    sheets = tuple(
        _OldSheet(note.name, note.hidden, tuple(note.merged), note, book) for note in filled
    )
    return Workbook(".xls", sheets, ())
