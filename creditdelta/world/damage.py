"""What happens to whole rows on the way: cut, shifted, split by a comma, swallowed by a quote.

Clause  S75: damage is named, not guessed away.
Pure    cells of one row in, the line as it arrives out, for files of separated values; workbooks
        have damage of their own: a code kept as a number, a formula instead of a value.
"""

from collections.abc import Callable
from dataclasses import dataclass

Cells = list[str]


@dataclass(frozen=True, slots=True)
class Damage:
    """One kind of damage, the codes that answer it, and the line it leaves."""

    name: str
    codes: tuple[str, ...]
    line: Callable[[Cells, str], bytes]  # cells and encoding
    last: bool = False  # can only befall the last line of a file


def plain(cells: Cells, encoding: str) -> bytes:
    """An undamaged line; quotes only around a cell that holds a comma."""
    quoted = [f'"{cell}"' if "," in cell else cell for cell in cells]
    return (",".join(quoted) + "\r\n").encode(encoding)


def _shifted(cells: Cells, encoding: str) -> bytes:
    return plain(["", *cells[:-1]], encoding)


def _cell_lost(cells: Cells, encoding: str) -> bytes:
    return plain(cells[:5] + cells[6:], encoding)


def _cell_split(cells: Cells, encoding: str) -> bytes:
    half = len(cells[0]) // 2
    return plain([cells[0][:half], cells[0][half:], *cells[1:]], encoding)


def _unclosed(cells: Cells, encoding: str) -> bytes:
    return plain(['"' + cells[0], *cells[1:]], encoding)


def _bad_byte(cells: Cells, encoding: str) -> bytes:
    return b"\xff" + plain(cells, encoding)


def _cut_off(cells: Cells, encoding: str) -> bytes:
    return plain(cells[:9], encoding).rstrip(b"\r\n")


DAMAGES = (
    Damage("cells shifted to the right", ("CD-ROW-001",), _shifted),
    Damage("a cell lost", ("CD-CSV-001",), _cell_lost),
    Damage("a comma splits a cell", ("CD-CSV-002",), _cell_split),
    Damage("a quote never closed", ("CD-CSV-003",), _unclosed),
    Damage("a byte of no encoding", ("CD-ENC-001",), _bad_byte),
    Damage("the last line cut off", ("CD-CSV-006",), _cut_off, last=True),
)


@dataclass(frozen=True, slots=True)
class CellDamage:
    """What a workbook holds in the cell of `role` instead of text: a number, or a formula."""

    name: str
    codes: tuple[str, ...]
    role: str
    number: float = 0.0
    formula: str = ""


CELL_DAMAGES = (
    CellDamage("a code kept as a number", ("CD-XLSX-020",), "uscc", number=9.13101150000123e17),
    CellDamage("a formula in a cell", ("CD-XLSX-021",), "fine", formula="=0.1+0.2"),
)
