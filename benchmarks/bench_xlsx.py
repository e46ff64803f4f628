"""Checking a workbook of 30 columns against calamine reading it alone; each in a fresh process.

    python -m benchmarks.bench_xlsx

`xlsx` is the reading alone: look-through of the archive in the limited child process, text columns in
the parent. `xlsx_check` is the whole check with every finding written. Both once with texts in their
cells and once with texts kept apart (`shared`), as spreadsheet programs write them.

CPU-seconds of the process and its children, as a job: both sides have done their imports and one
file of 2,000 rows before the clock starts; `ours_cold` is the same without that file, with loading
of compiled code and rules. Rows and characters of all cells must be equal; they are counted after the
clock has stopped.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import xlsxwriter

from benchmarks import data

SIZES = (5_000, 20_000, 50_000)
WARM_ROWS = 2_000
TIMES = 3
_OURS = """
import sys
from pathlib import Path
from benchmarks.bench_xlsx import cpu, ours, warmed
import pyarrow.compute as pc, creditdelta.pipeline.readers.workbook
warmed(ours, sys.argv[2:])
before = cpu(); batches = ours(Path(sys.argv[1])); spent = cpu() - before
texts = [column for batch in batches for column in batch.columns[1:]]
characters = sum(pc.sum(pc.utf8_length(column)).as_py() or 0 for column in texts)
print(spent, sum(batch.num_rows for batch in batches), characters)
"""
_CHECK = """
import sys
from pathlib import Path
from benchmarks.bench_xlsx import cpu, checked, warmed
import creditdelta.facade.check, creditdelta.pipeline.readers.workbook
warmed(checked, sys.argv[2:])
before = cpu(); rows = checked(Path(sys.argv[1])); spent = cpu() - before
print(spent, rows, 0)
"""
_PEER = """
import sys
from pathlib import Path
from benchmarks.bench_xlsx import cpu, peer, warmed
import python_calamine
warmed(peer, sys.argv[2:])
before = cpu(); sheet = peer(Path(sys.argv[1])); spent = cpu() - before
print(spent, len(sheet) - 1, sum(len(str(cell)) for row in sheet[1:] for cell in row))
"""


def cpu() -> float:
    """CPU-seconds of this process and of the children it has waited for."""
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def warmed(job: Callable[[Path], object], paths: list[str]) -> None:
    """Do the job on other files first, before the clock starts."""
    for path in paths:
        job(Path(path))


def ours(path: Path) -> list[pa.RecordBatch]:
    """All cells through our reader, kept as the peer keeps them."""
    from creditdelta.pipeline.readers.workbook import open_workbook

    source = open_workbook(path)
    return [part.batch for part in source.parts(source.sample[0])]


def checked(path: Path) -> int:
    """The whole check with all findings written; how many rows it answers for."""
    from creditdelta.facade.check import check
    from creditdelta.pipeline.ndjson import Writer
    from creditdelta.pipeline.render import Renderer

    writer = Writer(len, Renderer("zh", None))
    report = check(path, sink=writer.add)
    writer.flush()
    return report.rows


def peer(path: Path) -> list[list[object]]:
    """All cells through calamine alone."""
    from python_calamine import CalamineWorkbook

    sheet: list[list[object]] = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return sheet


def workbook(folder: Path, rows: int, *, shared: bool = False) -> Path:
    """The measured penalty table as a workbook; `shared`: its texts in a part of their own."""
    path = folder / f"{rows}{'-shared' * shared}.xlsx"
    options = {"constant_memory": not shared, "strings_to_formulas": False}
    book = xlsxwriter.Workbook(str(path), options)
    page = book.add_worksheet()
    at = 0
    for block, _ in data.blocks(rows, "clean4"):
        if not at:
            page.write_row(0, 0, block.column_names)
        for row in zip(*(column.to_pylist() for column in block.columns), strict=True):
            at += 1
            page.write_row(at, 0, [cell or "" for cell in row])
    book.close()
    return path


def measured(script: str, *paths: Path) -> tuple[float, int, int]:
    """(CPU-seconds, rows, characters) of one run over the first file, after the others."""
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, paths)],
        check=True,
        capture_output=True,
        text=True,
    )
    spent, rows, characters = done.stdout.split()
    return float(spent), int(rows), int(characters)


def compared(path: Path, warm: Path) -> dict[str, float]:
    """Medians of our reading, our check and the peer's reading, run in turn; equal answers first."""
    runs = [
        [measured(script, path, warm) for script in (_OURS, _CHECK, _PEER)] for _ in range(TIMES)
    ]
    for read, check, other in runs:
        assert read[1:] == other[1:], (read, other)
        assert check[1] == other[1], (check, other)
    read, check, other = (statistics.median(run[n][0] for run in runs) for n in range(3))
    return {"read": read, "check": check, "peer": other, "cold": measured(_CHECK, path)[0]}


def main() -> None:
    """Print two JSON lines for each size and form."""
    with tempfile.TemporaryDirectory() as folder:
        for form in ("", "_shared"):
            warm = workbook(Path(folder), WARM_ROWS, shared=bool(form))
            for size in SIZES:
                found = compared(workbook(Path(folder), size, shared=bool(form)), warm)
                for name, part in (("xlsx", "read"), ("xlsx_check", "check")):
                    line = {"name": name + form, "size": size, "ours_cpu": found[part]}
                    line["peer_cpu"] = found["peer"]
                    line["ratio"] = round(found[part] / found["peer"], 2)
                    if part == "check":
                        line["ours_cold"] = found["cold"]
                    print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
