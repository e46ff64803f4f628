"""Eight bytes at a time: which byte of a word is the one looked for, and where characters end.

Pure    compiled; used by every kernel that walks through text.
"""

import numpy as np

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled

ONES = np.uint64(0x0101010101010101)
HIGHS = np.uint64(0x8080808080808080)
LOW_BYTE = np.uint64(0xFF)
_ONE, _SEVEN, _TOP = np.uint64(1), np.uint64(7), np.uint64(56)


@compiled
def zero_bytes(word: np.uint64) -> np.uint64:
    """The high bit of each byte that is zero; only the lowest one found is certain."""
    return (word - ONES) & ~word & HIGHS


@compiled
def first_marked(marks: np.uint64) -> int:
    """Index 0-7 of the lowest byte whose high bit is set; `marks` is not zero."""
    below = ((marks & (~marks + _ONE)) >> _SEVEN) - _ONE
    return np.int64(((below & ONES) * ONES) >> _TOP)


@compiled
def character_end(data: Bytes, i: int, end: int) -> int:
    """Position after the multi-byte UTF-8 character at i; 0 if it is broken, -1 if cut by the end."""
    lead = data[i]
    if lead < 0xC2 or lead > 0xF4:
        return 0
    size = 2 if lead < 0xE0 else (3 if lead < 0xF0 else 4)
    for k in range(i + 1, min(i + size, end)):
        if data[k] & 0xC0 != 0x80:
            return 0
    if i + size > end:
        return -1
    second = data[i + 1]
    overlong = (lead == 0xE0 and second < 0xA0) or (lead == 0xF0 and second < 0x90)
    outside = (lead == 0xED and second > 0x9F) or (lead == 0xF4 and second > 0x8F)
    return 0 if overlong or outside else i + size
