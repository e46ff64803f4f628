"""Does a free text hold somebody's number? An id, a phone or a bank card of a person does not belong here.

Clause  S9, S70: personal data is found at the door, and its value goes into no report.
Pure    compiled; only every eighth byte is looked at until a digit is met. Numbers in groups or in
        full-width digits are read by `spaced_kernel`.
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.kernel.compiled import compiled
from creditdelta.kernel.identifiers.compiled_older import citizen_at
from creditdelta.pipeline.validate.marks import ID_NUMBER, PHONE_OR_CARD
from creditdelta.pipeline.validate.spaced_kernel import (
    ROOM,
    gap_at,
    is_card,
    may_go_on,
    number_mark,
    plain_until,
    wide_digit_at,
)

STEP = 8
_PHONE, _OLD_ID, _NEW_ID, _LONGEST_CARD, _SHORTEST_CARD = 11, 15, 18, 19, 16
_ZERO, _NINE, _X, _SMALL_X = 48, 57, 88, 120
_WIDE = 0xEF  # first byte of a full-width digit
_LEAD, _CHINESE = 0x80, 0xE4  # first byte of what is not plain, and of most Chinese characters


@compiled
def _is_digit(byte: int) -> bool:
    return _ZERO <= byte <= _NINE


@compiled
def run_mark(data: Bytes, begin: int, end: int, stop: int) -> int:
    """What the run of digits [begin, end) is; `stop` is the end of the text."""
    size = end - begin
    if size == _NEW_ID - 1 and end < stop and (data[end] == _X or data[end] == _SMALL_X):
        return ID_NUMBER if citizen_at(data, begin, end + 1) == 1 else 0
    if (size == _NEW_ID or size == _OLD_ID) and citizen_at(data, begin, end) == 1:
        return ID_NUMBER
    if size == _PHONE and data[begin] == _ZERO + 1 and data[begin + 1] > _ZERO + 2:
        return PHONE_OR_CARD
    if _SHORTEST_CARD <= size <= _LONGEST_CARD and is_card(data, begin, end):
        return PHONE_OR_CARD
    return 0


@compiled
def mark_personal_numbers(data: Bytes, offsets: Offsets, out: npt.NDArray[np.uint32]) -> None:
    """Mark each value that holds an id number, a mobile phone or a bank card."""
    room = np.empty(ROOM, dtype=np.uint8)
    for row in range(out.shape[0]):
        first, stop = offsets[row], offsets[row + 1]
        seen = first
        i = first + STEP - 1
        while i < stop:
            byte = data[i]
            if byte > _NINE and byte != _WIDE:
                i += STEP
                continue
            begin, end = i, i + 1
            if _is_digit(byte):
                while begin > first and _is_digit(data[begin - 1]):
                    begin -= 1
                while end < stop and _is_digit(data[end]):
                    end += 1
                if end - begin >= _PHONE:
                    out[row] |= run_mark(data, begin, end, stop)
                look = end == stop or data[end] < _CHINESE or data[end] == _WIDE
                if begin - 3 < first or data[begin - 1] < _LEAD:
                    look = True
                else:
                    look |= data[begin - 3] < _CHINESE or data[begin - 3] == _WIDE
                look = look and end > seen and may_go_on(data, first, stop, begin, end)
                i = end + STEP
            else:
                look = i >= seen and gap_at(data, first, stop, i)
                if i >= seen and wide_digit_at(data, i, stop):
                    mark, seen = number_mark(data, first, stop, i, room)
                    out[row] |= mark
                i += STEP
            if look:
                until = plain_until(data, first, stop, begin, end)
                if until == 0:
                    mark, until = number_mark(data, first, stop, begin, room)
                    out[row] |= mark
                seen = max(seen, until)
