"""What a person's list says: lines as they stand in a mail, a column of a spreadsheet, a CSV file, NDJSON.

Clause  S30, S75. A line is a code, a name, or both with a comma or a tab between them; headings are left out.
Pure    bytes in, what `reading.entries` takes out.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from creditdelta.kernel.identifiers import uscc
from creditdelta.screening import reading

SUFFIXES = (".csv", ".txt", ".tsv", ".ndjson", ".jsonl")
_HAN = re.compile(r"[\u3400-\u9fff]")
_DIGIT = re.compile(r"\d")
_FEWEST = 6  # digits; a text with fewer is a code only by its own check
_BETWEEN = re.compile(r"[\t,，;；]")
_HEADINGS = frozenset(
    ("统一社会信用代码", "社会信用代码", "信用代码", "代码", "名称", "企业名称", "单位名称", "机构名称",
     "序号", "编号", "code", "name", "id", "uscc")
)  # fmt: skip


def said(content: bytes) -> Iterator[tuple[int, Any]]:
    """Each line with its number; raises `BrokenLine`."""
    text = decoded(content)
    if text.lstrip().startswith("{"):
        yield from reading.told(reading.lines([text.encode()]))
        return
    for number, line in enumerate(text.splitlines(), 1):
        entry = _entry(_cells(line))
        if entry:
            yield number, entry


def decoded(content: bytes) -> str:
    """The text of a file, in UTF-8 or as older spreadsheets write it."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _cells(line: str) -> list[str]:
    if '"' in line:
        return [cell.strip() for cell in next(csv.reader([line]), [])]
    return [cell.strip() for cell in _BETWEEN.split(line)]


def _entry(cells: Iterable[str]) -> dict[str, str]:
    """A line's code and name; nothing for an empty line and for headings."""
    found: dict[str, str] = {}
    for cell in cells:
        if not cell or cell.lower() in _HEADINGS:
            continue
        kind = "code" if _is_code(cell) else "name"
        if kind == "name" and not _HAN.search(cell) and cell.isdigit():
            continue  # a row's own number
        found.setdefault(kind, cell)
    return found


def _is_code(cell: str) -> bool:
    """A code or an older number, also one that is mistyped or a person's; a name holds Chinese signs."""
    many = len(_DIGIT.findall(cell)) >= _FEWEST
    return not _HAN.search(cell) and (many or uscc.older_kind(cell) is not None)
