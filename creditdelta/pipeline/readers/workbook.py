"""Workbooks (.xlsx, .xls): sample rows to recognise the form by, then parts of text.

Clause  S31, S75. The file is opened only in a limited process of its own (`workbook_child.py`);
here its blocks become Arrow columns. Every value is text as a clerk sees it; `numeric` tells
which cells the workbook holds as numbers or dates, because a code held as a number has lost digits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from creditdelta.pipeline import findings
from creditdelta.pipeline.readers.source import Part, SampleRow, UnreadableFile
from creditdelta.pipeline.readers.workbook_book import OpenedBook

_OTHER_SHEETS, _NO_SUCH_SHEET = "CD-XLSX-032", "CD-XLSX-027"
_GUIDE, _LISTS = "填写说明", "列表"  # sheets of our own forms that hold no records


@dataclass(frozen=True, slots=True)
class SheetHead:
    """One filled sheet of the workbook and its first filled rows."""

    name: str
    hidden: bool
    sample: tuple[SampleRow, ...]


@dataclass(frozen=True, slots=True)
class WorkbookSource:
    """An opened workbook set to one sheet. `parts` may be called once, over all of `on`'s copies.

    Cells of a sample row end with its last filled cell. Close it, or let it go, to end its process.
    """

    path: Path
    container: str
    sheet: str
    heads: tuple[SheetHead, ...]
    notes: tuple[tuple[str, str], ...]
    process: OpenedBook

    @property
    def form(self) -> str:
        """Which kind of workbook, and which sheet is read."""
        return f"{self.container} [{self.sheet}]"

    @property
    def sheets(self) -> tuple[str, ...]:
        """Names of all filled sheets, in the workbook's order."""
        return tuple(head.name for head in self.heads)

    @property
    def sample(self) -> tuple[SampleRow, ...]:
        """The first filled rows of the sheet."""
        return next(head.sample for head in self.heads if head.name == self.sheet)

    def tables(self) -> tuple["WorkbookSource", ...]:
        """The same workbook set to each sheet that may hold the records, in the workbook's order."""
        return tuple(replace(self, sheet=head.name) for head in _offered(self.heads))

    def on(self, sheet: str) -> "WorkbookSource":
        """The same workbook set to another sheet; `UnreadableFile` when it has none so named."""
        if sheet not in self.sheets:
            self.close()
            raise UnreadableFile(_NO_SUCH_SHEET, detail=sheet)
        return replace(self, sheet=sheet)

    def parts(self, header: SampleRow) -> Iterator[Part]:
        """All filled rows below the header; after an `UnreadableFile` none of them counts."""
        try:
            noted = [findings.of_file(code, detail=more) for code, more in self._file_notes()]
            for part in self.process.parts(self.sheet, header):
                yield replace(part, noted=findings.joined([*noted, part.noted])) if noted else part
                noted = []
        finally:
            self.close()

    def close(self) -> None:
        """End the reading process and remove its folder."""
        self.process.close()

    def _file_notes(self) -> list[tuple[str, str]]:
        others = [
            head.name + ("（隐藏 hidden）" if head.hidden else "")
            for head in self.heads
            if head.name != self.sheet and not _is_guide(head)
        ]
        return [*self.notes, *([(_OTHER_SHEETS, "、".join(others))] if others else [])]


def open_workbook(path: Path, *, sheet: str | None = None) -> WorkbookSource:
    """Open a workbook on the named sheet, else on the first visible filled one that is no guide.

    Raises `UnreadableFile` with a CD-XLSX code for every file that is no readable workbook.
    """
    process = OpenedBook(path)
    head = process.head
    heads = tuple(_head(found) for found in head["sheets"])
    first = _offered(heads)[0].name
    notes = tuple((code, detail) for code, detail in head["notes"])
    source = WorkbookSource(path.absolute(), head["form"], first, heads, notes, process)
    return source if sheet is None else source.on(sheet)


def _offered(heads: tuple[SheetHead, ...]) -> tuple[SheetHead, ...]:
    """The visible sheets that are no guide of our own; only where there are none, the others."""
    shown = tuple(head for head in heads if not head.hidden)
    return tuple(head for head in shown if not _is_guide(head)) or shown[:1] or heads[:1]


def _is_guide(head: SheetHead) -> bool:
    return head.name == _GUIDE or (head.hidden and head.name == _LISTS)


def _head(found: dict[str, Any]) -> SheetHead:
    rows = tuple(SampleRow(row, row, tuple(cells)) for row, cells in found["rows"])
    return SheetHead(found["name"], found["hidden"], rows)
