"""What a finding's sentence needs besides the value: the limit, the day, the cell it disagrees with.

Clause  S75: an answer that a clerk can act on.
Pure    Arrow and NumPy in, one text a found row out; the same in both languages.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.columns import as_text
from creditdelta.kernel.fines import amounts_named
from creditdelta.kernel.money import yuan_text
from creditdelta.pipeline.findings import TEXT
from creditdelta.pipeline.validate import rows as by_row
from creditdelta.pipeline.validate.columns import Judged
from creditdelta.pipeline.validate.plan import ColumnRule, Plan

Chosen = npt.NDArray[np.int64]
Written = Callable[[str, Chosen], pa.StringArray]

_CODE_AT, _CODE_END = 8, 17
_BETWEEN, _NOTHING = pa.scalar(" ", TEXT), pa.scalar(None, TEXT)
_TEXT_CONTROLS = "\n\r\t"
_SPACE, _DELETE = " ", "\x7f"


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch under check: the rules, the standard's columns, their judgements.

    `written` gives a column's cells as the sender wrote them, where a mapping changed them.
    """

    plan: Plan
    columns: Mapping[str, pa.Array]
    judged: Mapping[str, Judged]
    written: Written | None = None

    def shown(self, code: str, chosen: Chosen) -> pa.StringArray:
        """The same values as a finding may show them: the sender's own."""
        return self.written(code, chosen) if self.written else self.text(code, chosen)

    def text(self, code: str, chosen: Chosen) -> pa.StringArray:
        """The values of a column in the chosen rows."""
        return as_text(self.columns[code].take(pa.array(chosen)))


def details(
    batch: Batch, rule: ColumnRule, code: str, chosen: Chosen, other: str = ""
) -> pa.StringArray | None:
    """One text for each chosen row, or None where the sentence needs none.

    `other` is the column that the rule's column contradicts, where there is one.
    """
    make = _DETAILS.get(code)
    return make(batch, rule, chosen, other) if make else None


def _longest(batch: Batch, rule: ColumnRule, chosen: Chosen, other: str) -> pa.StringArray:
    return _all(str(rule.longest), chosen)


def _all(text: str, chosen: Chosen) -> pa.StringArray:
    return pa.repeat(pa.scalar(text, TEXT), len(chosen))


def _condition(batch: Batch, rule: ColumnRule, chosen: Chosen, other: str) -> pa.StringArray:
    """The cell that asks for the empty one; of several, the standard's first."""
    found = pa.nulls(len(chosen), pa.string())
    for need in batch.plan.standard.required_when:
        if need.column == rule.column.code and need.when in batch.columns:
            asked = pa.array(by_row.asked(batch.plan, need, batch.judged)[chosen])
            found = pc.coalesce(found, pc.if_else(asked, _cell(batch, need.when, chosen), _NOTHING))
    return found


def _cell(batch: Batch, code: str, chosen: Chosen) -> pa.StringArray:
    """Heading and value of another column; the heading alone where the value is not public."""
    rule = batch.plan.rule(code)
    if rule.column.privacy != "public":
        return _all(rule.heading, chosen)
    return pc.binary_join_element_wise(
        _all(rule.heading, chosen), batch.shown(code, chosen), _BETWEEN
    )


def _control(batch: Batch, rule: ColumnRule, chosen: Chosen, other: str) -> pa.StringArray:
    values = batch.text(rule.column.code, chosen).to_pylist()
    return pa.array([f"U+{ord(_first_control(value)):04X}" for value in values], pa.string())


def _first_control(text: str) -> str:
    return next(
        sign for sign in text if (sign < _SPACE and sign not in _TEXT_CONTROLS) or sign == _DELETE
    )


def _today(batch: Batch, rule: ColumnRule, chosen: Chosen, other: str) -> pa.StringArray:
    return _dates(np.full(len(chosen), batch.plan.today, dtype=np.int64))


def _day_read(batch: Batch, rule: ColumnRule, chosen: Chosen, other: str) -> pa.StringArray:
    days = batch.judged[rule.column.code].days
    assert days is not None  # noqa: S101  only a date column has this finding
    return _dates(days[chosen])


def _dates(days: npt.NDArray[np.int64]) -> pa.StringArray:
    return pa.array(days.astype(np.int32)).cast(pa.date32()).cast(pa.string())


def _other_cell(batch: Batch, rule: ColumnRule, chosen: Chosen, other: str) -> pa.StringArray:
    return _cell(batch, other, chosen)


def _inner_code(batch: Batch, rule: ColumnRule, chosen: Chosen, other: str) -> pa.StringArray:
    return pc.utf8_slice_codeunits(batch.text(other, chosen), _CODE_AT, _CODE_END)


def _fines(batch: Batch, rule: ColumnRule, chosen: Chosen, other: str) -> pa.StringArray:
    texts = batch.text(other, chosen).to_pylist()
    named = ["、".join(f"¥{yuan_text(fen)}" for fen in amounts_named(text)) for text in texts]
    return pa.array(named, pa.string())


_DETAILS: dict[str, Callable[[Batch, ColumnRule, Chosen, str], pa.StringArray]] = {
    "CD-FIELD-002": _longest,
    "CD-FIELD-004": _condition,
    "CD-FIELD-008": _control,
    "CD-DATE-003": _today,
    "CD-DATE-004": _other_cell,
    "CD-DATE-005": _day_read,
    "CD-AGREE-001": _inner_code,
    "CD-AGREE-003": _fines,
}
