"""One look at a block of text: is it UTF-8, and does it hold any character that has no business there?

Pure    compiled; a block that is clean needs neither question again, value by value. Two looks of
        growing patience, each without branches, so that the compiler turns it into wide
        instructions: the quick one knows plain Chinese text, the exact one all of UTF-8.
"""

import numpy as np

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.kernel.compiled import compiled, load_word
from creditdelta.pipeline.readers.words import HIGHS, ONES, character_end

_C0, _C1, _E0, _ED, _EF, _F0, _F4, _F5 = (
    np.uint8(byte) for byte in (0xC0, 0xC1, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xF5)
)
_80, _8F, _90, _9F, _A0, _BD, _BF = (
    np.uint8(byte) for byte in (0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBD, 0xBF)
)
_TAB, _LINE_FEED, _RETURN, _SPACE, _DELETE = (np.uint8(byte) for byte in (9, 10, 13, 32, 127))
_WORD = 8  # bytes
_ONE, _TWO = np.uint64(1), np.uint64(2)
_LOWS = ~HIGHS
_EFS, _BFS, _BDS = (np.uint64(byte) * ONES for byte in (_EF, _BF, _BD))


@compiled
def _is_plain(data: Bytes) -> bool:
    """Whether a quick look finds nothing rare: no lead byte that asks for a rule of its own (E0, ED,
    F0 and above), no control character, every other lead followed by just its bytes."""
    end = data.shape[0]
    rare = False
    for i in range(end):
        byte = data[i]
        rare |= (byte >= _F0) | (byte == _E0) | (byte == _ED) | (byte == _C0) | (byte == _C1)
        rare |= (byte < _SPACE) & (byte != _LINE_FEED) & (byte != _RETURN) & (byte != _TAB)
        rare |= byte == _DELETE
    for i in range(min(_WORD, end)):
        rare |= _stray(
            data[i], data[max(i - 1, 0)] if i else _SPACE, data[i - 2] if i > 1 else _SPACE
        )
    done = max(end // _WORD * _WORD, _WORD)
    for i in range(done, end):
        rare |= _stray(data[i], data[i - 1], data[i - 2])
    return not rare and not _stray_words(data, done)


@compiled
def _stray(byte: np.uint8, last: np.uint8, second: np.uint8) -> bool:
    """Whether the byte cannot follow the two before it, or ends a replacement character."""
    follows = (byte & _C0) == _80
    odd = (second == _EF) & (last == _BF) & (byte == _BD)
    return bool(odd | (follows != ((last >= _C0) | (second >= _E0))))


@compiled
def _stray_words(data: Bytes, done: int) -> bool:
    """`_stray` of the bytes from the ninth to `done`, eight at a time: the high bit of each tells."""
    stray = np.uint64(0)
    for i in range(_WORD, done, _WORD):
        here, last, second = load_word(data, i), load_word(data, i - 1), load_word(data, i - 2)
        asked = (last & (last << _ONE)) | (second & (second << _ONE) & (second << _TWO))
        stray |= asked ^ (here & ~(here << _ONE))
        others = (here ^ _BDS) | (last ^ _BFS) | (second ^ _EFS)
        stray |= ~(((others & _LOWS) + _LOWS) | others)
    return bool((stray & HIGHS) != 0)


@compiled
def _first_look(data: Bytes) -> tuple[bool, bool]:
    """(whether any byte from the fourth on is misplaced, whether any is odd).

    Misplaced: it cannot follow the three before it in UTF-8 (RFC 3629, section 4). Odd: a control
    character, or the end of a replacement character. One loop without calls: it runs 32 bytes wide.
    """
    misplaced = odd = False
    for i in range(3, data.shape[0]):
        byte, last, second, third = data[i], data[i - 1], data[i - 2], data[i - 3]
        follows = (byte & _C0) == _80
        misplaced |= follows != ((last >= _C0) | (second >= _E0) | (third >= _F0))
        misplaced |= (byte == _C0) | (byte == _C1) | (byte >= _F5)
        misplaced |= ((last == _E0) & (byte < _A0)) | ((last == _ED) & (byte > _9F))
        misplaced |= ((last == _F0) & (byte < _90)) | ((last == _F4) & (byte > _8F))
        odd |= (byte < _SPACE) & (byte != _LINE_FEED) & (byte != _RETURN) & (byte != _TAB)
        odd |= (byte == _DELETE) | ((second == _EF) & (last == _BF) & (byte == _BD))
    return misplaced, odd


@compiled
def _head(data: Bytes) -> tuple[bool, bool]:
    """The same for the characters that begin in the first three bytes."""
    end = data.shape[0]
    odd = False
    i = 0
    while i < min(3, end):
        byte = data[i]
        if byte < _80:
            text = byte >= _SPACE or byte == _LINE_FEED or byte == _RETURN or byte == _TAB
            odd = odd or byte == _DELETE or not text
            i += 1
            continue
        following = character_end(data, i, end)
        if following <= 0:
            return following == 0, odd
        odd = odd or (byte == _EF and data[i + 1] == _BF and data[i + 2] == _BD)
        i = following
    return False, odd


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
    if _is_plain(data):
        cut = final and _ends_cut(data)
        return not cut, not cut
    misplaced, odd = _first_look(data)
    head_misplaced, head_odd = _head(data)
    if misplaced or head_misplaced or (final and _ends_cut(data)):
        return False, False
    return True, not (odd or head_odd)


@compiled
def edges(data: Bytes, offsets: Offsets, rows: int) -> tuple[int, bool, bool]:
    """(bytes of the longest value, whether one begins inside a character, whether one begins or ends
    with a blank or a tab)."""
    longest = 0
    inside = blanks = False
    for row in range(rows):
        begin, end = offsets[row], offsets[row + 1]
        if begin < end:
            first, last = data[begin], data[end - 1]
            longest = max(longest, end - begin)
            inside |= (first & _C0) == _80
            blanks |= (first == _SPACE) | (first == _TAB) | (last == _SPACE) | (last == _TAB)
    return longest, inside, blanks
