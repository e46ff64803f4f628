"""Somebody's number written in groups or in full-width digits: 3201 0119 9001 ...

Clause  S9, S70: a number is withheld however it is typed.
Pure    compiled; called only where a digit stands beside a gap or is full-width, which clean text
        hardly ever has. A gap is one blank, hyphen or dash of any width between two digits.
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled
from creditdelta.kernel.identifiers.compiled_arithmetic import is_citizen
from creditdelta.pipeline.validate.marks import ID_NUMBER, PHONE_OR_CARD

Room = npt.NDArray[np.uint8]

ROOM = 24
_REACH = 24  # bytes on either side in which eleven digits with single gaps show
_PHONE, _OLD_ID, _NEW_ID, _SHORTEST_CARD, _LONGEST_CARD = 11, 15, 18, 16, 19
_X = np.uint8(88)


@compiled
def digit_size(data: Bytes, i: int, stop: int) -> int:
    """Bytes of the digit at i: 1, 3 for a full-width one, 0 for none."""
    if i >= stop:
        return 0
    if 48 <= data[i] <= 57:
        return 1
    if data[i] != 0xEF or i + 3 > stop or data[i + 1] != 0xBC:
        return 0
    return 3 if 0x90 <= data[i + 2] <= 0x99 else 0


@compiled
def _letter_size(data: Bytes, i: int, stop: int) -> int:
    """Bytes of the X at i, of any width and case."""
    if i >= stop:
        return 0
    if data[i] == 88 or data[i] == 120:
        return 1
    if data[i] != 0xEF or i + 3 > stop:
        return 0
    wide = (data[i + 1] == 0xBC and data[i + 2] == 0xB8) or (
        data[i + 1] == 0xBD and data[i + 2] == 0x98
    )
    return 3 if wide else 0


@compiled
def gap_size(data: Bytes, i: int, stop: int) -> int:
    """Bytes of the gap at i: blank, hyphen, U+00A0, U+2000-2015, U+3000, U+FEFF, U+FF0D."""
    if i >= stop:
        return 0
    byte = data[i]
    if byte == 32 or byte == 45:
        return 1
    if byte == 0xC2:
        return 2 if i + 2 <= stop and data[i + 1] == 0xA0 else 0
    if i + 3 > stop or byte < 0xE2:
        return 0
    second, third = data[i + 1], data[i + 2]
    if byte == 0xE2:
        return 3 if second == 0x80 and third <= 0x95 else 0
    if byte == 0xE3:
        return 3 if second == 0x80 and third == 0x80 else 0
    if byte == 0xEF:
        odd = (second == 0xBC and third == 0x8D) or (second == 0xBB and third == 0xBF)
        return 3 if odd else 0
    return 0


@compiled
def _digit_before(data: Bytes, first: int, i: int) -> int:
    if i > first and 48 <= data[i - 1] <= 57:
        return 1
    return 3 if i - 3 >= first and digit_size(data, i - 3, i) == 3 else 0


@compiled
def _gap_before(data: Bytes, first: int, i: int) -> int:
    if i > first and (data[i - 1] == 32 or data[i - 1] == 45):
        return 1
    if i - 3 >= first and data[i - 3] >= 0xE2 and gap_size(data, i - 3, i) == 3:
        return 3
    return 2 if i - 2 >= first and gap_size(data, i - 2, i) == 2 else 0


@compiled
def _goes_on(data: Bytes, i: int) -> bool:
    """Whether the three bytes at i are a wide gap, digit or X."""
    glyph = (np.int64(data[i]) << 16) | (np.int64(data[i + 1]) << 8) | np.int64(data[i + 2])
    if glyph < 0xEFBBBF:
        return bool(glyph == 0xE38080 or 0xE28080 <= glyph <= 0xE28095)
    return bool(
        glyph == 0xEFBBBF
        or glyph == 0xEFBC8D
        or 0xEFBC90 <= glyph <= 0xEFBC99
        or glyph == 0xEFBCB8
        or glyph == 0xEFBD98
    )


@compiled
def may_go_on(data: Bytes, first: int, stop: int, begin: int, end: int) -> bool:
    """Whether a gap or a wide digit stands beside the plain digits [begin, end)."""
    if end < stop:
        after = data[end]
        if after == 32 or after == 45 or after == 0xC2:
            return True
        if after > 0xE1 and end + 3 <= stop and _goes_on(data, end):
            return True
    if begin == first or data[begin - 1] < 0x80:
        return begin > first and (data[begin - 1] == 32 or data[begin - 1] == 45)
    return bool(data[begin - 1] == 0xA0 or (begin - 3 >= first and _goes_on(data, begin - 3)))


@compiled
def plain_until(data: Bytes, first: int, stop: int, begin: int, end: int) -> int:
    """0 where the plain digits or the gap at [begin, end) may be part of somebody's number.

    Else the place up to which they are not. Few bytes decide: a number has eleven digits or more
    with single gaps, or goes on in wide ones.
    """
    low, high, digits = begin, end, end - begin
    while low > first and begin - low < _REACH:
        byte = data[low - 1]
        if byte > 57 or (byte < 48 and byte != 32 and byte != 45):
            break
        low -= 1
        digits += byte >= 48
    while high < stop and high - end < _REACH:
        byte = data[high]
        if byte > 57 or (byte < 48 and byte != 32 and byte != 45):
            break
        high += 1
        digits += byte >= 48
    if digits >= _PHONE and (low < begin or high > end):
        return 0
    if not may_go_on(data, first, stop, low, high):
        return high
    after = high + gap_size(data, high, stop)
    if digit_size(data, after, stop) or _letter_size(data, after, stop):
        return 0
    before = low - _gap_before(data, first, low)
    return 0 if _digit_before(data, first, before) else high


@compiled
def wide_digit_at(data: Bytes, i: int, stop: int) -> bool:
    """Whether a full-width digit begins at i."""
    return data[i] == 0xEF and digit_size(data, i, stop) == 3


@compiled
def gap_at(data: Bytes, first: int, stop: int, i: int) -> bool:
    """Whether a plain gap between two digits stands at i."""
    if (data[i] != 32 and data[i] != 45) or i == first or i + 1 >= stop:
        return False
    return _digit_before(data, first, i) > 0 and digit_size(data, i + 1, stop) > 0


@compiled
def _begin(data: Bytes, first: int, i: int) -> int:
    """Where the number begins that stands at i."""
    while True:
        size = _digit_before(data, first, i)
        if size == 0:
            gap = _gap_before(data, first, i)
            size = _digit_before(data, first, i - gap) if gap else 0
            if size == 0:
                return i
            size += gap
        i -= size


@compiled
def is_card(data: Bytes, begin: int, end: int) -> bool:
    """A bank card: 62, 4 or 5 leads, and the Luhn sum fits."""
    if (
        data[begin] != 52
        and data[begin] != 53
        and not (data[begin] == 54 and data[begin + 1] == 50)
    ):
        return False
    total = 0
    for i in range(begin, end):
        digit = int(data[i]) - 48
        if (end - 1 - i) % 2 == 1:
            digit = digit * 2 - 9 if digit > 4 else digit * 2
        total += digit
    return total % 10 == 0


@compiled
def _whole_mark(room: Room, size: int) -> int:
    """What a number of so many digits is that nothing continues on either side."""
    if size == _OLD_ID and is_citizen(room, 0, size):
        return ID_NUMBER
    if size == _PHONE and room[0] == 49 and room[1] > 50:
        return PHONE_OR_CARD
    if _SHORTEST_CARD <= size <= _LONGEST_CARD and is_card(room, 0, size):
        return PHONE_OR_CARD
    return 0


@compiled
def _from_group(data: Bytes, i: int, stop: int, room: Room, whole: bool) -> tuple[int, int, int]:
    """(mark, where the next group begins, end of what was read) for the groups from i on.

    An id number is any groups in a row that make one; other numbers are told only as a whole.
    """
    mark = size = 0
    following = -1
    while True:
        digit = digit_size(data, i, stop)
        while digit:
            last = data[i + digit - 1]
            if size < ROOM:
                room[size] = last if digit == 1 else last - np.uint8(0x60)
            size += 1
            i += digit
            digit = digit_size(data, i, stop)
        gap = gap_size(data, i, stop)
        if size == _NEW_ID and is_citizen(room, 0, _NEW_ID):
            mark |= ID_NUMBER
        letter = _letter_size(data, i + gap, stop)
        if letter:
            if size == _NEW_ID - 1:
                room[size] = _X
                mark |= ID_NUMBER if is_citizen(room, 0, _NEW_ID) else 0
            return mark, following, i + gap + letter
        goes_on = gap > 0 and digit_size(data, i + gap, stop) > 0
        if goes_on and following < 0:
            following = i + gap
        if not goes_on:
            return mark | (_whole_mark(room, size) if whole else 0), following, i
        if size >= _LONGEST_CARD:
            return mark, following, i
        i += gap


@compiled
def _extent(data: Bytes, i: int, stop: int) -> tuple[int, int]:
    """(digits, end) of the number that begins at i."""
    digits, end, size = 0, i, digit_size(data, i, stop)
    while size:
        digits += 1
        end += size
        size = digit_size(data, end, stop)
        if size == 0:
            gap = gap_size(data, end, stop)
            size = digit_size(data, end + gap, stop) if gap else 0
            end += gap if size else 0
    return digits, end


@compiled
def number_mark(data: Bytes, first: int, stop: int, at: int, room: Room) -> tuple[int, int]:
    """(what the number around `at` is, where it ends); `room` holds `ROOM` bytes."""
    group = _begin(data, first, at)
    digits, end = _extent(data, group, stop)
    if digits < _PHONE:
        return 0, end
    mark, whole = 0, True
    while group >= 0:
        found, group, read = _from_group(data, group, stop, room, whole)
        mark |= found
        end = max(end, read)
        whole = False
    return mark, end
