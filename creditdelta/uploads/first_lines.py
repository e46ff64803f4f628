"""The first lines of a file that is in nobody's form, so that its sender can say which column is which.

Clause  S33. Runs in the limited process that reads. A line that holds a personal number is left out.
"""

from pathlib import Path

from creditdelta.pipeline.readers.open_file import open_file
from creditdelta.pipeline.readers.source import SampleRow, Source, UnreadableFile
from creditdelta.pipeline.readers.workbook import WorkbookSource
from creditdelta.pipeline.validate.masked import masked
from creditdelta.uploads.found import Lines

LINES = 5
COLUMNS, SIGNS = 200, 80  # of a line, and of a cell
_LEAST = 2  # cells of a row of headings


def first_lines(path: Path) -> Lines:
    """The headings and a few lines below them; none where the file has no such row."""
    try:
        source = open_file(path)
    except UnreadableFile:
        return ()
    tables: tuple[Source, ...] = (
        tuple(source.tables()) if isinstance(source, WorkbookSource) else (source,)
    )
    sample = max((table.sample for table in tables), key=len, default=())
    header = max(sample, key=_width, default=None)
    if header is None or _width(header) < _LEAST:
        return ()
    width = min(len(header.cells), COLUMNS)
    below = [row.cells for row in sample if row.row > header.row]
    told = [cells for cells in below if not any(masked(cell) != cell for cell in cells)]
    lines = (header.cells, *told[:LINES])
    return tuple(
        tuple(masked(cell)[:SIGNS] for cell in (*cells, *[""] * width)[:width]) for cells in lines
    )


def _width(row: SampleRow) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)
