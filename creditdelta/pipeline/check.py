"""Check one file: open, recognise, screen, map, validate, report. Every row is judged and counted.

Clause  S31, S75, S22, S27.
Data    rulebook/ through `Rulebook`; nothing about a form or a rule is written here.
Pure    reads one file; the day is given; memory does not grow with the file.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.identifiers import uscc
from creditdelta.pipeline import engine, findings, screen, sheets, shift
from creditdelta.pipeline.duplicates import Keys
from creditdelta.pipeline.map import as_written, mapped
from creditdelta.pipeline.readers.open_file import open_file
from creditdelta.pipeline.readers.source import ROW, Part, Source, UnreadableFile
from creditdelta.pipeline.recognise import LEAST_CONFIDENCE, Recognition
from creditdelta.pipeline.report import Report
from creditdelta.pipeline.validate import plan as planning
from creditdelta.pipeline.validate.columns import Judged
from creditdelta.pipeline.validate.marks import MISSING, NEEDED, OWN
from creditdelta.pipeline.validate.plan import Plan
from creditdelta.pipeline.validate.step import SHIFTED, judged, refused_rows, validate
from creditdelta.rulebook.enums import Enumeration
from creditdelta.rulebook.records import UnknownStandard
from creditdelta.rulebook.standards import Mapping as SourceMapping
from creditdelta.rulebook.standards import Standard

# What a code column looks like when another column's value stands in it.
_NO_CODE = np.uint32(
    MISSING
    | NEEDED
    | (uscc.LENGTH | uscc.CHARACTER | uscc.CLASS | uscc.NUMBER | uscc.OLDER | uscc.PLACEHOLDER)
    << OWN
)

_CODES_TOO = ("authority_code", "tax_number")  # where a unified code is at home as well

ASTRAY = "CD-ROW-005"

Sink = Callable[[pa.RecordBatch], None]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """What a check needs of the rulebook."""

    standards: Mapping[str, Standard]
    mappings: Mapping[str, SourceMapping]
    enums: Mapping[str, Enumeration]


@dataclass(frozen=True, slots=True)
class Checked:
    """One part after all row-wise steps: its findings in file order, and its keys."""

    part: Part
    found: pa.RecordBatch
    refused: int
    columns: Mapping[str, pa.Array]


Taker = Callable[[Checked, Plan], None]


def check_file(
    path: Path,
    rulebook: Rulebook,
    *,
    today: date,
    kind: str = "",
    sink: Sink | None = None,
    progress: Progress | None = None,
    taker: Taker | None = None,
) -> Report:
    """Judge every row of a file as of `today`.

    `kind` is the id or kind of a standard to hold the file to; otherwise it is recognised. `sink`
    gets every finding (`findings.SCHEMA`), `progress` the rows done, `taker` every part with the
    plan it was judged by, so that what passed can be taken in. A file that cannot be read is
    an answer too: the report then carries the code and what could be read before. Raises
    `UnknownStandard` where the rulebook has none of that kind.
    """
    candidates = _candidates(rulebook, kind)
    report = Report(path)
    tell = partial(_tell, report, sink)
    try:
        source = open_file(path)
        least = 0.0 if kind else LEAST_CONFIDENCE
        source, recognition = sheets.recognised(source, *candidates, least=least)
        report.form, report.sheet = source.form, sheets.name(source)
        if recognition is None:
            raise _unrecognised(source, *candidates)
        report.recognition = recognition
        report.plan = planning.make(recognition, rulebook.enums, today)
        tell(header_findings(recognition))
        _check_rows(source, report, tell, progress, taker)
    except UnreadableFile as damage:
        report.unread = damage.code
        row = damage.row or (report.rows and report.rows + 1)
        tell(findings.of_file(damage.code, row=row, detail=damage.detail))
    if report.recognition and report.recognition.unacceptable:
        report.rejected = report.rows
    return report


def _tell(report: Report, sink: Sink | None, found: pa.RecordBatch) -> None:
    report.add(found)
    if sink and found.num_rows:
        sink(found)


def _candidates(rulebook: Rulebook, kind: str) -> tuple[list[Standard], list[SourceMapping]]:
    standards = [
        item
        for item in rulebook.standards.values()
        if not kind or kind in (item.id, item.kind, item.label.zh, item.label.en)
    ]
    if not standards:
        raise UnknownStandard(kind)
    return standards, list(rulebook.mappings.values())


def _unrecognised(
    source: Source, standards: list[Standard], mappings: list[SourceMapping]
) -> UnreadableFile:
    if header := sheets.misread(source, standards, mappings):
        words = "、".join(header.cells)[: findings.VALUE_LIMIT]
        return UnreadableFile("CD-ENC-005", row=header.row, detail=words)
    return UnreadableFile("CD-FILE-004", row=source.sample[0].row if source.sample else 0)


def header_findings(recognition: Recognition) -> pa.RecordBatch:
    """What the header row itself shows: columns missing, unknown, repeated or in another unit."""
    row = recognition.header.row
    cells = recognition.header.cells
    mandatory = {column.code for column in recognition.missing_mandatory}
    found = [
        findings.of_file("CD-HEAD-001", column=column.label.zh, row=row)
        for column in recognition.missing_mandatory
    ]
    found += [
        findings.of_file("CD-HEAD-002", column=column.label.zh, row=row)
        for column in recognition.missing
        if column.code not in mandatory
    ]
    for code, places in (
        ("CD-HEAD-003", recognition.unknown),
        ("CD-HEAD-004", recognition.doubtful),
        ("CD-HEAD-005", recognition.wrong_unit),
        ("CD-HEAD-006", [at for at in recognition.repeated if at not in recognition.doubtful]),
    ):
        found += [findings.of_file(code, column=cells[place], row=row) for place in places]
    return findings.joined(found)


def _check_rows(
    source: Source, report: Report, tell: Sink, progress: Progress | None, taker: Taker | None
) -> None:
    recognition, plan = report.recognition, report.plan
    assert recognition is not None  # noqa: S101  set by the caller
    assert plan is not None  # noqa: S101  set by the caller
    keys, dropped = Keys(plan.standard.natural_key), set[int]()
    step = partial(checked, recognition, plan)
    for done in engine.local(step, screened_parts(source, recognition)):
        report.rows += done.part.rows
        report.rejected += done.refused
        tell(done.found)
        dropped |= done.part.dropped
        keys.add(done.columns, done.part.batch.column(ROW).to_numpy())
        if taker:
            taker(done, plan)
        if progress:
            progress(report.rows)
    tell(_left_out(recognition, dropped))
    tell(keys.repeated(plan.heading(plan.standard.natural_key[0]) if keys.names else ""))


def _left_out(recognition: Recognition, dropped: set[int]) -> pa.RecordBatch:
    """One finding for each column of id numbers that held any, at its heading."""
    row, cells = recognition.header.row, recognition.header.cells
    return findings.joined(
        [findings.of_file(screen.LEFT_OUT, column=cells[at], row=row) for at in sorted(dropped)]
    )


def screened_parts(source: Source, recognition: Recognition) -> Iterator[Part]:
    """The source's parts as any step may see them: no person row, no id-number column."""
    guard = screen.make(recognition)
    for part in source.parts(recognition.header):
        yield screen.screened(guard, part)


