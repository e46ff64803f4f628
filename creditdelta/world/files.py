"""How is a synthetic supplier file written: workbook, separated values, JSON Lines, Parquet?

Clause  S22. Each file says that it is synthetic, in its name and where its form has room.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from creditdelta.world import damage
from creditdelta.world.damage import CellDamage, Damage
from creditdelta.world.mistakes import Mistake

Wrong = Mistake | Damage | CellDamage

NOTICE = "合成数据 SYNTHETIC：演示用，所有主体、文号与事实均为虚构"
WRITTEN = datetime(2026, 4, 1)  # noqa: DTZ001  a workbook has no zone; equal input, equal bytes
_FIRST_ROWS = {".xlsx": 4, ".csv": 2, ".gz": 2, ".jsonl": 1, ".parquet": 1}
GUIDE = "填表说明：每条记录填写一行；金额单位为万元；日期格式为 YYYY-MM-DD。"


@dataclass(frozen=True, slots=True)
class Table:
    """What a file is besides its rows: title, encoding of text, and (heading, role) by column."""

    title: str
    columns: tuple[tuple[str, str], ...]
    encoding: str = "utf-8"

    @property
    def headings(self) -> list[str]:
        """The heading of every column."""
        return [heading for heading, _ in self.columns]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file and what is wrong with it."""

    cells: list[str]
    wrong: Wrong | None

    def encoded(self, encoding: str) -> bytes:
        """The row as a line of separated values, damaged where it is meant to be."""
        if isinstance(self.wrong, Damage):
            return self.wrong.line(self.cells, encoding)
        return damage.plain(self.cells, encoding)


def write(path: Path, table: Table, lines: Sequence[Line]) -> int:
    """Write one file; returns the number of its first row."""
    writers = {
        ".xlsx": _workbook,
        ".csv": _csv,
        ".gz": _csv,
        ".jsonl": _json_lines,
        ".parquet": _parquet,
    }
    writers[path.suffix](path, table, lines)
    return first_row(path)


def first_row(path: Path) -> int:
    """The number of the line, sheet row or record in which the first row of a file stands."""
    return _FIRST_ROWS[path.suffix]


def _workbook(path: Path, table: Table, lines: Sequence[Line]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": WRITTEN, "comments": NOTICE})
    sheet = book.add_worksheet("法人及非法人组织")
    sheet.merge_range(0, 0, 0, len(table.columns) - 1, f"{table.title}（{NOTICE}）")
    sheet.write_string(1, 0, GUIDE)
    for number, cells in enumerate([table.headings, *(line.cells for line in lines)], start=2):
        for place, text in enumerate(cells):
            if text:
                sheet.write_string(number, place, text)
    roles = [role for _, role in table.columns]
    for number, line in enumerate(lines, start=3):
        if isinstance(line.wrong, CellDamage):
            place = roles.index(line.wrong.role)
            if line.wrong.formula:
                sheet.write_formula(number, place, line.wrong.formula)
            else:
                sheet.write_number(number, place, line.wrong.number)
    book.close()


def _csv(path: Path, table: Table, lines: Sequence[Line]) -> None:
    encoding = table.encoding.removesuffix("-sig")
    mark = b"\xef\xbb\xbf" if table.encoding.endswith("-sig") else b""
    written = [(",".join(table.headings) + "\r\n").encode(encoding)]
    written += [line.encoded(encoding) for line in lines]
    content = mark + b"".join(written)
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)


def _json_lines(path: Path, table: Table, lines: Sequence[Line]) -> None:
    records = (dict(zip(table.headings, line.cells, strict=True)) for line in lines)
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text(text, encoding="utf-8")


def _parquet(path: Path, table: Table, lines: Sequence[Line]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    cells = zip(*(line.cells for line in lines), strict=True)
    columns = [pa.array([text or None for text in column], pa.string()) for column in cells]
    content = pa.table(columns, names=table.headings)
    pq.write_table(content.replace_schema_metadata({"notice": NOTICE}), path)
