"""Which cells of a piece of a sheet may not be read: formulas, error values, places claimed twice.

Clause  S75. Only pieces where `sheet_cut` saw something come here; this walks cell by cell.
Pure
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from creditdelta.pipeline.readers.cell_address import address, column_of
from creditdelta.pipeline.readers.sheet_cut import Area
from creditdelta.pipeline.readers.workbook_refusal import Refusal

FORMULA = "CD-XLSX-021"
ERROR_VALUE = "CD-XLSX-022"

_TAG = re.compile(rb"<(?:[\w.-]+:)?(row|c)(?=[\s/>])([^>]*)>")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the XML: where it is and whether it may be read."""

    row: int
    column: int
    formula: bool
    error: bool


def cells(data: bytes) -> Iterator[Cell]:
    """Every cell of the piece in file order, with the place a missing address implies."""
    row, column = 0, -1
    tags = list(_TAG.finditer(data))
    for at, tag in enumerate(tags):
        if tag[1] == b"row":
            number = _NUMBER.search(tag[2])
            row, column = int(number[1]) if number else row + 1, -1
            continue
        place = _PLACE.search(tag[2])
        column = column_of(place[1].decode()) if place else column + 1
        body_end = tags[at + 1].start() if at + 1 < len(tags) else len(data)
        formula = _FORMULA.search(data, tag.end(), body_end) is not None
        stated = int(place[2]) if place else row
        if stated != row:
            raise Refusal("CD-XLSX-017", address(stated, column), row=row)
        yield Cell(row, column, formula, _ERROR.search(tag[2]) is not None)


def refused_cells(data: bytes) -> dict[int, dict[int, str]]:
    """Row -> column -> code of every formula and error value of the piece.

    Raises `Refusal` where two cells claim one place, or a cell another row than its own.
    """
    found: dict[int, dict[int, str]] = {}
    seen: set[tuple[int, int]] = set()
    for cell in cells(data):
        if (cell.row, cell.column) in seen:
            raise Refusal("CD-XLSX-017", address(cell.row, cell.column), row=cell.row)
        seen.add((cell.row, cell.column))
        if cell.formula or cell.error:
            code = FORMULA if cell.formula else ERROR_VALUE
            found.setdefault(cell.row, {})[cell.column] = code
    return found


def in_ranges(ranges: list[Area], first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """(row, left, right) of every row from `first` to `last` that an array formula fills."""
    for top, left, bottom, right in ranges:
        for row in range(max(top, first), min(bottom, last) + 1):
            yield row, left, right
