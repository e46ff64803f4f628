"""A fix-it workbook that came back: what stands in it, as one process tells another.

Clause  S31.
Pure    values to JSON and back.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from creditdelta.pipeline.headings import MARK_HEADING, ROW_NUMBER_HEADINGS
from creditdelta.uploads.merging import WorkbookRefused
from creditdelta.uploads.wrong import Row

RETURNED = "returned.json"
NUMBER_HEADING = ROW_NUMBER_HEADINGS[0]


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook's rows and the upload they belong to. Rows whose number was lost are left out."""

    mark: str
    standard: str
    rows: tuple[Row, ...]


def is_marked(header: Sequence[str]) -> bool:
    """Whether a header is that of a fix-it workbook that knows where it belongs."""
    return NUMBER_HEADING in header and MARK_HEADING in header


def written(found: Returned) -> str:
    """What a workbook holds as JSON, for the process that keeps the ledger."""
    rows = [[row.number, dict(row.cells)] for row in found.rows]
    return json.dumps({"mark": found.mark, "standard": found.standard, "rows": rows})


def refused(code: str) -> str:
    """That a workbook cannot be merged, as JSON."""
    return json.dumps({"refused": code})


def told(text: str) -> Returned:
    """What such a JSON text says; raises `WorkbookRefused`."""
    found = json.loads(text)
    if "refused" in found:
        raise WorkbookRefused(found["refused"])
    rows = tuple(Row(number, cells) for number, cells in found["rows"])
    return Returned(found["mark"], found["standard"], rows)
