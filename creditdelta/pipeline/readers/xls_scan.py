"""An old .xls looked through record by record before anything parses it.

Clause  S31, S75. BIFF8 (Excel 97 to 2003) only; older ones are named. Stated dimensions are not
believed: the cells' own records count.
Pure    works on the workbook stream.
"""

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from creditdelta.pipeline.readers import workbook_limits as limits
from creditdelta.pipeline.readers.sheet_cells import ERROR_VALUE, FORMULA
from creditdelta.pipeline.readers.sheet_cut import Area
from creditdelta.pipeline.readers.workbook_refusal import Refusal

_BOF, _EOF, _SHEET, _PASSWORD, _MERGED = 0x0809, 0x000A, 0x0085, 0x002F, 0x00E5
_FORMULA, _ERROR = 0x0006, 0x0205
_ONE_CELL = (0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6)
_CELLS_IN_ROW = (0x00BD, 0x00BE)
_BIFF8 = 0x0600
_WORKSHEET = 0
_HEAD = struct.Struct("<2H")
_PLACE = struct.Struct("<2H")
_COLUMN_BITS = 8


@dataclass(slots=True)
class OldSheet:
    """One worksheet of a .xls: the box its cells fill, and cells that may not be read."""

    name: str
    hidden: bool
    last_row: int = 0
    last_column: int = 0
    merged: list[Area] = field(default_factory=list)
    formulas: "array[int]" = field(default_factory=lambda: array("L"))
    errors: "array[int]" = field(default_factory=lambda: array("L"))

    def refused_cells(self) -> dict[int, dict[int, str]]:
        """Row from 1 -> column -> code of formulas and error values."""
        found: dict[int, dict[int, str]] = {}
        for code, places in ((ERROR_VALUE, self.errors), (FORMULA, self.formulas)):
            for place in places:
                row, column = divmod(place, 1 << _COLUMN_BITS)
                found.setdefault(row + 1, {})[column] = code
        return found


def scan(stream: bytes) -> list[OldSheet]:
    """Every worksheet with its name; refused when it is locked, too old, damaged or too big."""
    sheets: list[OldSheet] = []
    cells = 0
    try:
        starts = list(_listed(stream))
        for name, hidden, start in starts:
            sheet = OldSheet(name, hidden)
            _walk(stream, start, sheet)
            cells += sheet.last_row * (sheet.last_column + 1)
            sheets.append(sheet)
    except (struct.error, IndexError) as fault:
        raise Refusal("CD-XLSX-008", "BIFF") from fault
    if cells > limits.OLD_FORMAT_CELLS:
        raise Refusal("CD-XLSX-010", f"{cells} > {limits.OLD_FORMAT_CELLS}")
    if not sheets:
        raise Refusal("CD-XLSX-013", "worksheet")
    return sheets


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """(kind, place of its body, length) up to the end of the substream."""
    unpack, end = _HEAD.unpack_from, len(stream)
    while at + _HEAD.size <= end:
        kind, size = unpack(stream, at)
        if at + 4 + size > end:
            raise Refusal("CD-XLSX-008", "BIFF")
        yield kind, at + 4, size
        if kind == _EOF:
            return
        at += 4 + size
    raise Refusal("CD-XLSX-008", "BIFF")


def _listed(stream: bytes) -> Iterator[tuple[str, bool, int]]:
    kind, size = _HEAD.unpack_from(stream, 0)
    if kind != _BOF or size < 4 or struct.unpack_from("<H", stream, 4)[0] != _BIFF8:  # noqa: PLR2004
        raise Refusal("CD-XLSX-006", "Excel 5/95")
    found = 0
    for kind, at, _ in _records(stream, 0):
        if kind == _PASSWORD:
            raise Refusal("CD-XLSX-007")
        if kind == _SHEET:
            start, state, form, length, wide = struct.unpack_from("<L4B", stream, at)
            found += 1
            if found > limits.SHEETS:
                raise Refusal("CD-XLSX-010", f"{found} > {limits.SHEETS}")
            if form == _WORKSHEET:
                yield _name(stream[at + 8 :], length, bool(wide & 1)), bool(state & 3), start


def _name(data: bytes, length: int, wide: bool) -> str:
    if wide:
        return data[: 2 * length].decode("utf-16-le", "replace")
    return data[:length].decode("latin-1")


def _walk(stream: bytes, start: int, sheet: OldSheet) -> None:
    place = _PLACE.unpack_from
    if _HEAD.unpack_from(stream, start)[0] != _BOF:
        raise Refusal("CD-XLSX-008", sheet.name)
    last_row = last_column = -1
    for kind, at, size in _records(stream, start):
        if kind in _ONE_CELL:
            row, column = place(stream, at)
        elif kind in _CELLS_IN_ROW:
            row, column = place(stream, at)[0], struct.unpack_from("<H", stream, at + size - 2)[0]
        else:
            if kind == _MERGED:
                sheet.merged += _merged(stream, at)
            continue
        last_row = max(last_row, row)
        last_column = max(last_column, column)
        if column >> _COLUMN_BITS:
            raise Refusal("CD-XLSX-015", sheet.name, row=row + 1)
        if kind == _FORMULA:
            sheet.formulas.append(row << _COLUMN_BITS | column)
        elif kind == _ERROR and stream[at + 7]:
            sheet.errors.append(row << _COLUMN_BITS | column)
    sheet.last_row, sheet.last_column = last_row + 1, max(last_column, 0)


def _merged(stream: bytes, at: int) -> list[Area]:
    count = struct.unpack_from("<H", stream, at)[0]
    found = []
    for number in range(min(count, 1_027)):  # as many as one record can hold
        top, bottom, left, right = struct.unpack_from("<4H", stream, at + 2 + 8 * number)
        found.append((top + 1, left, bottom + 1, right))
    return found
