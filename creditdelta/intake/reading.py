"""Read a file to its end before anything is recorded, and lay its good rows out in parts.

Clause  S3, S31. A file that turns out unreadable in its last line leaves nothing behind; a process
killed while reading starts over, one killed later goes on with the parts that lie ready.
"""

import io
import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from time import process_time
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from creditdelta.intake import rules
from creditdelta.kernel.durable import flush_folder, make_folder, write_whole
from creditdelta.kernel.errors import find
from creditdelta.kernel.keyed import ID_BYTES
from creditdelta.pipeline.check import Checked, Rulebook, check_file
from creditdelta.pipeline.ledger_rows import ID, Context, ledger_rows
from creditdelta.pipeline.pool import ordered
from creditdelta.pipeline.readers.source import ROW
from creditdelta.pipeline.report import Report
from creditdelta.pipeline.validate.plan import Plan
from creditdelta.pipeline.validate.step import refused_rows
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.standards import Standard

PART_ROWS, PART_BYTES = 10_000, 64 << 20
EXPIRED = "CD-LEDGER-001"
UNRECOGNISED, COLUMNS_MISSING = "CD-FILE-004", "CD-HEAD-001"
READ = "read.json"


@dataclass(frozen=True, slots=True)
class Read:
    """What reading found. `unreadable` is a catalogue code, "" for a file read to its end."""

    standard: str
    rows: int
    rejected: int
    parts: int
    unreadable: str
    findings: dict[str, int]
    cities: dict[str, int]
    cpu_ms: int = 0  # what reading cost, whichever process did it


class Beside(Protocol):
    """Who else looks on while a file is read: at each part, then at the whole, before it is laid down."""

    def part(
        self, checked: Checked, plan: Plan, good: pa.RecordBatch, gone: npt.NDArray[np.bool_]
    ) -> None:
        """A part, its good rows as the ledger would hold them, and which of these are past their term."""

    def whole(self, report: Report, read: Read) -> None:
        """The file was read as far as it can be."""


@dataclass(slots=True)
class _Pile:
    """Good rows on their way into parts of at most 10,000; of fewer where their cells are huge."""

    folder: Path
    waiting: list[pa.RecordBatch] = field(default_factory=list)
    count: int = 0
    parts: int = 0

    def add(self, batch: pa.RecordBatch) -> None:
        self.waiting.append(batch)
        self.count += batch.num_rows
        while self.count >= PART_ROWS:
            self._write(PART_ROWS)
        if sum(one.nbytes for one in self.waiting) >= PART_BYTES:
            self._write(self.count)

    def end(self) -> None:
        if self.count:
            self._write(self.count)

    def _write(self, rows: int) -> None:
        table = pa.Table.from_batches(self.waiting)
        self.parts += 1
        part = ordered(table.slice(0, rows).combine_chunks().to_batches()[0])
        sink = io.BytesIO()
        pq.write_table(pa.Table.from_batches([part]), sink)
        write_whole(_part(self.folder, self.parts), sink.getvalue())
        self.waiting = table.slice(rows).to_batches()
        self.count -= rows


def read_file(
    path: Path,
    folder: Path,
    rulebook: Rulebook,
    make: Callable[[Standard], Context],
    *,
    today: date,
    kind: str = "",
    progress: Callable[[int], None] | None = None,
    beside: Beside | None = None,
) -> Read:
    """Judge the file and leave its good rows in `folder`; what was read before is not read again."""
    if (folder / READ).is_file():
        return read_before(folder)
    _emptied(folder)
    began = process_time()
    pile, tally = _Pile(folder), Counter[str]()
    cities = Counter[str]()

    def take(checked: Checked, plan: Plan) -> None:
        context = make(plan.standard)
        batch = _good(checked, context)
        gone = _expired(batch, plan.standard, context.region, today)
        if beside is not None:
            beside.part(checked, plan, batch, gone)
        tally[EXPIRED] += int(gone.sum())
        batch = batch.filter(pa.array(~gone))
        cities.update(_cities(batch))
        if batch.num_rows:
            pile.add(_salted(batch))

    report = check_file(path, rulebook, today=today, kind=kind, taker=take, progress=progress)
    pile.end()
    found = Read(
        standard=report.plan.standard.id if report.plan else "",
        rows=report.rows,
        rejected=report.rejected + tally[EXPIRED],
        parts=pile.parts,
        unreadable=_why_not(report),
        findings=_errors(dict(report.by_code()) | dict(+tally)),
        cities=dict(cities),
        cpu_ms=round((process_time() - began) * 1_000),
    )
    if beside is not None:
        beside.whole(report, found)
    write_whole(folder / READ, json.dumps(asdict(found)).encode())
    return found


def read_before(folder: Path) -> Read:
    """What a file read to its end turned out to be; `FileNotFoundError`."""
    return Read(**json.loads((folder / READ).read_text(encoding="utf-8")))


def parts(folder: Path, first: int, last: int) -> Iterator[tuple[int, pa.RecordBatch]]:
    """The parts that lie ready, by number."""
    for number in range(first, last + 1):
        yield number, pq.read_table(_part(folder, number)).combine_chunks().to_batches()[0]


def forget(folder: Path) -> None:
    """Remove what was laid out."""
    if folder.is_dir():
        _emptied(folder)
        folder.rmdir()


def _part(folder: Path, number: int) -> Path:
    return folder / f"part-{number:06}.parquet"


def _emptied(folder: Path) -> None:
    """Nothing is left in it. The word that all lies ready goes first: half a folder is read anew."""
    make_folder(folder)
    if (folder / READ).is_file():
        (folder / READ).unlink()
        flush_folder(folder)
    for path in folder.iterdir():
        path.unlink()


def _why_not(report: Report) -> str:
    """The code by which the file as a whole is refused, or ""."""
    if report.recognition is None:
        return report.unread or UNRECOGNISED
    return report.unread or (COLUMNS_MISSING if report.recognition.unacceptable else "")


def _errors(counts: dict[str, int]) -> dict[str, int]:
    return {code: count for code, count in sorted(counts.items()) if find(code).severity == "error"}


def _good(checked: Checked, context: Context) -> pa.RecordBatch:
    rows = checked.part.batch.column(ROW).to_numpy()
    good = ~np.isin(rows, refused_rows(checked.found))
    columns = {code: column.filter(pa.array(good)) for code, column in checked.columns.items()}
    return ledger_rows(context, columns, rows[good])


def _expired(
    batch: pa.RecordBatch, standard: Standard, region: str, today: date
) -> npt.NDArray[np.bool_]:
    publication = publications()[standard.publication]
    rule = rules.query_end(publication, region, today)
    return rules.expired(batch, standard, rule, calendar(), today)


def _cities(batch: pa.RecordBatch) -> dict[str, int]:
    """Rows by the first four digits of the division in the organisation's code."""
    codes = batch.column("_code").filter(pc.equal(batch.column("_scheme"), "uscc"))
    counts = pc.utf8_slice_codeunits(codes, 2, 6).value_counts()
    return {item["values"].as_py(): item["counts"].as_py() for item in counts}


def _salted(batch: pa.RecordBatch) -> pa.RecordBatch:
    drawn = secrets.token_bytes(ID_BYTES * batch.num_rows)
    salts = [drawn[at : at + ID_BYTES] for at in range(0, len(drawn), ID_BYTES)]
    return batch.append_column("_salt", pa.array(salts, ID))
