"""The tags of a worksheet's rows and cells, where they hold what nearly every program writes.

Pure    compiled; a tag with anything else in it is not taken on.
"""

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled, load_word
from creditdelta.pipeline.readers.sheet_text import QUOTE, SLASH, mask, word

COLUMNS = 702  # A to ZZ; a wider row is the reading process's
# What a cell may be: nothing, a text in place, a shared one, a number.
EMPTY, TEXT_CELL, SHARED, NUMBER_CELL, _OTHER = 0, 1, 2, 3, -1
NO_STYLE = -1
_BLANK, _EQUALS, _MORE, _LESS, _AND = 32, 61, 62, 60, 38
_ZERO, _NINE = 48, 9
_ROW, _ROW_MASK = word(b"<row"), mask(4)
_INLINE_TYPE, _INLINE_LAST = word(b"inlineSt"), 114


@compiled
def _attribute(data: Bytes, i: int, end: int) -> tuple[int, int, int, int]:
    """(position after it or -1, length of the name, first and last + 1 byte of the value)."""
    begin = i
    while i < end and data[i] != _EQUALS:
        byte = data[i]
        letter = 97 <= byte | 32 <= 122 or 45 <= byte <= 58 or byte == 95
        if not letter or byte == SLASH:
            return -1, 0, 0, 0
        i += 1
    name = i - begin
    if not name or data[i + 1] != QUOTE:
        return -1, 0, 0, 0
    i += 2
    first = i
    while i < end and data[i] != QUOTE:
        if data[i] == _LESS or data[i] == _AND:
            return -1, 0, 0, 0
        i += 1
    return i + 1, name, first, i


@compiled
def digits(data: Bytes, i: int, stop: int, most: int) -> int:
    """The number of one to `most` digits, -1 where it is none."""
    if i >= stop or stop - i > most:
        return -1
    number = 0
    while i < stop:
        digit = int(data[i]) - _ZERO
        if digit < 0 or digit > 9:
            return -1
        number = number * 10 + digit
        i += 1
    return number


@compiled
def row_tag(data: Bytes, i: int, end: int) -> tuple[int, int, bool]:
    """(position after the tag or -1, the row's number, whether cells may follow)."""
    if load_word(data, i) & _ROW_MASK != _ROW:
        return -1, 0, False
    i += 4
    number = 0
    while i < end and data[i] == _BLANK:
        i += 1
        if data[i] == _MORE or data[i] == SLASH:
            break
        begin = i
        i, name, first, stop = _attribute(data, i, end)
        if i < 0:
            return -1, 0, False
        if name == 1 and data[begin] == 114:
            if number:
                return -1, 0, False
            number = digits(data, first, stop, 7)
    if number <= 0 or i >= end:
        return -1, 0, False
    if data[i] == SLASH and data[i + 1] == _MORE:
        return i + 2, number, False
    return (i + 1 if data[i] == _MORE else -1), number, True


@compiled
def _column(data: Bytes, i: int, stop: int, row: int) -> int:
    """The column, from 0, of an address in this row; -1 where it is another."""
    begin, column = i, 0
    while i < stop and 65 <= data[i] <= 90:
        column = column * 26 + data[i] - 64
        i += 1
    if i == begin or i - begin > 3 or digits(data, i, stop, 7) != row:
        return -1
    return column - 1


@compiled
def _type(data: Bytes, first: int, stop: int) -> int:
    if stop - first == 1:
        letter = data[first]
        return SHARED if letter == 115 else (NUMBER_CELL if letter == 110 else _OTHER)
    inline = stop - first == 9 and load_word(data, first) == _INLINE_TYPE
    return TEXT_CELL if inline and data[first + 8] == _INLINE_LAST else _OTHER


@compiled
def cell_tag(
    data: Bytes, i: int, end: int, row: int, column: int
) -> tuple[int, int, int, int, bool]:
    """(position after the tag or -1, column, type, style, whether a value may follow)."""
    kind, style, seen = NUMBER_CELL, NO_STYLE, 0
    column += 1
    while i < end and data[i] == _BLANK:
        begin = i + 1
        i, name, first, stop = _attribute(data, begin, end)
        letter = data[begin]
        if i < 0 or name != 1:
            return -1, 0, 0, 0, False
        if letter == 114 and not seen & 1:
            seen |= 1
            column = _column(data, first, stop, row)
        elif letter == 115 and not seen & 2:
            seen |= 2
            style = digits(data, first, stop, 5)
            column = column if style >= 0 else -1
        elif letter == 116 and not seen & 4:
            seen |= 4
            kind = _type(data, first, stop)
        else:
            return -1, 0, 0, 0, False
        if column < 0 or kind == _OTHER:
            return -1, 0, 0, 0, False
    if i >= end or column >= COLUMNS:
        return -1, 0, 0, 0, False
    if data[i] == SLASH and data[i + 1] == _MORE:
        return i + 2, column, EMPTY, style, False
    return (i + 1 if data[i] == _MORE else -1), column, kind, style, True
