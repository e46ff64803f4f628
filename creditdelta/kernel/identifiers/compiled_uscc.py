"""What is wrong with one unified social credit code, in machine code: equal to `uscc.mask`.

Pure    `uscc_mask_at` reads bytes `start` to `end` of a text column; bit i is `REASONS[i]`, or it
        answers `NEEDS_LOOK`. Kernels that judge whole rows call it directly.
"""

# ruff: noqa: PLR2004  bytes and positions of the standards say more as figures than as names
import numpy as np

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled
from creditdelta.kernel.identifiers import (
    legacy_number,
    uscc,
)
from creditdelta.kernel.identifiers.compiled_arithmetic import (
    DIVISION_AT,
    ORGANISATION_CHECK,
    PAIR_AT,
    is_citizen,
    is_listed,
    organisation_fits,
    registration_fits,
    uscc_sums,
)
from creditdelta.kernel.identifiers.compiled_forms import (
    CHANGED,
    FOREIGN,
    LOOK,
    NEEDS_LOOK,
    OUTSIDE,
    ROOM,
    are_digits,
    folded,
    is_placeholder,
    is_spreadsheet_number,
    trimmed,
)

_ENTERPRISE = np.frombuffer(legacy_number.ENTERPRISE.encode(), dtype=np.uint8)
_SERIES = np.frombuffer(legacy_number.SERIES.encode(), dtype=np.uint8)


@compiled
def is_fine(data: Bytes, start: int, end: int, classes: Bytes, divisions: Bytes) -> bool:
    """Whether the bytes are a code without any reason against it: small, to be inlined in loops."""
    if end - start != 18:
        return False
    sums = uscc_sums(data, start)
    if sums < 0 or (sums & 0xFFFF) % 31 or not classes[np.uint64(sums >> PAIR_AT)]:
        return False
    place = np.uint64(sums >> DIVISION_AT & 0xFFFFF)
    if not divisions[place >> np.uint64(3)] >> np.uint8(place & np.uint64(7)) & 1:
        return False
    inner = ORGANISATION_CHECK[np.uint64((sums >> 16 & 0xFFFF) % 11)]
    return bool(inner == data[np.uint64(start) + np.uint64(16)])


@compiled
def uscc_parts(data: Bytes, start: int, classes: Bytes, divisions: Bytes) -> int:
    """The reasons inside 18 bytes; -1 when they are not 18 characters of a code at all."""
    sums = uscc_sums(data, start)
    if sums < 0:
        return -1
    found = 0
    if (sums & 0xFFFF) % 31:
        found |= uscc.CHECK
        filled = data[start + 15] == 48 and data[start + 16] == 48 and data[start + 17] == 48
        if filled and are_digits(data, start, start + 18):
            found |= uscc.NUMBER
    if not classes[sums >> PAIR_AT]:
        found |= uscc.CLASS
    if not is_listed(sums >> DIVISION_AT & 0xFFFFF, divisions):
        found |= uscc.DIVISION
    if ORGANISATION_CHECK[(sums >> 16 & 0xFFFF) % 11] != data[start + 16]:
        found |= uscc.INNER
    return found


@compiled
def uscc_mask_at(data: Bytes, start: int, end: int, classes: Bytes, divisions: Bytes) -> int:
    """Mask of `uscc.REASONS`; the two tables are those of `compiled_checks.lookups`."""
    start, end = trimmed(data, start, end)
    if start == end:
        return 0
    if end - start == 18:
        parts = uscc_parts(data, start, classes, divisions)
        if parts >= 0:
            return _judged(data, start, parts) if parts else 0
    return _uscc_slowly(data, start, end, classes, divisions)


@compiled
def _judged(data: Bytes, start: int, parts: int) -> int:
    """What more is to say of 18 plain characters with a reason against them."""
    if is_citizen(data, start, 18):
        return uscc.PERSON
    for i in range(1, 17):
        if data[start + i] != data[start]:
            return parts
    repeated = data[start + 17] == data[start]
    noughts = data[start] == 48 and data[start + 17] == 88
    return parts | (uscc.PLACEHOLDER if repeated or noughts else 0)


@compiled
def _uscc_slowly(data: Bytes, start: int, end: int, classes: Bytes, divisions: Bytes) -> int:
    if is_spreadsheet_number(data, start, end):
        return uscc.NUMBER
    room = np.empty(ROOM, dtype=np.uint8)
    size, flags = folded(data, start, end, room)
    if flags & LOOK:
        return NEEDS_LOOK
    found = uscc.PLACEHOLDER if is_placeholder(data, start, end, room, size, flags) else 0
    if found and size != 18:
        return found
    if size != 18 or flags & FOREIGN:
        other = _uscc_other(data, start, end, room, size, flags)
        if other:
            return other
    if flags & FOREIGN:
        return found | uscc.CHARACTER | (0 if size == 18 else uscc.LENGTH)
    if flags & CHANGED:
        found |= uscc.WRITTEN
    if size != 18:
        return found | uscc.LENGTH | (uscc.CHARACTER if flags & OUTSIDE else 0)
    parts = uscc_parts(room, 0, classes, divisions)
    if parts < 0:
        return found | uscc.CHARACTER
    return uscc.PERSON if parts and is_citizen(room, 0, 18) else found | parts


@compiled
def _uscc_other(data: Bytes, start: int, end: int, room: Bytes, size: int, flags: int) -> int:
    if is_legacy(data, start, end, room, size):
        return uscc.OLDER
    if flags & FOREIGN or size > ROOM:
        return 0
    older = size == 15 and are_digits(room, 0, 15)
    if size != 18 and is_citizen(room, 0, size) and not (older and registration_fits(room, 0)):
        return uscc.PERSON
    return uscc.OLDER if older or is_organisation_code(room, size) else 0


@compiled
def is_organisation_code(room: Bytes, size: int) -> bool:
    """Whether a plain compact form is a checked organisation code."""
    last = room[8]
    return size == 9 and (48 <= last <= 57 or last == 88) and organisation_fits(room, 0)


@compiled
def is_legacy(data: Bytes, start: int, end: int, room: Bytes, size: int) -> bool:
    """13 or 14 digits, or a worded number such as 企合苏总字第000123号."""
    if size in (13, 14) and are_digits(room, 0, size):
        return True
    if end - start < len(_ENTERPRISE) + len(_SERIES):
        return False
    for i in range(len(_ENTERPRISE)):
        if data[start + i] != _ENTERPRISE[i]:
            return False
    for at in range(start + len(_ENTERPRISE), end - len(_SERIES) + 1):
        same = True
        for i in range(len(_SERIES)):
            same = same and data[at + i] == _SERIES[i]
        if same:
            return True
    return False
