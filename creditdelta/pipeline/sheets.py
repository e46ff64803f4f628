"""Which sheet of a workbook holds the records? The visible one that fits a standard best.

Clause  S31, S75: covers and explanations stand in front of the data.
Pure    looks only at the first rows of each sheet.
"""

from collections.abc import Sequence
from dataclasses import replace

from creditdelta.pipeline.readers.source import SampleRow, Source
from creditdelta.pipeline.readers.workbook import WorkbookSource
from creditdelta.pipeline.recognise import LEAST_CONFIDENCE, Recognition, recognise
from creditdelta.pipeline.validate.misread import recovered
from creditdelta.rulebook.standards import Mapping, Standard


def recognised(
    source: Source,
    standards: Sequence[Standard],
    mappings: Sequence[Mapping],
    *,
    least: float = LEAST_CONFIDENCE,
) -> tuple[Source, Recognition | None]:
    """The source set to its best fitting sheet, and what that sheet is; `None` when none fits.

    A sheet with rows under its header goes before an empty form; of equals the first is taken.
    """
    tables: Sequence[Source] = source.tables() if isinstance(source, WorkbookSource) else [source]
    found = [
        (table, match)
        for table in tables
        if (match := recognise(table.sample, standards, mappings, least=least))
    ]
    return max(found, key=_fitness) if found else (source, None)


def _fitness(found: tuple[Source, Recognition]) -> tuple[bool, bool, float]:
    table, match = found
    return (
        match.confidence >= LEAST_CONFIDENCE,
        table.sample[-1].row > match.header.last,
        round(match.confidence, 6),
    )


def misread(
    source: Source, standards: Sequence[Standard], mappings: Sequence[Mapping]
) -> SampleRow | None:
    """The header of a file that was decoded wrongly before it came here, read back; else `None`."""
    rows = [
        replace(row, cells=tuple(recovered(cell) or cell for cell in row.cells))
        for row in source.sample
    ]
    found = recognise(rows, standards, mappings) if tuple(rows) != source.sample else None
    return found.header if found else None


def name(source: Source) -> str:
    """The sheet a workbook is set to; "" for every other file."""
    return source.sheet if isinstance(source, WorkbookSource) else ""
