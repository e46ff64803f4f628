"""The fix-it workbook of a report: the wrong rows again, read a second time so that memory stays flat.

Clause  S31: a clerk mends fourteen rows, not four hundred.
"""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.errors import Lang
from creditdelta.pipeline.check import screened_parts
from creditdelta.pipeline.fix_workbook import CellFinding, write_fix_workbook
from creditdelta.pipeline.readers.open_file import open_file
from creditdelta.pipeline.readers.source import ROW, UnreadableFile
from creditdelta.pipeline.render import Finding, Renderer
from creditdelta.pipeline.report import Report
from creditdelta.pipeline.validate.marks import WITHHELD
from creditdelta.pipeline.validate.masked import masked

_PRIVATE = "CD-PERSON-001", "CD-PERSON-002"


def write(report: Report, path: Path, lang: Lang) -> int:
    """Write the wrong rows of a checked file; returns how many. Rows about persons are left out.

    Raises `UnreadableFile` when the file was never recognised, since then it has no columns.
    """
    recognition, plan = report.recognition, report.plan
    if recognition is None or plan is None:
        raise UnreadableFile("CD-FILE-004")
    wanted: dict[int, list[Finding]] = {}
    for finding in Renderer(lang, plan).findings(report.first()):
        if finding.row > recognition.header.last and finding.code not in _PRIVATE:
            wanted.setdefault(finding.row, []).append(finding)
    private = frozenset(
        row for row, found in wanted.items() if any(one.code in WITHHELD for one in found)
    )
    places = sorted({place for rule in plan.columns for place in rule.sources})
    headings = [recognition.header.cells[place] for place in places]
    owner = {rule.heading: places.index(rule.sources[0]) for rule in plan.columns}
    lists = {
        owner[rule.heading]: list(rule.list_rule.rows)
        for rule in plan.columns
        if rule.list_rule and not rule.column.multiple
    }
    write_fix_workbook(
        path,
        label=recognition.standard.label.zh,
        headings=headings,
        rows=_rows(report, sorted(wanted), places, private),
        findings={row: [_cell(one, owner) for one in found] for row, found in wanted.items()},
        enums=lists,
        lang=lang,
    )
    return len(wanted)


def _cell(finding: Finding, owner: dict[str, int]) -> CellFinding:
    return CellFinding(
        owner.get(finding.column),
        finding.severity,
        finding.message,
        finding.suggestion,
        finding.suggested,
    )


def _rows(
    report: Report, wanted: list[int], places: list[int], private: frozenset[int]
) -> Iterator[tuple[int, list[str]]]:
    """The wanted rows in file order; a damaged row, which has no cells, comes with empty ones."""
    recognition = report.recognition
    assert recognition is not None  # noqa: S101  checked by `write`
    left = iter(wanted)
    due = next(left, None)
    for number, cells in _table_rows(report, wanted, places, private):
        while due is not None and due < number:
            yield due, [""] * len(places)
            due = next(left, None)
        yield number, cells
        due = next(left, None)
    while due is not None:
        yield due, [""] * len(places)
        due = next(left, None)


def _table_rows(
    report: Report, wanted: list[int], places: list[int], private: frozenset[int]
) -> Iterator[tuple[int, list[str]]]:
    assert report.recognition is not None  # noqa: S101  checked by `write`
    chosen = pa.array(wanted, pa.int64())
    try:
        for part in screened_parts(open_file(report.path, report.sheet), report.recognition):
            batch = part.batch.filter(pc.is_in(part.batch.column(ROW), value_set=chosen))
            if not batch.num_rows:
                continue
            columns = [batch.column(f"c{place}").to_pylist() for place in places]
            numbers = batch.column(ROW).to_pylist()
            for number, cells in zip(numbers, zip(*columns, strict=True), strict=True):
                yield (
                    number,
                    [masked(cell, every=number in private) for cell in cells],
                )
    except UnreadableFile:
        return
