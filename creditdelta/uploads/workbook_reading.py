"""Is this file a fix-it workbook that came back, and what stands in it?

Clause  S31. Runs in the limited process that reads: only there is a file opened.
Pure    reads one file; rows about persons and columns of personal numbers never come out.
"""

from collections.abc import Iterable
from pathlib import Path

from creditdelta.pipeline import sheets
from creditdelta.pipeline.check import screened_parts
from creditdelta.pipeline.headings import MARK_HEADING
from creditdelta.pipeline.map import mapped
from creditdelta.pipeline.readers.open_file import open_file
from creditdelta.rulebook.standards import Standard
from creditdelta.uploads.merging import MIXED, WorkbookRefused
from creditdelta.uploads.returned import NUMBER_HEADING, Returned, is_marked, refused, written
from creditdelta.uploads.wrong import Row

_LONGEST_NUMBER = 7  # digits of a worksheet's last row


def returned(path: Path, standards: Iterable[Standard]) -> Returned | None:
    """What a fix-it workbook holds; None for any other file. `UnreadableFile`, `WorkbookRefused`."""
    source, recognition = sheets.recognised(open_file(path), [*standards], ())
    if recognition is None:
        return None
    header = recognition.header.cells
    if not is_marked(header):
        return None
    number_at, mark_at = header.index(NUMBER_HEADING), header.index(MARK_HEADING)
    marks: set[str] = set()
    rows = []
    for part in screened_parts(source, recognition):
        columns = {code: one.to_pylist() for code, one in mapped(recognition, part.batch).items()}
        numbers = part.batch.column(f"c{number_at}").to_pylist()
        marks |= {mark.strip() for mark in part.batch.column(f"c{mark_at}").to_pylist()}
        cells = [
            dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)
        ]
        rows += [
            Row(int(number), row)
            for number, row in zip(numbers, cells, strict=True)
            if _is_number(number)
        ]
    marks.discard("")
    if len(marks) > 1:
        raise WorkbookRefused(MIXED)
    return Returned("".join(marks), recognition.standard.id, tuple(rows))


def looked_for(path: Path, standards: Iterable[Standard]) -> str:
    """The answer as JSON for the process that keeps the ledger; "" for a file that is no workbook."""
    try:
        found = returned(path, standards)
    except WorkbookRefused as refusal:
        return refused(refusal.code)
    return written(found) if found is not None else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
