"""Every cell of one column judged: a mask a value, and what was read on the way (days, amounts, list rows).

Clause  S75, S27, S31.
Data    the column's rule (`plan.ColumnRule`); no number is written here.
Pure    Arrow column in, NumPy out. A dictionary-encoded column is judged once a distinct value.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.capital import parse_capital
from creditdelta.kernel.columns import Bytes, Offsets, as_text, buffers
from creditdelta.kernel.identifiers import (
    organisation_code,
    registration_number,
    tax_number,
    uscc,
)
from creditdelta.pipeline.validate import list_kernel, privacy_kernel, text_kernel, value_kernel
from creditdelta.pipeline.validate.marks import (
    CONTROL,
    ID_NUMBER,
    MISREAD,
    OWN,
    PLACEHOLDER,
    PLACEHOLDER_WORDS,
    RUINED,
    SHARED_CODES,
)
from creditdelta.pipeline.validate.masked import is_spaced_id
from creditdelta.pipeline.validate.misread import SUSPECTS, lost, recovered
from creditdelta.pipeline.validate.plan import ColumnRule, ListRule, spelled
from creditdelta.rulebook.codes import uscc_tables

Masks = npt.NDArray[np.uint32]

# Numbers of certificates run to 15 digits too, so only the longer form tells in a code column.
_FULL_ID = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)", re.ASCII)
_QUESTION = ord("?")
_STAFFING_OFFICES = ord("1")  # the department that gives codes to authorities, GB 32100
PLACEHOLDERS = spelled(PLACEHOLDER_WORDS)


@dataclass(frozen=True, slots=True)
class Cells:
    """One plain text column under check: its values, their bytes, and the mask being filled."""

    text: pa.StringArray
    data: Bytes
    offsets: Offsets
    mask: Masks


@dataclass(frozen=True, slots=True)
class Judged:
    """One column after its checks. `codes[i]` is the catalogue code of bit i of the mask."""

    mask: Masks
    codes: tuple[str, ...]
    days: npt.NDArray[np.int64] | None = None
    amounts: npt.NDArray[np.int64] | None = None
    tokens: npt.NDArray[np.uint64] | None = None

    def spread(self, indices: npt.NDArray[np.int64]) -> "Judged":
        """The same for every row, from the judgement of the distinct values."""
        return replace(
            self,
            mask=self.mask[indices],
            days=None if self.days is None else self.days[indices],
            amounts=None if self.amounts is None else self.amounts[indices],
            tokens=None if self.tokens is None else self.tokens[indices],
        )


def judge(rule: ColumnRule, column: pa.Array, today: int, *, clean: bool = False) -> Judged:
    """Judge every value of a column by its rule; `today` in days since 1970-01-01.

    `clean` says that the reader saw no control and no replacement character.
    """
    if pa.types.is_dictionary(column.type):
        distinct = judge(rule, column.dictionary, today, clean=clean)
        return distinct.spread(column.indices.to_numpy().astype(np.int64))
    text = as_text(column)
    data, offsets = buffers(text)
    mask = np.zeros(len(text), dtype=np.uint32)
    text_kernel.mark_lengths(data, offsets, rule.mandatory, rule.longest, mask)
    cells = Cells(text, data, offsets, mask)
    _mark_damage(rule, cells, clean=clean)
    _mark_personal(rule, cells)
    if rule.mandatory:
        words, places = PLACEHOLDERS.data, PLACEHOLDERS.places
        list_kernel.mark_found(data, offsets, words, places, PLACEHOLDER, mask)
    check = _BY_TYPE.get(rule.column.type)
    return check(rule, cells, today) if check else Judged(mask, SHARED_CODES)


def _mark_damage(rule: ColumnRule, cells: Cells, *, clean: bool) -> None:
    text, data, offsets, mask = cells.text, cells.data, cells.offsets, cells.mask
    if not len(text):
        return
    first, last = int(offsets[0]), int(offsets[len(text)])
    if not clean and text_kernel.may_be_damaged(data[first:last]):
        text_kernel.mark_damage(data, offsets, mask)
    if rule.names:
        text_kernel.mark_suspects(data, offsets, SUSPECTS, mask)
        for row in np.flatnonzero(mask & MISREAD):
            if not recovered(text[int(row)].as_py()):
                mask[row] &= ~np.uint32(MISREAD)
        if (data[first:last] == _QUESTION).any():
            for row in np.flatnonzero(
                pc.match_substring(text, "??").to_numpy(zero_copy_only=False)
            ):
                mask[row] |= np.uint32(RUINED if lost(text[int(row)].as_py()) else 0)


def _mark_personal(rule: ColumnRule, cells: Cells) -> None:
    if rule.column.type == "text":
        privacy_kernel.mark_personal_numbers(cells.data, cells.offsets, cells.mask)
    elif rule.column.type == "code":
        found = np.zeros(len(cells.mask), dtype=np.uint32)
        privacy_kernel.mark_personal_numbers(cells.data, cells.offsets, found)
        for row in np.flatnonzero(found & ID_NUMBER):
            value = cells.text[int(row)].as_py()
            if _FULL_ID.search(value) or is_spaced_id(value):
                cells.mask[row] |= np.uint32(ID_NUMBER)


def _date(rule: ColumnRule, cells: Cells, today: int) -> Judged:
    days = np.empty(len(cells.text), dtype=np.int64)
    latest = today if rule.dated else 1 << 40
    value_kernel.mark_dates(cells.data, cells.offsets, latest, days, cells.mask)
    return Judged(cells.mask, (*SHARED_CODES, *value_kernel.DATE_CODES), days=days)


def _amount(rule: ColumnRule, cells: Cells, today: int) -> Judged:
    amounts = np.empty(len(cells.text), dtype=np.int64)
    value_kernel.mark_amounts(cells.data, cells.offsets, amounts, cells.mask)
    return Judged(cells.mask, (*SHARED_CODES, *value_kernel.AMOUNT_CODES), amounts=amounts)


def _list(rule: ColumnRule, cells: Cells, today: int) -> Judged:
    found = rule.list_rule
    assert found is not None  # noqa: S101  the loader refuses an enum column without a list
    tokens = _listed(rule, found, cells.text, cells.mask)
    wrong = np.flatnonzero(cells.mask & np.uint32(list_kernel.NOT_LISTED))
    if len(wrong):  # the same once more without differences of width
        text = pc.utf8_normalize(cells.text.take(pa.array(wrong)), form="NFKC")
        again = np.zeros(len(wrong), dtype=np.uint32)
        named = _listed(rule, found, text, again)
        right = wrong[again & np.uint32(list_kernel.NOT_LISTED) == 0]
        cells.mask[right] &= ~np.uint32(list_kernel.NOT_LISTED)
        tokens[wrong] = named
    codes = list_kernel.LIST_CODES
    if not found.closed:
        codes = ("CD-FIELD-009", *codes[1:])
    return Judged(cells.mask, (*SHARED_CODES, *codes), tokens=tokens)


def _listed(
    rule: ColumnRule, found: ListRule, text: pa.StringArray, mask: Masks
) -> npt.NDArray[np.uint64]:
    tokens = np.zeros(len(text), dtype=np.uint64)
    list_kernel.mark_list(
        *buffers(text),
        found.words.data,
        found.words.places,
        found.meaning,
        found.prefix,
        rule.column.multiple or found.closed,
        rule.column.multiple,
        tokens,
        mask,
    )
    return tokens


def _code(reasons: tuple[str, ...], found: npt.NDArray[np.uint16], mask: Masks) -> Judged:
    return Judged(mask | (found.astype(np.uint32) << np.uint32(OWN)), (*SHARED_CODES, *reasons))


def _uscc(rule: ColumnRule, cells: Cells, today: int) -> Judged:
    return _code(uscc.REASONS, uscc.check_column(cells.text, uscc_tables()), cells.mask)


def _authority_code(rule: ColumnRule, cells: Cells, today: int) -> Judged:
    """A code without faults must also be of the kind that authorities have."""
    found = uscc.check_column(cells.text, uscc_tables())
    whole = np.flatnonzero((np.diff(cells.offsets[: len(found) + 1]) == uscc.SIZE) & (found == 0))
    other = whole[cells.data[cells.offsets[whole]] != _STAFFING_OFFICES]
    cells.mask[other] |= np.uint32(1 << (OWN + len(uscc.REASONS)))
    return _code((*uscc.REASONS, "CD-AGREE-004"), found, cells.mask)


def _organisation_code(rule: ColumnRule, cells: Cells, today: int) -> Judged:
    return _code(organisation_code.REASONS, organisation_code.check_column(cells.text), cells.mask)


def _registration_number(rule: ColumnRule, cells: Cells, today: int) -> Judged:
    return _code(
        registration_number.REASONS, registration_number.check_column(cells.text), cells.mask
    )


def _tax_number(rule: ColumnRule, cells: Cells, today: int) -> Judged:
    return _code(tax_number.REASONS, tax_number.check_column(cells.text, uscc_tables()), cells.mask)


def _capital(rule: ColumnRule, cells: Cells, today: int) -> Judged:
    distinct = cells.text.dictionary_encode()
    unread = np.array(
        [bool(value) and parse_capital(value) is None for value in distinct.dictionary.to_pylist()],
        dtype=np.uint32,
    )
    if len(unread):
        cells.mask[unread[distinct.indices.to_numpy()] != 0] |= np.uint32(1 << OWN)
    return Judged(cells.mask, (*SHARED_CODES, "CD-MONEY-006"))


_Check = Callable[[ColumnRule, Cells, int], Judged]
_BY_TYPE: dict[str, _Check] = {
    "date": _date,
    "amount_wan": _amount,
    "amount_yuan": _amount,
    "decimal": _amount,
    "enum": _list,
    "uscc": _uscc,
    "authority_code": _authority_code,
    "organisation_code": _organisation_code,
    "registration_number": _registration_number,
    "tax_number": _tax_number,
    "capital": _capital,
}
DAMAGED = CONTROL | RUINED | MISREAD
