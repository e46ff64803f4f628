"""Compile every kernel once, by using each: a first check then starts in the time of a later one."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from creditdelta.facade.check import check, rulebook
from creditdelta.kernel.compiled import compiled_kernels, forget_old_kernels
from creditdelta.pipeline.ndjson import Writer
from creditdelta.pipeline.render import Renderer
from creditdelta.search.near_file import mapped, one_edit_away, write
from creditdelta.search.variants import factors

ROWS = 5


def warm(folder: Path) -> str:
    """Check a small synthetic file of each form in `folder`; says how many kernels are compiled."""
    standard = rulebook().standards["penalty/2018"]
    headings = [column.label.zh for column in standard.columns]
    good = [column.example for column in standard.columns]
    plain = [column.type != "enum" and bool(column.example) for column in standard.columns]
    endings = ("", "1", "Z", "\ufffd")  # each makes another kind of mistake of most columns
    rows = [["" for _ in good]]
    for ending in endings:
        rows += [
            [f"{cell[:-1]}{ending}" if plain[n] else cell for n, cell in enumerate(good)],
            [f"{cell}{ending}" if plain[n] else cell for n, cell in enumerate(good)],
        ]
    rows *= ROWS
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [headings, *rows])
    for name, encoding in (("utf8.csv", "utf-8"), ("gb.csv", "gb18030")):
        (folder / name).write_bytes(text.encode(encoding))
    (folder / "broken.csv").write_bytes(text.encode() + b"\n\xff\xfe,1\n")
    columns = [pa.array([row[n] for row in rows]) for n in range(len(headings))]
    pq.write_table(pa.table(columns, names=headings), folder / "table.parquet")
    _workbook(folder / "table.xlsx", [headings, *rows])
    for path in sorted(folder.iterdir()):
        writer = Writer(len, Renderer("zh", None, 0))
        check(path, sink=writer.add)
        writer.flush()
    _near(folder / "near")
    forget_old_kernels()
    return f"{compiled_kernels()} kernels"


def _near(path: Path) -> None:
    """Look for a name one edit from another."""
    by = factors(bytes(8))
    write(path, np.arange(1), ["示例"], by)
    one_edit_away(mapped(path), ["示列"], by)


def _workbook(path: Path, rows: list[list[str]]) -> None:
    """Texts are kept apart, so that the kernels over them are used as well."""
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet()
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    book.close()
