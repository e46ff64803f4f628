"""What every reader offers, whatever the file: first rows to recognise it by, then parts of rows.

A part holds the rows that could be put into a table and the findings on those that could not, so
that rows = table rows + refused rows at every moment.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from creditdelta.pipeline.findings import none_found

ROW = "_row"
SAMPLE_ROWS = 20
FIELD_LIMIT = 1 << 17  # bytes; a workbook cell holds at most 32,767 characters
COLUMN_LIMIT = 16_384  # as many as a worksheet has


class UnreadableFile(Exception):
    """The file as a whole cannot be read; `code` is in the catalogue, `row` where reading ended."""

    def __init__(self, code: str, *, row: int = 0, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code
        self.row = row
        self.detail = detail


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One of the first rows: where it starts, where it ends, and its cells as text."""

    row: int
    last: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the file, in file order.

    `batch`    `_row` int64 (physical line or sheet row) and text columns c0..cN without nulls
               (plain or dictionary-encoded strings; "" is a missing value).
    `refused`  findings on rows that are not in the batch; `refused_rows` counts those rows.
    `noted`    findings on rows that are in the batch.
    `numeric`  (rows of the batch, column numbers) of cells that a workbook holds as numbers.
    `dropped`  places of columns that held something and were left out.
    `clean`    no value is known to hold a control or replacement character; false: not looked at.
    """

    batch: pa.RecordBatch
    refused: pa.RecordBatch
    refused_rows: int
    noted: pa.RecordBatch
    numeric: tuple[tuple[int, int], ...] = ()
    clean: bool = False
    dropped: frozenset[int] = frozenset()

    @property
    def rows(self) -> int:
        """Records of the file that this part answers for."""
        return int(self.batch.num_rows) + self.refused_rows


def whole(batch: pa.RecordBatch) -> Part:
    """A part without damage."""
    return Part(batch, none_found(), 0, none_found())


class Source(Protocol):
    """An opened file. `parts` may be called once, after the header is known."""

    @property
    def path(self) -> Path:
        """Where it was opened."""

    @property
    def form(self) -> str:
        """What it is, for people: "CSV, UTF-8"."""

    @property
    def sample(self) -> tuple[SampleRow, ...]:
        """The first rows, at most `SAMPLE_ROWS`; a file with named columns gives its names as row 0."""

    def parts(self, header: SampleRow) -> Iterator[Part]:
        """All records after the header; raises `UnreadableFile` where reading ends early."""
