"""One look at a block of text: is it UTF-8, and does it hold any character that has no business there?

Pure    compiled; a block that is clean needs neither question again, value by value.
"""

import numpy as np

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled, load_word
from creditdelta.pipeline.readers.words import HIGHS, ONES, character_end, zero_bytes

_SPACE, _DELETE, _TAB, _LINE_FEED, _RETURN = 32, 127, 9, 10, 13
_SPACES, _DELETES = np.uint64(_SPACE) * ONES, np.uint64(_DELETE) * ONES


@compiled
def is_control(byte: int) -> bool:
    """Whether a byte is a control character; line breaks and tabs are text."""
    if byte >= _SPACE:
        return byte == _DELETE
    return byte != _LINE_FEED and byte != _RETURN and byte != _TAB


@compiled
def survey(data: Bytes, final: bool) -> tuple[bool, bool]:
    """(whether all is UTF-8, whether it holds no control and no replacement character).

    A character cut off by the end is whole enough unless nothing follows (`final`).
    """
    end = data.shape[0]
    clean = True
    i = 0
    while i < end:
        if i + 8 <= end:
            word = load_word(data, i)
            if word & HIGHS == 0:
                odd = ((word - _SPACES) & ~word & HIGHS) | zero_bytes(word ^ _DELETES)
                if odd:
                    for k in range(i, i + 8):
                        clean = clean and not is_control(data[k])
                i += 8
                continue
        while i + 2 < end and 0xE1 <= data[i] <= 0xEC:
            if (data[i + 1] & 0xC0) != 0x80 or (data[i + 2] & 0xC0) != 0x80:
                return False, False
            i += 3
        if i >= end:
            break
        byte = data[i]
        if byte < 0x80:
            clean = clean and not is_control(byte)
            i += 1
            continue
        following = character_end(data, i, end)
        if following <= 0:
            return following < 0 and not final, False
        if byte == 0xEF and data[i + 1] == 0xBF and data[i + 2] == 0xBD:
            clean = False
        i = following
    return True, clean
