"""What is wrong with one older number, in machine code: equal to each identifier's own `mask`.

Pure    each `*_mask_at` reads bytes `start` to `end` of a text column; bit i is `REASONS[i]` of its
        identifier, or it answers `NEEDS_LOOK`. Kernels that judge whole rows call these directly.
"""

# ruff: noqa: PLR2004  bytes and positions of the standards say more as figures than as names
import numpy as np

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled
from creditdelta.kernel.identifiers import (
    legacy_number,
    organisation_code,
    registration_number,
    tax_number,
    uscc,
)
from creditdelta.kernel.identifiers.compiled_arithmetic import (
    ORGANISATION_CHECK,
    ORGANISATION_WEIGHTS,
    PRODUCT_AFTER,
    VALUE_36,
    division_known,
    is_citizen,
    organisation_fits,
    registration_fits,
)
from creditdelta.kernel.identifiers.compiled_forms import (
    CHANGED,
    FOREIGN,
    LETTERED,
    LOOK,
    NEEDS_LOOK,
    ROOM,
    are_digits,
    folded,
    is_placeholder,
    is_spreadsheet_number,
    trimmed,
)
from creditdelta.kernel.identifiers.compiled_uscc import (
    is_legacy,
    is_organisation_code,
    uscc_parts,
)


@compiled
def is_fine_organisation_code(data: Bytes, start: int, end: int) -> bool:
    """Nine plain characters that fit and are not one repeated: small, to be inlined in loops."""
    if end - start != 9:
        return False
    total, varied, foreign = 0, 0, 0
    for i in range(8):
        byte = data[np.uint64(start) + np.uint64(i)]
        value = VALUE_36[byte]
        total += value * ORGANISATION_WEIGHTS[i]
        foreign |= value
        varied |= byte ^ data[np.uint64(start)]
    if foreign < 0 or varied == 0:
        return False
    last = data[np.uint64(start) + np.uint64(8)]
    return bool(ORGANISATION_CHECK[np.uint64(total % 11)] == last)


@compiled
def is_fine_registration_number(data: Bytes, start: int, end: int) -> bool:
    """Fifteen digits that fit and are not one repeated: small, to be inlined in loops."""
    if end - start != 15:
        return False
    at, varied, outside = np.uint64(start), np.uint8(0), np.uint8(0)
    product = np.uint8(10)
    for i in range(14):
        digit = np.uint8(data[at + np.uint64(i)] - np.uint8(48))
        outside |= digit > 9
        varied |= data[at + np.uint64(i)] ^ data[at]
        product = PRODUCT_AFTER[product, digit & np.uint8(15)]
    last = np.uint8(data[at + np.uint64(14)] - np.uint8(48))
    return bool(not outside and varied != 0 and last < 10 and (product + last) % 10 == 1)


@compiled
def citizen_at(data: Bytes, start: int, end: int) -> int:
    """1 for the shape of a citizen's number, else 0, or `NEEDS_LOOK`."""
    start, end = trimmed(data, start, end)
    if end - start < 15:
        return 0
    room = np.empty(ROOM, dtype=np.uint8)
    size, flags = folded(data, start, end, room)
    if flags & LOOK:
        return NEEDS_LOOK
    return 1 if not flags & FOREIGN and is_citizen(room, 0, size) else 0


@compiled
def _is_check(byte: int) -> bool:
    return 48 <= byte <= 57 or byte == 88


@compiled
def organisation_code_mask_at(data: Bytes, start: int, end: int) -> int:
    """Mask of `organisation_code.REASONS`."""
    start, end = trimmed(data, start, end)
    if start == end:
        return 0
    if is_spreadsheet_number(data, start, end):
        return organisation_code.NUMBER
    room = np.empty(ROOM, dtype=np.uint8)
    size, flags = folded(data, start, end, room)
    if flags & LOOK:
        return NEEDS_LOOK
    found = 0
    if is_placeholder(data, start, end, room, size, flags):
        found = organisation_code.PLACEHOLDER
        if size != 9:
            return found
    if flags & FOREIGN:
        return found | organisation_code.CHARACTER | (0 if size == 9 else organisation_code.LENGTH)
    if size in (15, 18, 20):
        person = is_citizen(room, 0, size)
        return organisation_code.PERSON if person else organisation_code.OTHER
    if flags & CHANGED and not _is_hyphenated(data, start, end):
        found |= organisation_code.WRITTEN
    if size != 9:
        return found | organisation_code.LENGTH
    if not _is_check(room[8]):
        return found | organisation_code.CHARACTER
    return found if organisation_fits(room, 0) else found | organisation_code.CHECK


