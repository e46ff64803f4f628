"""How a synthetic supplier file is written: workbook, separated values, JSON Lines, Parquet.

Clause  S22. Each file says that it is synthetic, in its name and where its form has room.
"""

import gzip
import json
from datetime import datetime
from pathlib import Path

from creditdelta.demo.suppliers import Row, Supply
from creditdelta.world import vocabulary
from creditdelta.world.damage import CellDamage

Headings = tuple[str, ...]

NOTICE = "合成数据 SYNTHETIC：演示用，所有主体、文号与事实均为虚构"
WRITTEN = datetime(2026, 4, 1)  # noqa: DTZ001  a workbook has no zone; equal input, equal bytes
GUIDE = "填表说明：每条记录填写一行；金额单位为万元；日期格式为 YYYY-MM-DD。"


def write(folder: Path, supply: Supply, headings: Headings, rows: list[Row]) -> int:
    """Write one file; returns the number of the line, sheet row or record of its first row."""
    path = folder / supply.file
    writers = {
        ".xlsx": _workbook,
        ".csv": _csv,
        ".gz": _csv,
        ".jsonl": _lines,
        ".parquet": _parquet,
    }
    return writers[path.suffix](path, supply, headings, rows)


def _workbook(path: Path, supply: Supply, headings: Headings, rows: list[Row]) -> int:
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    book.set_properties({"created": WRITTEN, "comments": NOTICE})
    sheet = book.add_worksheet("法人及非法人组织")
    sheet.merge_range(0, 0, 0, len(headings) - 1, f"{supply.title}（{NOTICE}）")
    sheet.write_string(1, 0, GUIDE)
    for number, cells in enumerate([list(headings), *(row.cells for row in rows)], start=2):
        for place, text in enumerate(cells):
            if text:
                sheet.write_string(number, place, text)
    roles = [role for _, role in vocabulary.form(supply.form)]
    for number, row in enumerate(rows, start=3):
        if isinstance(row.wrong, CellDamage):
            place = roles.index(row.wrong.role)
            if row.wrong.formula:
                sheet.write_formula(number, place, row.wrong.formula)
            else:
                sheet.write_number(number, place, row.wrong.number)
    book.close()
    return 4


def _csv(path: Path, supply: Supply, headings: Headings, rows: list[Row]) -> int:
    encoding = supply.encoding.removesuffix("-sig")
    mark = b"\xef\xbb\xbf" if supply.encoding.endswith("-sig") else b""
    lines = [(",".join(headings) + "\r\n").encode(encoding)]
    lines += [row.line(encoding) for row in rows]
    content = mark + b"".join(lines)
    path.write_bytes(gzip.compress(content, mtime=0) if path.suffix == ".gz" else content)
    return 2


def _lines(path: Path, supply: Supply, headings: Headings, rows: list[Row]) -> int:
    records = (dict(zip(headings, row.cells, strict=True)) for row in rows)
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    path.write_text(text, encoding="utf-8")
    return 1


def _parquet(path: Path, supply: Supply, headings: Headings, rows: list[Row]) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    cells = zip(*(row.cells for row in rows), strict=True)
    columns = [pa.array([text or None for text in column], pa.string()) for column in cells]
    table = pa.table(columns, names=list(headings))
    pq.write_table(table.replace_schema_metadata({"notice": NOTICE}), path)
    return 1
