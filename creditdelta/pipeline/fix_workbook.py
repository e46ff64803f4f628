"""The fix-it workbook: only the wrong rows, each wrong cell coloured, explained and with a suggestion.

Clause  S31: a clerk mends fourteen rows, not four hundred, and sends this file in again.
Every cell is text, never a formula, so that nothing in a supplier's value can run (threat T16); equal
input gives equal bytes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from creditdelta.kernel.errors import Lang
from creditdelta.pipeline.blank_workbook import LISTS
from creditdelta.pipeline.headings import MARK_HEADING, ROW_NUMBER_HEADINGS

CELL_LIMIT = 32_767  # characters a workbook cell can hold
NOTE_LIMIT = 2_000
LAST_ROW = 1_048_575
LIST_LIMIT = 255  # characters of a drop-down written into the cell's rule
WIDTH, WIDE = 18, 60
_MADE = datetime(2018, 7, 1, tzinfo=UTC).replace(tzinfo=None)
_COLOURS = {"error": "#F8CBAD", "warning": "#FFE699"}
_ADVICE = {"zh": "问题与建议", "en": "problems and advice"}


@dataclass(frozen=True, slots=True)
class CellFinding:
    """One finding of a row; `column` counts from 0 in the sender's columns, None is the whole row."""

    column: int | None
    severity: str
    message: str
    suggestion: str
    suggested: str


def write_fix_workbook(
    path: Path,
    *,
    label: str,
    headings: Sequence[str],
    rows: Iterable[tuple[int, list[str]]],
    findings: Mapping[int, Sequence[CellFinding]],
    enums: Mapping[int, Sequence[str]],
    lang: Lang,
    mark: str = "",
) -> int:
    """Write the rows given, in order; returns how many. The file appears only when it is whole.

    Columns: the original row number, the sender's columns, one that says what is wrong, and where
    there is a `mark`, that by which the workbook is known when it comes back.
    """
    part = path.with_name(f"{path.name}.part")
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(str(part), options) as book:
            book.set_properties({"title": label, "created": _MADE})
            formats = _formats(book)
            sheet = book.add_worksheet(label[:31])
            _head(sheet, formats, headings, lang)
            place = len(headings) + 2
            if mark:
                sheet.write_string(0, place, MARK_HEADING, formats["head"])
            count = 0
            for count, (number, cells) in enumerate(islice(rows, LAST_ROW), start=1):
                _row(sheet, formats, count, number, cells, findings.get(number, ()))
                if mark:
                    sheet.write_string(count, place, mark, formats["plain"])
            if count:
                _offer(book, sheet, count, enums)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return count


def _offer(book: Any, sheet: Any, count: int, enums: Mapping[int, Sequence[str]]) -> None:
    """A drop-down for each list; long ones stand on a hidden sheet, since a rule holds few words."""
    long = [column for column, values in enums.items() if not _fits(values)]
    for column, values in enums.items():
        source: str | list[str] = list(values)
        if column in long:
            letter = xl_col_to_name(long.index(column))
            source = f"={LISTS}!${letter}$1:${letter}${len(values)}"
        rule = {"validate": "list", "source": source, "error_type": "warning"}
        sheet.data_validation(1, column + 1, count, column + 1, rule)
    if long:
        lists = book.add_worksheet(LISTS)
        lists.hide()
        for at, row in enumerate(zip_longest(*(enums[column] for column in long), fillvalue="")):
            for place, value in enumerate(row):
                lists.write_string(at, place, value)


def _fits(values: Sequence[str]) -> bool:
    return len(",".join(values)) <= LIST_LIMIT and not any("," in value for value in values)


def _formats(book: Any) -> dict[str, Any]:
    text = {"num_format": "@", "valign": "top"}
    made = {
        severity: book.add_format({**text, "bg_color": colour, "border": 1})
        for severity, colour in _COLOURS.items()
    }
    made["plain"] = book.add_format(text)
    made["advice"] = book.add_format({**text, "text_wrap": True})
    made["head"] = book.add_format({**text, "bold": True, "bottom": 1})
    return made


def _head(sheet: Any, formats: dict[str, Any], headings: Sequence[str], lang: Lang) -> None:
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, WIDTH / 2, formats["plain"])
    sheet.set_column(1, len(headings), WIDTH, formats["plain"])
    sheet.set_column(len(headings) + 1, len(headings) + 1, WIDE, formats["advice"])
    for column, heading in enumerate((ROW_NUMBER_HEADINGS[0], *headings, _ADVICE[lang])):
        sheet.write_string(0, column, heading, formats["head"])


def _row(
    sheet: Any,
    formats: dict[str, Any],
    at: int,
    number: int,
    cells: Sequence[str],
    found: Sequence[CellFinding],
) -> None:
    by_place: dict[int, list[CellFinding]] = {}
    for one in found:
        by_place.setdefault(0 if one.column is None else one.column + 1, []).append(one)
    for place, text in enumerate((str(number), *cells)):
        here = by_place.get(place, [])
        sheet.write_string(at, place, text[:CELL_LIMIT], formats[_worst(here)])
        if here:
            note = "\n".join(f"{one.message}\n→ {one.suggestion}" for one in here)
            sheet.write_comment(at, place, note[:NOTE_LIMIT], {"x_scale": 2, "y_scale": 1.5})
    advice = "\n".join(f"{one.message} → {one.suggestion}" for one in found)
    sheet.write_string(at, len(cells) + 1, advice[:CELL_LIMIT], formats["advice"])


def _worst(found: Sequence[CellFinding]) -> str:
    if not found:
        return "plain"
    return "error" if any(one.severity == "error" for one in found) else "warning"