@compiled
def _is_hyphenated(data: Bytes, start: int, end: int) -> bool:
    if end - start != 10 or data[start + 8] != 45:
        return False
    for at in range(start, end):
        byte = data[at]
        if at != start + 8 and not (48 <= byte <= 57 or 65 <= byte <= 90):
            return False
    return True


@compiled
def registration_number_mask_at(data: Bytes, start: int, end: int) -> int:
    """Mask of `registration_number.REASONS`."""
    start, end = trimmed(data, start, end)
    if start == end:
        return 0
    if is_spreadsheet_number(data, start, end):
        return registration_number.NUMBER
    room = np.empty(ROOM, dtype=np.uint8)
    size, flags = folded(data, start, end, room)
    if flags & LOOK:
        return NEEDS_LOOK
    found = 0
    if is_placeholder(data, start, end, room, size, flags):
        found = registration_number.PLACEHOLDER
        if size != 15:
            return found
    if is_legacy(data, start, end, room, size):
        return registration_number.LEGACY
    if flags & FOREIGN:
        length = 0 if size == 15 else registration_number.LENGTH
        return found | registration_number.CHARACTER | length
    if size in (18, 20) and is_citizen(room, 0, size):
        return registration_number.PERSON
    if (size == 18 and organisation_fits(room, 8)) or is_organisation_code(room, size):
        return registration_number.OTHER
    if flags & CHANGED:
        found |= registration_number.WRITTEN
    return _registration_shape(room, size, flags, found)


@compiled
def _registration_shape(room: Bytes, size: int, flags: int, found: int) -> int:
    if size != 15:
        found |= registration_number.LENGTH
    if flags & LETTERED:
        return found | registration_number.CHARACTER
    if size != 15 or registration_fits(room, 0):
        return found
    person = is_citizen(room, 0, 15)
    return found | (registration_number.PERSON if person else registration_number.CHECK)


@compiled
def legacy_number_mask_at(data: Bytes, start: int, end: int) -> int:
    """Mask of `legacy_number.REASONS`."""
    start, end = trimmed(data, start, end)
    if start == end:
        return 0
    if is_spreadsheet_number(data, start, end):
        return legacy_number.NUMBER
    room = np.empty(ROOM, dtype=np.uint8)
    size, flags = folded(data, start, end, room)
    if flags & LOOK:
        return NEEDS_LOOK
    if is_placeholder(data, start, end, room, size, flags):
        return legacy_number.PLACEHOLDER
    if not flags & FOREIGN and is_citizen(room, 0, size):
        return legacy_number.PERSON
    if not is_legacy(data, start, end, room, size):
        return legacy_number.FORM
    changed = flags & CHANGED and not flags & FOREIGN
    return legacy_number.UNCHECKED | (legacy_number.WRITTEN if changed else 0)


@compiled
def tax_number_mask_at(data: Bytes, start: int, end: int, classes: Bytes, divisions: Bytes) -> int:
    """Mask of `tax_number.REASONS`; the two tables are those of `compiled_checks.lookups`."""
    start, end = trimmed(data, start, end)
    if start == end:
        return 0
    if is_spreadsheet_number(data, start, end):
        return tax_number.NUMBER
    room = np.empty(ROOM, dtype=np.uint8)
    size, flags = folded(data, start, end, room)
    if flags & LOOK:
        return NEEDS_LOOK
    known = size in (15, 18, 20)
    found = 0
    if is_placeholder(data, start, end, room, size, flags):
        found = tax_number.PLACEHOLDER
        if not known:
            return found
    if flags & FOREIGN:
        return found | tax_number.CHARACTER | (0 if known else tax_number.LENGTH)
    if flags & CHANGED:
        found |= tax_number.WRITTEN
    if not known:
        return found | tax_number.LENGTH
    parts = _tax_parts(room, size, classes, divisions)
    return tax_number.PERSON if parts and is_citizen(room, 0, size) else found | parts


@compiled
def _tax_parts(room: Bytes, size: int, classes: Bytes, divisions: Bytes) -> int:
    if size == 20:
        return tax_number.UNCHECKED
    if size == 18:
        return _tax_parts_new(room, classes, divisions)
    if not are_digits(room, 0, 6) or not _is_check(room[14]):
        return tax_number.CHARACTER
    found = 0 if organisation_fits(room, 6) else tax_number.INNER
    return found if division_known(room, 0, divisions) else found | tax_number.DIVISION


@compiled
def _tax_parts_new(room: Bytes, classes: Bytes, divisions: Bytes) -> int:
    code = uscc_parts(room, 0, classes, divisions)
    if code < 0:
        return tax_number.CHARACTER
    found = 0
    if code & (uscc.CHECK | uscc.CLASS):
        found |= tax_number.CHECK
    if code & uscc.DIVISION:
        found |= tax_number.DIVISION
    if code & uscc.INNER:
        found |= tax_number.INNER
    return found
