"""The fix-it workbook of an upload: its waiting rows in the standard's columns, wrong cells coloured.

Clause  S31. Made from what is kept of the rows; the file that was sent is not opened again.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from creditdelta.kernel.errors import Lang
from creditdelta.pipeline.blank_workbook import offered
from creditdelta.pipeline.fix_workbook import CellFinding, write_fix_workbook
from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.standards import Column, Standard
from creditdelta.uploads.merging import shown
from creditdelta.uploads.queries import RowToMend, Wrong


def open_columns(standard: Standard) -> tuple[Column, ...]:
    """The columns that a clerk may fill in: all but personal numbers."""
    return tuple(column for column in standard.columns if column.privacy != "person_id")


def workbook(upload: str, standard: Standard, rows: Sequence[RowToMend], lang: Lang) -> bytes:
    """The .xlsx as bytes; `upload` is the mark by which it is known when it comes back."""
    columns = open_columns(standard)
    place = {column.code: at for at, column in enumerate(columns)}
    lists = {
        place[column.code]: offered(column, standard, enums()[column.enum])
        for column in columns
        if column.enum and not column.multiple
    }
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fix.xlsx"
        write_fix_workbook(
            path,
            label=standard.label.zh,
            headings=[column.label.zh for column in columns],
            rows=[(row.row, [shown(row.cells.get(code, "")) for code in place]) for row in rows],
            findings={row.row: [_cell(one, place, lang) for one in row.wrong] for row in rows},
            enums=lists,
            lang=lang,
            mark=upload,
        )
        return path.read_bytes()


def _cell(one: Wrong, place: dict[str, int], lang: Lang) -> CellFinding:
    return CellFinding(
        place.get(one.column),
        one.severity,
        one.message(lang),
        one.advice(lang),
        one.suggested,
    )
