"""What the columns of one row say together: needed when, in this order, telling the same story.

Clause  S75, S31.
Data    the standard's `required_when`, `orders` and `agreements`.
Pure    reads the judgements of single columns and adds to their masks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.kernel.columns import as_text, buffers
from creditdelta.kernel.fines import agrees
from creditdelta.kernel.identifiers.masks import error_bits
from creditdelta.pipeline.validate import list_kernel, row_kernel, value_kernel
from creditdelta.pipeline.validate.columns import Judged
from creditdelta.pipeline.validate.marks import NEEDED
from creditdelta.pipeline.validate.plan import Plan
from creditdelta.rulebook.standards import Agreement, RequiredWhen

Flags = npt.NDArray[np.bool_]
Columns = Mapping[str, pa.Array]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Rows in which a column contradicts another one, and the catalogue code that says so."""

    column: str
    other: str
    code: str
    rows: Flags


def judge(plan: Plan, columns: Columns, judged: Mapping[str, Judged]) -> list[Contradiction]:
    """Findings that need two columns; needs and list editions go into the masks themselves."""
    _mark_editions(plan, judged)
    found = []
    for need in plan.standard.required_when:
        if need.column in columns and need.when in columns:
            _mark_needed(plan, need, columns, judged)
    for order in plan.standard.orders:
        if order.earlier in columns and order.later in columns:
            earlier, later = judged[order.earlier].days, judged[order.later].days
            assert earlier is not None  # noqa: S101  the loader wants dates
            assert later is not None  # noqa: S101  the loader wants dates
            wrong = (earlier > later) & (later != value_kernel.NO_DAY)
            found.append(Contradiction(order.later, order.earlier, "CD-DATE-004", wrong))
    for agreement in plan.standard.agreements:
        if all(code in columns for code in agreement.columns):
            found.append(_AGREEMENTS[agreement.kind](plan, agreement, columns, judged))
    return found


def _mark_editions(plan: Plan, judged: Mapping[str, Judged]) -> None:
    days = judged[plan.decided].days if plan.decided in judged else None
    if days is None:
        return
    known = np.where(days == value_kernel.NO_DAY, plan.today, days)
    for rule in plan.columns:
        tokens = judged[rule.column.code].tokens
        if rule.list_rule is not None and tokens is not None:
            list_kernel.mark_editions(
                tokens,
                known,
                rule.list_rule.since,
                rule.list_rule.until,
                judged[rule.column.code].mask,
            )


def named(
    plan: Plan, code: str, words: tuple[str, ...], part: bool, judged: Mapping[str, Judged]
) -> Flags:
    """Rows whose list column names a value that is (`part`: holds) one of the words."""
    rule = plan.rule(code)
    tokens = judged[code].tokens
    assert rule.list_rule is not None and tokens is not None  # noqa: S101, PT018  the loader sees to it
    wanted = 0
    for number, row in enumerate(rule.list_rule.rows):
        if any(word in row if part else word == row for word in words):
            wanted |= 1 << number
    flags: Flags = tokens & np.uint64(wanted) != 0
    return flags


def asked(plan: Plan, need: RequiredWhen, judged: Mapping[str, Judged]) -> Flags:
    """Rows in which the condition of a need holds."""
    return named(plan, need.when, need.values, need.contains, judged)


def _mark_needed(
    plan: Plan, need: RequiredWhen, columns: Columns, judged: Mapping[str, Judged]
) -> None:
    mask = judged[need.column].mask
    mask[asked(plan, need, judged) & empty(columns[need.column])] |= np.uint32(NEEDED)


def empty(column: pa.Array) -> Flags:
    """Rows whose value is missing."""
    if pa.types.is_dictionary(column.type):
        return np.asarray(empty(column.dictionary)[column.indices.to_numpy()], dtype=np.bool_)
    _, offsets = buffers(as_text(column))
    return np.asarray(np.diff(offsets[: len(column) + 1]) == 0, dtype=np.bool_)


def _faultless(one: Judged) -> Flags:
    """Rows whose value nothing refuses; a refused one says nothing about the cell beside it."""
    flags: Flags = one.mask & np.uint32(error_bits(one.codes)) == 0
    return flags


def _organisation_code(
    plan: Plan, agreement: Agreement, columns: Columns, judged: Mapping[str, Judged]
) -> Contradiction:
    uscc, code = (as_text(columns[name]) for name in agreement.columns)
    out = np.zeros(len(uscc), dtype=np.bool_)
    row_kernel.code_differs(*buffers(uscc), *buffers(code), out)
    for name in agreement.columns:
        out &= _faultless(judged[name])
    return Contradiction(agreement.columns[1], agreement.columns[0], "CD-AGREE-001", out)


def _sole_trader(
    plan: Plan, agreement: Agreement, columns: Columns, judged: Mapping[str, Judged]
) -> Contradiction:
    code, category = agreement.columns
    out = np.zeros(len(columns[code]), dtype=np.bool_)
    row_kernel.starts_with(*buffers(as_text(columns[code])), ord("9"), ord("2"), out)
    said = named(plan, category, agreement.values, False, judged)
    out = out != said
    for name in agreement.columns:
        out &= _faultless(judged[name]) & ~empty(columns[name])
    return Contradiction(category, code, "CD-AGREE-002", out)


def _fine_amount(
    plan: Plan, agreement: Agreement, columns: Columns, judged: Mapping[str, Judged]
) -> Contradiction:
    text, amount = agreement.columns
    amounts = judged[amount].amounts
    assert amounts is not None  # noqa: S101  the loader wants an amount column here
    content = as_text(columns[text])
    out = np.zeros(len(content), dtype=np.bool_)
    row_kernel.fine_unclear(*buffers(content), amounts, out)
    for row in np.flatnonzero(out):
        fen = int(amounts[row])  # a millionth of 万元 is one fen
        out[row] = agrees(fen, content[int(row)].as_py()) is False
    return Contradiction(amount, text, "CD-AGREE-003", out)


_AGREEMENTS: dict[
    str, Callable[[Plan, Agreement, Columns, Mapping[str, Judged]], Contradiction]
] = {
    "organisation_code": _organisation_code,
    "sole_trader": _sole_trader,
    "fine_amount": _fine_amount,
}
