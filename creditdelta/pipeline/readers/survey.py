"""One look at a block of text: is it UTF-8, and does it hold any character that has no business there?

Pure    compiled; a block that is clean needs neither question again, value by value. The first look
        has no branches, so that the compiler turns it into wide instructions; only a block that
        fails it is walked through character by character.
"""

import numpy as np

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled
from creditdelta.pipeline.readers.words import character_end

_C0, _C1, _E0, _ED, _EF, _F0, _F4, _F5 = (
    np.uint8(byte) for byte in (0xC0, 0xC1, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5)
)
_80, _8F, _90, _9F, _A0, _BD, _BF = (
    np.uint8(byte) for byte in (0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBD, 0xBF)
)
_TAB, _LINE_FEED, _RETURN, _SPACE, _DELETE = (np.uint8(byte) for byte in (9, 10, 13, 32, 127))


@compiled
def _misplaced(third: np.uint8, second: np.uint8, last: np.uint8, byte: np.uint8) -> bool:
    """Whether a byte cannot follow the three before it in UTF-8 (RFC 3629, section 4)."""
    follows = (byte & _C0) == _80
    expected = (last >= _C0) | (second >= _E0) | (third >= _F0)
    never = (byte == _C0) | (byte == _C1) | (byte >= _F5)
    overlong = ((last == _E0) & (byte < _A0)) | ((last == _F0) & (byte < _90))
    outside = ((last == _ED) & (byte > _9F)) | ((last == _F4) & (byte > _8F))
    return (follows != expected) | never | overlong | outside


@compiled
def _odd(second: np.uint8, last: np.uint8, byte: np.uint8) -> bool:
    """Whether a control character, or the end of a replacement character, stands here."""
    text = (byte == _LINE_FEED) | (byte == _RETURN) | (byte == _TAB)
    control = ((byte < _SPACE) & (not text)) | (byte == _DELETE)
    return control | ((second == _EF) & (last == _BF) & (byte == _BD))


@compiled
def _first_look(data: Bytes) -> tuple[bool, bool]:
    """(whether any byte is misplaced, whether any is odd), the end of the block not looked at."""
    misplaced = odd = False
    for i in range(min(3, data.shape[0])):
        last = data[i - 1] if i > 0 else _SPACE
        second = data[i - 2] if i > 1 else _SPACE
        misplaced |= _misplaced(_SPACE, second, last, data[i])
        odd |= _odd(second, last, data[i])
    for i in range(3, data.shape[0]):
        misplaced |= _misplaced(data[i - 3], data[i - 2], data[i - 1], data[i])
        odd |= _odd(data[i - 2], data[i - 1], data[i])
    return misplaced, odd


@compiled
def _ends_cut(data: Bytes) -> bool:
    """Whether the last character lacks bytes."""
    end = data.shape[0]
    for back in range(1, min(3, end) + 1):
        byte = data[end - back]
        if byte >= _C0:
            return back < (2 if byte < _E0 else (3 if byte < _F0 else 4))
        if byte < _80:
            return False
    return False


@compiled
def is_utf8(data: Bytes, begin: int, end: int) -> bool:
    """Whether the bytes from begin to end are whole characters of UTF-8, looked at one by one."""
    i = begin + 0
    while i < end:
        i = i + 1 if data[i] < _80 else character_end(data, i, end)
        if i <= 0:
            return False
    return True


@compiled
def survey(data: Bytes, final: bool) -> tuple[bool, bool]:
    """(whether all is UTF-8, whether it holds no control and no replacement character).

    A character cut off by the end is whole enough unless nothing follows (`final`).
    """
    misplaced, odd = _first_look(data)
    if misplaced or (final and _ends_cut(data)):
        return False, False
    return True, not odd
