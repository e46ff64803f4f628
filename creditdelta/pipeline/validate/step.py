"""The validate step: standard columns of a batch in, findings out. Row-wise, the same for any batch size.

Clause  S75, S31.
Data    everything comes from the plan.
Pure    Arrow in, Arrow out.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.columns import as_text, buffers
from creditdelta.kernel.errors import find
from creditdelta.pipeline import findings
from creditdelta.pipeline.validate import columns as by_column
from creditdelta.pipeline.validate import identity, privacy_kernel
from creditdelta.pipeline.validate import rows as by_row
from creditdelta.pipeline.validate.columns import Judged
from creditdelta.pipeline.validate.detail import Batch, Written, details
from creditdelta.pipeline.validate.marks import (
    CONTROL,
    MISSING,
    NUMBER_CELL,
    OWN,
    PLACEHOLDER,
    RUINED,
    WITHHELD,
)
from creditdelta.pipeline.validate.plan import ColumnRule, Plan

EMPTY_ROW, NOTE_ROW, SHIFTED = "CD-ROW-003", "CD-ROW-002", "CD-ROW-001"
_OWN_BITS = np.uint32(0xFFFFFFFF << OWN & 0xFFFFFFFF)
_NUMBER_TYPES = ("uscc", "authority_code", "organisation_code", "registration_number", "tax_number")
_NOTHING = pa.scalar(None, findings.TEXT)
_NOTES = ("填表说明", "表格说明", "填写说明", "说明：", "示例：", "注：")


def judged(
    plan: Plan,
    columns: Mapping[str, pa.Array],
    numeric: Mapping[str, npt.NDArray[np.int64]],
    *,
    clean: bool = False,
) -> dict[str, Judged]:
    """Each column's masks; `numeric` names rows whose cell a workbook holds as a number."""
    found = {}
    for rule in plan.columns:
        code = rule.column.code
        one = by_column.judge(rule, columns[code], plan.today, clean=clean)
        present = int(np.bitwise_or.reduce(one.mask))
        if present & PLACEHOLDER:
            one.mask[(one.mask & _OWN_BITS) != 0] &= ~np.uint32(PLACEHOLDER)
        if present & (CONTROL | RUINED):
            one.mask[(one.mask & np.uint32(CONTROL | RUINED)) != 0] &= ~_OWN_BITS
        if code in numeric and rule.column.type in _NUMBER_TYPES:
            one.mask[numeric[code]] = np.uint32(NUMBER_CELL)
        found[code] = one
    return found


def validate(
    plan: Plan,
    columns: Mapping[str, pa.Array],
    rows: pa.Array,
    found: Mapping[str, Judged],
    written: Written | None = None,
) -> pa.RecordBatch:
    """All findings of the rows of a batch, unsorted; they show cells as `written` gives them."""
    numbers = rows.to_numpy()
    skipped, parts = _odd_rows(plan, columns, numbers, found)
    contradictions = by_row.judge(plan, columns, found)
    contradictions += identity.nameless(plan, columns, found)
    batch = Batch(plan, columns, found, written)
    for rule in plan.columns:
        found[rule.column.code].mask[skipped] = 0
        parts += _of_column(batch, rule, numbers)
    for one in contradictions:
        one.rows[skipped] = False
        chosen = np.flatnonzero(one.rows)
        parts.append(_found(batch, plan.rule(one.column), one.code, numbers, chosen, one.other))
    return findings.joined(parts)


def _odd_rows(
    plan: Plan,
    columns: Mapping[str, pa.Array],
    numbers: npt.NDArray[np.int64],
    found: Mapping[str, Judged],
) -> tuple[npt.NDArray[np.int64], list[pa.RecordBatch]]:
    """Rows that are no record at all: every cell empty, or a line of explanation among the data."""
    missing = np.zeros(len(numbers), dtype=np.int64)
    mandatory = 0
    for rule in plan.columns:
        if rule.mandatory:
            mandatory += 1
            missing += found[rule.column.code].mask & np.uint32(MISSING)
    suspects = np.flatnonzero(missing >= mandatory - 1)
    blank, notes = [], []
    if len(suspects):
        chosen = pa.array(suspects)
        filled = np.zeros(len(suspects), dtype=np.int64)
        for column in columns.values():
            filled += ~by_row.empty(column.take(chosen))
        blank = [int(row) for row in suspects[filled == 0]]
        notes = [
            int(row)
            for row in suspects[filled == 1]
            if any(as_text(c)[int(row)].as_py().startswith(_NOTES) for c in columns.values())
        ]
    parts = [
        findings.of_rows(numbers[chosen], "", code)
        for chosen, code in ((blank, EMPTY_ROW), (notes, NOTE_ROW))
        if chosen
    ]
    return np.array(blank + notes, dtype=np.int64), parts


def _of_column(
    batch: Batch, rule: ColumnRule, numbers: npt.NDArray[np.int64]
) -> list[pa.RecordBatch]:
    one = batch.judged[rule.column.code]
    present = int(np.bitwise_or.reduce(one.mask))
    if not present:
        return []
    wrong = np.flatnonzero(one.mask)
    masks = one.mask[wrong]
    return [
        _found(batch, rule, code, numbers, wrong[masks & np.uint32(1 << bit) != 0])
        for bit, code in enumerate(one.codes)
        if present >> bit & 1
    ]


def _found(
    batch: Batch,
    rule: ColumnRule,
    code: str,
    numbers: npt.NDArray[np.int64],
    chosen: npt.NDArray[np.int64],
    other: str = "",
) -> pa.RecordBatch:
    if not len(chosen):
        return findings.none_found()
    values = None
    if code not in WITHHELD and rule.column.privacy == "public":
        values = _shown(batch.shown(rule.column.code, chosen))
    texts = details(batch, rule, code, chosen, other)
    texts = None if texts is None else _shown(texts)
    return findings.of_rows(numbers[chosen], rule.heading, code, values, texts)


def _shown(texts: pa.StringArray) -> pa.StringArray:
    """The texts as a finding may show them: null where somebody's number stands in one."""
    mask = np.zeros(len(texts), dtype=np.uint32)
    privacy_kernel.mark_personal_numbers(*buffers(as_text(texts)), mask)
    return pc.if_else(pa.array(mask == 0), texts, _NOTHING) if mask.any() else texts


def refused_rows(found: pa.RecordBatch) -> npt.NDArray[np.int64]:
    """Numbers of the rows that have at least one finding of severity error; `found` is in row order."""
    if not found.num_rows:
        return np.empty(0, dtype=np.int64)
    codes, places = findings.words(found.column("code"))
    severe = np.array([find(code).severity == "error" for code in codes])
    rows = found.column("row").to_numpy()[severe[places]]
    return np.asarray(rows[np.diff(rows, prepend=-1) != 0])
