"""Checking a workbook of 30 columns against calamine reading it alone; each in a fresh process.

    python -m benchmarks.bench_xlsx

Ours is the whole reading: look-through of the archive, the limited child process, text columns in
the parent. CPU-seconds of the process and its children, start-up of Python left out on both sides
(imports are done before the clock starts). Rows and characters of all cells must be equal; they are
counted after the clock has stopped.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import xlsxwriter

from benchmarks import data

SIZES = (5_000, 20_000, 50_000)
TIMES = 3
_OURS = """
import sys
from pathlib import Path
from benchmarks.bench_xlsx import cpu, ours
import pyarrow.compute as pc, creditdelta.pipeline.readers.workbook
before = cpu(); batches = ours(Path(sys.argv[1])); spent = cpu() - before
texts = [column for batch in batches for column in batch.columns[1:]]
characters = sum(pc.sum(pc.utf8_length(column)).as_py() or 0 for column in texts)
print(spent, sum(batch.num_rows for batch in batches), characters)
"""
_PEER = """
import sys
from benchmarks.bench_xlsx import cpu, peer
import python_calamine
before = cpu(); sheet = peer(sys.argv[1]); spent = cpu() - before
print(spent, len(sheet) - 1, sum(len(str(cell)) for row in sheet[1:] for cell in row))
"""


def cpu() -> float:
    """CPU-seconds of this process and of the children it has waited for."""
    used = [resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def ours(path: Path) -> list[pa.RecordBatch]:
    """All cells through our reader, kept as the peer keeps them."""
    from creditdelta.pipeline.readers.workbook import open_workbook

    source = open_workbook(path)
    return [part.batch for part in source.parts(source.sample[0])]


def peer(path: str) -> list[list[object]]:
    """All cells through calamine alone."""
    from python_calamine import CalamineWorkbook

    sheet: list[list[object]] = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return sheet


def workbook(folder: Path, rows: int) -> Path:
    """The measured penalty table as a workbook."""
    path = folder / f"{rows}.xlsx"
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
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


def measured(script: str, path: Path) -> tuple[float, int, int]:
    """(CPU-seconds, rows, characters) of one run in a fresh process."""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], check=True, capture_output=True, text=True
    )
    spent, rows, characters = done.stdout.split()
    return float(spent), int(rows), int(characters)


def main() -> None:
    """Print one JSON line a size."""
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = workbook(Path(folder), size)
            pairs = [(measured(_OURS, path), measured(_PEER, path)) for _ in range(TIMES)]
            assert all(one[1:] == other[1:] for one, other in pairs), pairs
            own, other = (statistics.median(pair[n][0] for pair in pairs) for n in (0, 1))
            line = {"name": "xlsx", "size": size, "ours_cpu": own, "peer_cpu": other}
            print(json.dumps({**line, "ratio": round(own / other, 2)}), flush=True)


if __name__ == "__main__":
    main()
