"""What does an empty form of a record kind look like? Headings, drop-downs, and how to fill it in.

Clause  S31. Every column is text, so that a spreadsheet cannot turn a code into a number.
Data    rulebook/records, rulebook/codes/enums.

Equal standards give equal bytes: the file's own date is the standard's first day.
"""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from creditdelta.kernel.errors import Lang, Words
from creditdelta.rulebook.column_words import NEEDS, form, ground
from creditdelta.rulebook.enums import Enumeration
from creditdelta.rulebook.standards import Column, Standard

LAST_ROW = 1_048_575  # of a worksheet, counted from 0
NARROW, WIDE = 12, 40
COLOURS = {"mandatory": "#FCE4D6", "conditional": "#FFF2CC", "optional": "#E2EFDA"}
GREY = "#D9D9D9"
INSTRUCTIONS = "填写说明"
LISTS = "列表"
HEADINGS = {
    "zh": ("栏目", "代码", "要求", "格式", "建议长度", "可选值", "示例（合成）", "依据"),
    "en": ("column", "code", "need", "form", "length", "values", "example (synthetic)", "basis"),
}
ASK = Words(
    "请从列表中选择；列表外的值请再核对。", "Choose from the list; check other values again."
)


def write_blank_workbook(
    path: Path, standard: Standard, lists: Mapping[str, Enumeration], lang: Lang = "zh"
) -> None:
    """Write the .xlsx whole or not at all; `OSError` when the place cannot be written."""
    path.write_bytes(blank_workbook(standard, lists, lang))


def blank_workbook(
    standard: Standard, lists: Mapping[str, Enumeration], lang: Lang = "zh"
) -> bytes:
    """The .xlsx as bytes."""
    content = BytesIO()
    book = Workbook(content, {"in_memory": True})
    began = datetime.combine(standard.since, datetime.min.time())
    book.set_properties({"created": began, "title": standard.label.zh})
    sheet = book.add_worksheet(standard.label.zh)
    _write_instructions(book, standard, lists, lang)
    ranges = _write_lists(book, standard, lists)
    text = book.add_format({"num_format": "@"})
    for n, column in enumerate(standard.columns):
        width = min(WIDE, max(NARROW, 2 * len(column.label.zh) + 2))
        sheet.set_column(n, n, width, text)
        sheet.write_string(0, n, column.label.zh, _heading_format(book, column))
        sheet.write_comment(0, n, f"{NEEDS[column.need].say(lang)}\n{form(column, lang)}")
        if column.enum in ranges:
            _add_drop_down(sheet, n, column, lists[str(column.enum)], ranges[str(column.enum)])
    sheet.freeze_panes(1, 0)
    book.close()
    return content.getvalue()


def _heading_format(book: Workbook, column: Column) -> Any:
    colour = GREY if column.privacy == "person_id" else COLOURS[column.need]
    look = {"bold": True, "num_format": "@", "bg_color": colour, "border": 1, "text_wrap": True}
    return book.add_format(look)


def _add_drop_down(
    sheet: Any, position: int, column: Column, listed: Enumeration, cells: str
) -> None:
    strict = listed.closed and not listed.other_prefix and not column.multiple
    rule = {
        "validate": "list",
        "source": cells,
        "error_type": "stop" if strict else "information",
        "error_message": f"{ASK.zh}\n{ASK.en}",
    }
    sheet.data_validation(1, position, LAST_ROW, position, rule)


def _write_instructions(
    book: Workbook, standard: Standard, lists: Mapping[str, Enumeration], lang: Lang
) -> None:
    sheet = book.add_worksheet(INSTRUCTIONS)
    bold = book.add_format({"bold": True, "bg_color": GREY})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    for n, heading in enumerate(HEADINGS[lang]):
        sheet.set_column(n, n, WIDE if n in (0, 3, 5, 6, 7) else NARROW)
        sheet.write_string(0, n, heading, bold)
    for row, column in enumerate(standard.columns, 1):
        for n, content in enumerate(_instruction(column, standard, lists, lang)):
            sheet.write_string(row, n, content, text)
    sheet.freeze_panes(1, 0)


def _instruction(
    column: Column, standard: Standard, lists: Mapping[str, Enumeration], lang: Lang
) -> tuple[str, ...]:
    values = offered(column, standard, lists[column.enum]) if column.enum else []
    return (
        column.label.zh if lang == "zh" else f"{column.label.zh} {column.label.en}",
        column.code,
        NEEDS[column.need].say(lang),
        form(column, lang),
        str(column.max_length or ""),
        "、".join(values),
        column.example,
        ground(column.basis, lang),
    )


def _write_lists(
    book: Workbook, standard: Standard, lists: Mapping[str, Enumeration]
) -> dict[str, str]:
    sheet = book.add_worksheet(LISTS)
    sheet.hide()
    ranges: dict[str, str] = {}
    for column in standard.columns:
        if column.enum is None or column.enum in ranges or column.privacy == "internal":
            continue
        values = offered(column, standard, lists[column.enum])
        letter = xl_col_to_name(len(ranges))
        for row, value in enumerate((column.enum, *values)):
            sheet.write_string(row, len(ranges), value)
        ranges[column.enum] = f"={LISTS}!${letter}$2:${letter}${len(values) + 1}"
    return ranges


def offered(column: Column, standard: Standard, listed: Enumeration) -> list[str]:
    """Values in force for ever, without those that would make the row one about a person."""
    refused = {
        value for test in standard.person if test.column == column.code for value in test.values
    }
    return [row.code for row in listed.rows if row.until is None and row.code not in refused]
