"""A table of a page: shown, linked, and handed out as CSV, JSON or Parquet, exactly as it is viewed.

Cells are text, numbers, days, moments, words in two languages, a link to a page, or a status. Exports
carry what the cell says; a link's address and a status's shape are on the page only. Parquet and JSON
hold texts as they are; in CSV a cell that a spreadsheet would take for a formula gets an apostrophe in
front (T16).
"""

import csv
import io
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say

Kind = Literal["text", "code", "count", "share", "money", "day", "moment"]
Format = Literal["csv", "json", "parquet"]
FORMATS: tuple[Format, ...] = ("csv", "json", "parquet")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
_FORMULA = "=+-@\t\r\n"
_ARROW = {
    "count": pa.int64(), "share": pa.int64(), "money": pa.int64(), "day": pa.date32(),
    "moment": pa.timestamp("us", tz="Asia/Shanghai"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads to a page."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A cell that says how something stands, by word, shape and colour; kinds as in components/tag.html."""

    kind: Literal["serious", "attention", "information", "done", "waiting", "plain"]
    words: Words


Cell = str | int | date | datetime | Words | Link | Tag | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `share`: an integer of millionths; `money`: an integer of fen."""

    id: str
    label: Words
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a page. `note`: what is said below it; `empty`: what is said where it has no row."""

    id: str
    title: Words
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Cell]]
    note: Words | None = None
    empty: Words | None = None


def plain(cell: Cell) -> str | int | date | datetime | None:
    """What a cell says, without its link, in the reader's language."""
    if isinstance(cell, Link):
        return cell.text
    if isinstance(cell, Tag):
        return say(cell.words)
    return say(cell) if isinstance(cell, Words) else cell


def exported(table: Table, form: Format, about: dict[str, str]) -> bytes:
    """The table as a file. `about`: what is said of the view, in JSON and in Parquet's metadata."""
    rows = [[plain(cell) for cell in row] for row in table.rows]
    if form == "csv":
        return _csv(table, rows)
    if form == "json":
        listed = [{c.id: _text(v) for c, v in zip(table.columns, row, strict=True)} for row in rows]
        return json.dumps({**about, "rows": listed}, ensure_ascii=False, indent=1).encode()
    return _parquet(table, rows, about)


def _csv(table: Table, rows: list[list[Any]]) -> bytes:
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([say(column.label) for column in table.columns])
    writer.writerows([[_safe(_text(value)) for value in row] for row in rows])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _safe(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula, whatever the width of its first sign."""
    if not isinstance(value, str) or not value:
        return value
    return "'" + value if unicodedata.normalize("NFKC", value[0])[:1] in _FORMULA else value


def _parquet(table: Table, rows: list[list[Any]], about: dict[str, str]) -> bytes:
    columns: list[Any] = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    fields = [(one.id, _ARROW.get(one.kind, pa.string())) for one in table.columns]
    arrays = [pa.array(values, type_) for values, (_, type_) in zip(columns, fields, strict=True)]
    schema = pa.schema(fields, metadata=about)
    target = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), target)
    return target.getvalue()
