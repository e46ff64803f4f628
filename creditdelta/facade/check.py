"""`cd.check(path)`: one call from a file to a report, with the shipped rulebook and today's date.

rep = cd.check("report.xlsx")
rep.ok, rep.rows, rep.findings[:3]
rep.to_xlsx("fix.xlsx")
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa

from creditdelta.facade.today import today
from creditdelta.kernel.errors import Lang
from creditdelta.pipeline import report as reporting
from creditdelta.pipeline.check import Rulebook, check_file
from creditdelta.pipeline.render import Finding, Renderer
from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.mappings import mappings
from creditdelta.rulebook.records import standards


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a check, in words of the language asked for."""

    inner: reporting.Report
    lang: Lang

    @property
    def ok(self) -> bool:
        """True when the whole file was read and no row was refused."""
        return self.inner.ok

    @property
    def rows(self) -> int:
        """Records after the header, blank lines excluded; always accepted + rejected."""
        return self.inner.rows

    @property
    def accepted(self) -> int:
        """Rows without an error (warnings allowed)."""
        return self.inner.accepted

    @property
    def rejected(self) -> int:
        """Rows with at least one error, rows about natural persons among them."""
        return self.inner.rejected

    @property
    def recognition(self) -> str:
        """Which form the file is, in words; "" when it was not recognised."""
        found = self.inner.recognition
        return found.sentence(self.lang) if found else ""

    @property
    def sheet(self) -> str:
        """The sheet of a workbook that was read: rows are rows of it; "" for every other file."""
        return self.inner.sheet

    @property
    def totals(self) -> list[tuple[str, int]]:
        """(code, number of findings), exact, most frequent first."""
        return self.inner.by_code()

    @property
    def findings(self) -> list[Finding]:
        """The first 1,000 findings of each rule, in file order."""
        return Renderer(self.lang, self.inner.plan).findings(self.inner.first())

    def to_arrow(self) -> pa.Table:
        """The same findings as a table: row, column, code, value, detail."""
        return pa.Table.from_batches([self.inner.first()])

    def to_xlsx(self, path: str | Path) -> int:
        """Write the fix-it workbook: the wrong rows only; returns how many rows it holds."""
        from creditdelta.pipeline.fix_it import write

        return write(self.inner, Path(path), self.lang)


@cache
def rulebook() -> Rulebook:
    """The rulebook in force here (folder `CREDITDELTA_RULEBOOK`, else the shipped one)."""
    root = folder()
    return Rulebook(standards(root), mappings(root), enums(root))


def check(
    path: str | Path,
    *,
    kind: str = "",
    on: date | None = None,
    lang: Lang = "zh",
    sink: Callable[[pa.RecordBatch], None] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Judge every row of a file; never raises for what the file holds.

    `kind` holds the file to one record kind instead of recognising it (`UnknownStandard` where the
    rulebook has none of that id, kind or label); `on` is the day of the check
    (default today in Shanghai); `sink` gets every finding as Arrow batches, `progress` the row count.
    """
    found = check_file(
        Path(path), rulebook(), today=on or today(), kind=kind, sink=sink, progress=progress
    )
    return Report(found, lang)
