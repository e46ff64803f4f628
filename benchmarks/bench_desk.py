"""Pages while a file of 100,000 rows comes in, is read and taken in, against the same pages in quiet.

    python -m benchmarks.bench_desk [--quick]

A site is served on SQLite, then on PostgreSQL. Two pages are asked for in turn, one after the other: a
public archive and the clerk's list. The receiver and its readers work for a moment and are held up for a
moment, all the time until the file is in: other work of the machine falls on both alike. The file is
followed as its page does: a look a second.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pyarrow as pa
import pyarrow.csv as pa_csv
import xlsxwriter

from benchmarks import data, desk
from tests.browser.served import CDELTA, free_port
from tests.postgres import server

ROWS, QUICK = 100_000, 5_000
FORMS = ("csv", "xlsx")
READY = 5.0  # seconds for readers to start


def main() -> None:
    """Measure and print a JSON line for each database, form and page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    rows = QUICK if parser.parse_args().quick else ROWS
    files = {form: written(n, form, rows) for n, form in enumerate(FORMS)}
    with tempfile.TemporaryDirectory(prefix="cd-desk-") as place:
        measure("sqlite", Path(place) / "sqlite", "", files, rows)
        with server() as (address, _):
            measure("postgresql", Path(place) / "postgresql", address, files, rows)


def written(n: int, form: str, rows: int) -> Path:
    """A file of as many rows, made on first use; no record stands in two of them."""
    path = data.FOLDER / f"desk-synthetic-{rows}-{n}.{form}"
    if not path.exists():
        data.FOLDER.mkdir(parents=True, exist_ok=True)
        blocks = [block for block, _ in data.blocks(rows * len(FORMS), "clean4")]
        part = path.with_name(f"{path.name}.part")
        _write(part, pa.concat_tables(blocks).slice(n * rows, rows), form)
        part.replace(path)
    return path


def _write(path: Path, table: pa.Table, form: str) -> None:
    if form == "csv":
        pa_csv.write_csv(table, str(path))
        return
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, table.column_names)
        columns = [column.to_pylist() for column in table.columns]
        for at, row in enumerate(zip(*columns, strict=True), start=1):
            for place, text in enumerate(row):
                sheet.write_string(at, place, text)


def measure(database: str, home: Path, address: str, files: dict[str, Path], rows: int) -> None:
    """Serve a site on a database and look at its pages while files come in."""
    environment = {**os.environ, "CREDITDELTA_HOME": str(home), "DATABASE_URL": address}
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.desk", str(home), str(rows * len(FORMS) // 2)],
        env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    session, code = made.stdout.split()[-2:]
    with served(environment, home) as (port, site):
        pages = {"archive": f"/subject/{code}/", "desk": desk.LIST}
        sleep(READY)
        for form, path in files.items():
            visitor = desk.Visitor(desk.Clerk(port, session), pages)
            held, clerk = desk.Held(desk.receiver_of(site)), desk.Clerk(port, session)
            spent = desk.cpu_of(site)
            told = desk.while_doing(visitor, held, lambda: clerk.report(path))  # noqa: B023
            spent = desk.cpu_of(site) - spent
            for name in pages:
                quiet, busy = visitor.p95(name, False), visitor.p95(name, True)
                line = {
                    "name": f"desk_{database}_{form}_{name}", "size": rows,
                    "ratio": round(busy / quiet, 2), "quiet_ms": round(quiet, 1),
                    "busy_ms": round(busy, 1), "pages": len(visitor.took[name, True]),
                    "cpu": round(spent, 1), **told,
                }  # fmt: skip
                print(json.dumps(line), flush=True)


@contextmanager
def served(environment: dict[str, str], home: Path) -> Iterator[tuple[int, int]]:
    """The site: its port and its process."""
    port = free_port()
    with (home / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [CDELTA, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
        try:
            until = monotonic() + 120
            while monotonic() < until:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").close()
                    break
                except OSError:
                    sleep(0.5)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(60)


if __name__ == "__main__":
    main()