def checked(recognition: Recognition, plan: Plan, part: Part) -> Checked:
    """Map and validate one part; a row-wise step."""
    columns = mapped(recognition, part.batch)
    columns = {rule.column.code: columns[rule.column.code] for rule in plan.columns}
    marks = judged(plan, columns, _numeric(recognition, part), clean=part.clean)
    written = partial(as_written, recognition, part.batch)
    found = validate(plan, columns, part.batch.column(ROW), marks, written)
    found = findings.joined([found, _astray(recognition, plan, part.batch, marks)])
    found = _with_shifts(recognition, plan, part.batch, marks, found)
    found = findings.joined([part.refused, part.noted, found])
    found = findings.in_order(found, plan.headings)
    return Checked(part, found, len(refused_rows(found)), columns)


def _numeric(recognition: Recognition, part: Part) -> dict[str, npt.NDArray[np.int64]]:
    owners: dict[int, list[str]] = {}
    for code, places in recognition.places.items():
        for place in places:
            owners.setdefault(place, []).append(code)
    found: dict[str, list[int]] = {}
    for row, place in part.numeric:
        for code in owners.get(place, ()):
            found.setdefault(code, []).append(row)
    return {code: np.array(rows, dtype=np.int64) for code, rows in found.items()}


def _astray(
    recognition: Recognition, plan: Plan, batch: pa.RecordBatch, marks: Mapping[str, Judged]
) -> pa.RecordBatch:
    """Rows whose code is in its place, but whose capital stands in a column beside its own."""
    parts = []
    width = len(recognition.header.cells)
    for rule in plan.columns:
        if rule.column.type != "capital" or len(rule.sources) != 1:
            continue
        failed = np.flatnonzero(marks[rule.column.code].mask >> OWN)
        steps = shift.capital_steps(batch, rule.sources[0], width, failed)
        rows = batch.column(ROW).to_numpy()[failed[steps != 0]]
        details = shift.words(steps[steps != 0])
        parts.append(findings.of_rows(rows, rule.heading, ASTRAY, details=details))
    return findings.joined(parts)


def _with_shifts(
    recognition: Recognition,
    plan: Plan,
    batch: pa.RecordBatch,
    marks: Mapping[str, Judged],
    found: pa.RecordBatch,
) -> pa.RecordBatch:
    """Rows whose code stands in a column beside get one finding that says so, and no others."""
    rule = next((rule for rule in plan.columns if rule.column.type == "uscc"), None)
    if rule is None:
        return found
    failed = np.flatnonzero(marks[rule.column.code].mask & _NO_CODE)
    if not len(failed):
        return found
    width = len(recognition.header.cells)
    others = [at for one in plan.columns if one.column.type in _CODES_TOO for at in one.sources]
    steps = shift.steps(batch, rule.sources[0], width, failed, others)
    slipped = batch.column(ROW).to_numpy()[failed[steps != 0]]
    if not len(slipped):
        return found
    kept = found.filter(pc.invert(pc.is_in(found.column("row"), value_set=pa.array(slipped))))
    details = shift.words(steps[steps != 0])
    return findings.joined([kept, findings.of_rows(slipped, "", SHIFTED, details=details)])
