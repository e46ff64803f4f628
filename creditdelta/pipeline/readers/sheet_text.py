"""Where does a text of a workbook's XML end, and what does it say when its entities are read?

Pure    compiled; shared by the kernels over worksheets and over shared texts.
"""

import numpy as np

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled, load_word
from creditdelta.pipeline.readers.words import ONES, first_marked, zero_bytes


def word(text: bytes) -> np.uint64:
    """Up to eight bytes as `load_word` finds them."""
    return np.uint64(int.from_bytes(text, "little"))


def mask(size: int) -> np.uint64:
    """The first `size` bytes of a word."""
    return np.uint64((1 << 8 * size) - 1)


QUOTE, SLASH = 34, 47
CLOSE_TEXT, CLOSE_TEXT_MASK = word(b"</t>"), mask(4)
_LESS, _AND = 60, 38
_LESSES, _ANDS = np.uint64(_LESS) * ONES, np.uint64(_AND) * ONES
_BARE = 3  # bytes of a tag that says nothing of blanks
_OPEN, _OPEN_MASK = word(b"<t>"), mask(3)
_KEEP = word(b"<t xml:s"), word(b'pace="pr'), word(b'eserve">')
_AMP, _AMP_MASK = word(b"&amp;"), mask(5)
_LT, _GT, _SHORT_MASK = word(b"&lt;"), word(b"&gt;"), mask(4)
_QUOT, _APOS, _LONG_MASK = word(b"&quot;"), word(b"&apos;"), mask(6)


@compiled
def after_opening(data: Bytes, i: int) -> int:
    """Position after `<t>`, which may say that blanks are kept; -1 where there is none."""
    first = load_word(data, i)
    if first & _OPEN_MASK == _OPEN:
        return i + 3
    kept = first == _KEEP[0] and load_word(data, i + 8) == _KEEP[1]
    return i + 24 if kept and load_word(data, i + 16) == _KEEP[2] else -1


@compiled
def entity(data: Bytes, i: int) -> tuple[int, int]:
    """(length, character) of one of the five named entities; length 0 for any other."""
    found = load_word(data, i)
    if found & _AMP_MASK == _AMP:
        return 5, _AND
    if found & _SHORT_MASK == _LT:
        return 4, _LESS
    if found & _SHORT_MASK == _GT:
        return 4, 62
    if found & _LONG_MASK == _QUOT:
        return 6, QUOTE
    return (6, 39) if found & _LONG_MASK == _APOS else (0, 0)


@compiled
def text_end(data: Bytes, i: int, end: int) -> tuple[int, bool]:
    """(position of the next tag, whether entities lie before it); -1 where one is not known."""
    escaped = False
    while i < end:
        found = load_word(data, i)
        marks = zero_bytes(found ^ _LESSES) | zero_bytes(found ^ _ANDS)
        if not marks:
            i += 8
            continue
        i += first_marked(marks)
        if i >= end:
            break
        if data[i] == _LESS:
            return i, escaped
        size, _ = entity(data, i)
        if not size:
            return -1, escaped
        escaped = True
        i += size
    return -1, escaped


@compiled
def trimmed(data: Bytes, opened: int, begin: int, stop: int) -> tuple[int, int]:
    """A text without outer blanks, which count only where its tag says so (it is longer then)."""
    if begin - opened == _BARE:
        while begin < stop and _is_blank(data[begin]):
            begin += 1
        while begin < stop and _is_blank(data[stop - 1]):
            stop -= 1
    return begin, stop


@compiled
def _is_blank(byte: int) -> bool:
    return byte == 32 or 9 <= byte <= 10  # noqa: PLR2004  blank, tab, line feed


@compiled
def copy_read(data: Bytes, i: int, stop: int, out: Bytes, to: int) -> int:
    """Copy a text with its entities read; position after it in `out`."""
    while i < stop:
        if data[i] == _AND:
            size, character = entity(data, i)
            out[to] = character
            i += size
        else:
            out[to] = data[i]
            i += 1
        to += 1
    return to
