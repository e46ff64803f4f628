"""Whole columns of identifiers at machine speed: the reasons of every value, as one mask each.

Pure    `columns.buffers` in, an array of bit masks out; loaded only when a column is checked.
        The few values with rare characters are asked of the identifier's own `mask`.
"""

# ruff: noqa: PLR2004  bytes and positions of the standards say more as figures than as names
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from creditdelta.kernel.columns import Bytes, Offsets, as_text, buffers
from creditdelta.kernel.compiled import compiled
from creditdelta.kernel.identifiers import (
    citizen_number,
    legacy_number,
    organisation_code,
    registration_number,
    tax_number,
    uscc,
    written_form,
)
from creditdelta.kernel.identifiers.compiled_arithmetic import VALUE_31
from creditdelta.kernel.identifiers.compiled_forms import NEEDS_LOOK
from creditdelta.kernel.identifiers.compiled_older import (
    citizen_at,
    is_fine_organisation_code,
    is_fine_registration_number,
    legacy_number_mask_at,
    organisation_code_mask_at,
    registration_number_mask_at,
    tax_number_mask_at,
)
from creditdelta.kernel.identifiers.compiled_uscc import is_fine, uscc_mask_at
from creditdelta.kernel.identifiers.uscc import UsccTables

Masks = NDArray[np.uint16]

_SHORTEST_CITIZEN = 15


class Lookups(NamedTuple):
    """`UsccTables` for machine code, read-only: a 31 x 31 table of department/class pairs (0 or 1)
    and a bit field of division codes (bit c & 7 of byte c >> 3)."""

    classes: Bytes
    divisions: Bytes


@cache
def lookups(tables: UsccTables) -> Lookups:
    """The look-up arrays of these tables, built once."""
    classes = np.zeros(31 * 31, dtype=np.uint8)
    for pair in tables.classes:
        classes[uscc.ALPHABET.index(pair[0]) * 31 + uscc.ALPHABET.index(pair[1])] = 1
    known = np.zeros(1_000_000, dtype=np.uint8)
    known[[int(code) for code in tables.divisions]] = 1
    divisions = np.packbits(known, bitorder="little")
    classes.flags.writeable = divisions.flags.writeable = False
    return Lookups(classes, divisions)


@compiled
def _uscc_loop(data: Bytes, offsets: Offsets, classes: Bytes, divisions: Bytes) -> Masks:
    masks = np.zeros(len(offsets) - 1, dtype=np.uint16)
    for i in range(len(masks)):
        start, end = offsets[i], offsets[i + 1]
        if start != end and not is_fine(data, start, end, classes, divisions):
            masks[i] = uscc_mask_at(data, start, end, classes, divisions)
    return masks


@compiled
def _person_loop(data: Bytes, offsets: Offsets, classes: Bytes, divisions: Bytes) -> Masks:
    masks = np.zeros(len(offsets) - 1, dtype=np.uint16)
    for i in range(len(masks)):
        letter = False  # one that no citizen's number has, however it is written
        for at in range(offsets[i], offsets[i + 1]):
            letter = 65 <= data[at] <= 90 and data[at] != 88
            if letter:
                break
        if not letter and offsets[i] < offsets[i + 1]:
            masks[i] = uscc_mask_at(data, offsets[i], offsets[i + 1], classes, divisions)
    return masks


@compiled
def _tax_loop(data: Bytes, offsets: Offsets, classes: Bytes, divisions: Bytes) -> Masks:
    masks = np.zeros(len(offsets) - 1, dtype=np.uint16)
    for i in range(len(masks)):
        start, end = offsets[i], offsets[i + 1]
        if start != end and not is_fine(data, start, end, classes, divisions):
            masks[i] = tax_number_mask_at(data, start, end, classes, divisions)
    return masks


@compiled
def _organisation_loop(data: Bytes, offsets: Offsets) -> Masks:
    masks = np.zeros(len(offsets) - 1, dtype=np.uint16)
    for i in range(len(masks)):
        start, end = offsets[i], offsets[i + 1]
        if start != end and not is_fine_organisation_code(data, start, end):
            masks[i] = organisation_code_mask_at(data, start, end)
    return masks


