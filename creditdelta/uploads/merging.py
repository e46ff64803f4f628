"""Which rows did a fix-it workbook change when it came back?

Clause  S31: a clerk mends fourteen rows in the sheet, and nothing else moves.
Pure    rows are matched by their original number; what was not touched is kept as it was sent.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from creditdelta.pipeline.fix_workbook import CELL_LIMIT
from creditdelta.pipeline.validate.masked import masked
from creditdelta.uploads.wrong import Cells, Row

FOREIGN, MIXED, TWICE, UNCHANGED = "CD-MEND-001", "CD-MEND-002", "CD-MEND-003", "CD-MEND-004"


class WorkbookRefused(ValueError):
    """The workbook cannot be merged; `code` is in the catalogue, `detail` one word of its sentence."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code, self.detail = code, detail


def shown(cell: str) -> str:
    """A cell as it is handed out: no personal number, and no more than a sheet's cell can hold."""
    return masked(cell)[:CELL_LIMIT]


def same(one: str, other: str) -> bool:
    """Whether two cells say the same but for what a spreadsheet or a form field alters by itself."""
    return _settled(one) == _settled(other)


def _settled(cell: str) -> str:
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return unicodedata.normalize("NFC", "\n".join(line.strip() for line in lines)).strip()


def edited(cells: Cells, given: Cells) -> dict[str, str]:
    """The cells that were given another content than was shown, by column."""
    return {
        code: cell for code, cell in given.items() if not same(cell, shown(cells.get(code, "")))
    }


def merged(
    waiting: Mapping[int, Cells], returned: Sequence[Row], unjudged: Collection[int] = ()
) -> list[Row]:
    """The waiting rows that the workbook changed, whole, by number; `WorkbookRefused`.

    Rows that wait no longer are left out: somebody mended them, or set them aside. Those that were
    changed before, but not judged since, come along as they are.
    """
    numbers = Counter(row.number for row in returned)
    twice = sorted(number for number, count in numbers.items() if count > 1)
    if twice:
        raise WorkbookRefused(TWICE, str(twice[0]))
    changed = [
        Row(row.number, {**waiting[row.number], **changes})
        for row in sorted(returned, key=lambda row: row.number)
        if row.number in waiting
        and ((changes := edited(waiting[row.number], row.cells)) or row.number in unjudged)
    ]
    if not changed:
        raise WorkbookRefused(UNCHANGED)
    return changed