@compiled
def _registration_loop(data: Bytes, offsets: Offsets) -> Masks:
    masks = np.zeros(len(offsets) - 1, dtype=np.uint16)
    for i in range(len(masks)):
        start, end = offsets[i], offsets[i + 1]
        if start != end and not is_fine_registration_number(data, start, end):
            masks[i] = registration_number_mask_at(data, start, end)
    return masks


@compiled
def _legacy_loop(data: Bytes, offsets: Offsets) -> Masks:
    masks = np.zeros(len(offsets) - 1, dtype=np.uint16)
    for i in range(len(masks)):
        start, end = offsets[i], offsets[i + 1]
        if start != end:
            masks[i] = legacy_number_mask_at(data, start, end)
    return masks


@compiled
def _citizen_loop(data: Bytes, offsets: Offsets) -> Masks:
    masks = np.zeros(len(offsets) - 1, dtype=np.uint16)
    for i in range(len(masks)):
        start, end = offsets[i], offsets[i + 1]
        if end - start >= _SHORTEST_CITIZEN:
            masks[i] = citizen_at(data, start, end)
    return masks


@compiled
def _foreign_loop(data: Bytes, offsets: Offsets) -> NDArray[np.int64]:
    places = np.diff(offsets).astype(np.int64)
    for i in range(len(places)):
        start, end = offsets[i], offsets[i + 1]
        for at in range(end - 1, start - 1, -1):
            byte, place = data[at], at - start + 1
            if not 48 <= byte <= 57 and not 65 <= byte <= 90:
                places[i] = -1  # not its compact form
                break
            if VALUE_31[byte] < 0 or (byte > 57 and 3 <= place <= 8):
                places[i] = place
    return places


def _looked(masks: Masks, column: pa.StringArray, mask: Callable[[str], int]) -> Masks:
    for i in np.flatnonzero(masks == NEEDS_LOOK).tolist():
        masks[i] = mask(column[i].as_py())
    return masks


def uscc_column(column: pa.StringArray, tables: UsccTables) -> Masks:
    """`uscc.mask` of every value."""
    masks = _uscc_loop(*buffers(column), *lookups(tables))
    return _looked(masks, column, lambda text: uscc.mask(text, tables))


def person_column(column: pa.StringArray, tables: UsccTables) -> NDArray[np.bool_]:
    """Whether `uscc.mask` says PERSON, of every value; quicker than asking for all reasons."""
    masks = _person_loop(*buffers(column), *lookups(tables))
    found = _looked(masks, column, lambda text: uscc.mask(text, tables)) & uscc.PERSON
    return np.asarray(found != 0, dtype=np.bool_)


def foreign_column(column: pa.StringArray) -> NDArray[np.int64]:
    """`uscc.foreign_at` of the compact form of every value."""
    places = _foreign_loop(*buffers(as_text(column)))
    for i in np.flatnonzero(places < 0).tolist():
        places[i] = uscc.foreign_at(uscc.compact(written_form.trim(column[i].as_py())))
    return places


def tax_number_column(column: pa.StringArray, tables: UsccTables) -> Masks:
    """`tax_number.mask` of every value."""
    masks = _tax_loop(*buffers(column), *lookups(tables))
    return _looked(masks, column, lambda text: tax_number.mask(text, tables))


def organisation_code_column(column: pa.StringArray) -> Masks:
    """`organisation_code.mask` of every value."""
    return _looked(_organisation_loop(*buffers(column)), column, organisation_code.mask)


def registration_number_column(column: pa.StringArray) -> Masks:
    """`registration_number.mask` of every value."""
    return _looked(_registration_loop(*buffers(column)), column, registration_number.mask)


def legacy_number_column(column: pa.StringArray) -> Masks:
    """`legacy_number.mask` of every value."""
    return _looked(_legacy_loop(*buffers(column)), column, legacy_number.mask)


def citizen_column(column: pa.StringArray) -> Masks:
    """1 where `is_citizen_number` says yes, else 0."""
    return _looked(_citizen_loop(*buffers(column)), column, citizen_number.mask)
