"""Which values do the rows of a worksheet hold, when they are written as nearly every program writes them?

Clause  S31, S75. Reads the plain half of the format: cells of text, of shared text and of numbers.
        Whatever is written in another way is not guessed at but left to the reading process.
Pure    compiled; XML in, positions out. The bytes have spare ones behind them.
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.kernel.compiled import compiled, load_word
from creditdelta.pipeline.readers.sheet_number import DAY, NO_NUMBER, NUMBER, number_kind
from creditdelta.pipeline.readers.sheet_tag_kernel import (
    NO_STYLE,
    SHARED,
    TEXT_CELL,
    cell_tag,
    digits,
    row_tag,
)
from creditdelta.pipeline.readers.sheet_text import (
    CLOSE_TEXT,
    CLOSE_TEXT_MASK,
    after_opening,
    mask,
    text_end,
    trimmed,
    word,
)

Ints = npt.NDArray[np.int64]
Positions = npt.NDArray[np.int32]

TEXT = 0  # and NUMBER, HARD, DAY: the last two are numbers whose text is not their digits
_LONGEST = 32_767
_BLANK, _FEED, _MORE, _LESS = 32, 10, 62, 60
_ROW_END, _ROW_END_MASK = word(b"</row>"), mask(6)
_CELL, _CELL_MASK = word(b"<c"), mask(2)
_CELL_END, _CELL_END_MASK = word(b"</c>"), mask(4)
_INLINE, _INLINE_MASK = word(b"<is>"), mask(4)
_INLINE_END = word(b"</is></c")
_VALUE, _VALUE_MASK = word(b"<v>"), mask(3)
_VALUE_END = word(b"</v></c>")


@compiled
def _after_space(data: Bytes, i: int, end: int) -> int:
    while i < end and (data[i] == _BLANK or data[i] == _FEED):
        i += 1
    return i


@compiled
def _value(
    data: Bytes, i: int, end: int, kind: int, style: int, styles: Bytes
) -> tuple[int, int, int, int]:
    """(position after the cell or -1, first byte, last + 1 or ~ of it, kind of number).

    An end stored as ~end says that the text holds entities.
    """
    if load_word(data, i) & _CELL_END_MASK == _CELL_END:
        return i + 4, 0, 0, TEXT
    if kind == TEXT_CELL:
        if load_word(data, i) & _INLINE_MASK != _INLINE:
            return -1, 0, 0, 0
        opened = i + 4
        begin = after_opening(data, opened)
        if begin < 0:
            return -1, 0, 0, 0
        stop, escaped = text_end(data, begin, end)
        if stop < 0 or stop - begin > _LONGEST:
            return -1, 0, 0, 0
        i = stop + 4
        closed = load_word(data, stop) & CLOSE_TEXT_MASK == CLOSE_TEXT
        if not closed or load_word(data, i) != _INLINE_END or data[i + 8] != _MORE:
            return -1, 0, 0, 0
        begin, stop = trimmed(data, opened, begin, stop)
        return i + 9, begin, (~stop if escaped else stop), TEXT
    if load_word(data, i) & _VALUE_MASK != _VALUE:
        return -1, 0, 0, 0
    begin = stop = i + 3
    while stop < end and data[stop] != _LESS:
        stop += 1
    if load_word(data, stop) != _VALUE_END:
        return -1, 0, 0, 0
    if kind == SHARED:
        return stop + 8, begin, stop, TEXT
    found = number_kind(data, begin, stop)
    if style != NO_STYLE and found != NO_NUMBER:
        found = _styled(data, begin, stop, found, style, styles)
    return (-1 if found == NO_NUMBER else stop + 8), begin, stop, found


@compiled
def _styled(data: Bytes, begin: int, stop: int, found: int, style: int, styles: Bytes) -> int:
    """The kind of number its style makes of it; a day is what counts whole days after 1900-02."""
    if style >= styles.shape[0]:
        return NO_NUMBER
    if styles[style] == DAY:
        days = digits(data, begin, stop, 7)
        return DAY if 60 < days <= 2_958_465 else NO_NUMBER
    return found if styles[style] == NUMBER else NO_NUMBER


@compiled
def _cell(
    data: Bytes,
    i: int,
    end: int,
    row: int,
    before: int,
    styles: Bytes,
    places: Offsets,
    hard: Bytes,
) -> tuple[int, int, int, int, int]:
    """(position after the cell or -1, column, begin and end of its value, kind of number)."""
    i, column, kind, style, more = cell_tag(data, i, end, row, before)
    if i < 0 or not more:
        return i, column, 0, 0, TEXT
    i, begin, stop, found = _value(data, i, end, kind, style, styles)
    if i < 0 or kind != SHARED or not stop:
        return i, column, begin, stop, found
    number = digits(data, begin, stop, 9)
    if number < 0 or number >= hard.shape[0] or hard[number]:
        return -1, 0, 0, 0, TEXT
    return i, column, ~number, places[number + 1] - places[number], TEXT


@compiled
def tokenise(
    data: Bytes,
    end: int,
    header: int,
    styles: Bytes,
    places: Offsets,
    hard: Bytes,
    starts: Positions,
    ends: Positions,
    kinds: Bytes,
    numbers: Ints,
    beyond: Ints,
) -> int:
    """Find the values of all filled rows below `header`; how many rows, or -1: not written plainly.

    `styles` says of each style whether its numbers are numbers, days, or what only the reading
    process can tell; shared text k lies between `places[k]` and `places[k + 1]` unless it is `hard`.
    A value's row of `starts` and `ends` (n x width; ~start is a shared text's number, ~end holds
    entities), `kinds` (TEXT, NUMBER, HARD, DAY), the row's number, and in `beyond` the first filled
    column right of them or -1.
    """
    width, room = starts.shape[1], numbers.shape[0]
    flat_starts, flat_ends, flat_kinds = starts.ravel(), ends.ravel(), kinds.ravel()
    good = last = 0
    i = _after_space(data, 0, end)
    while i < end:
        i, number, opened = row_tag(data, i, end)
        if i < 0 or number <= last or good >= room:
            return -1
        last, base, filled, after = number, good * width, False, -1
        for k in range(base, base + width):
            flat_starts[k] = flat_ends[k] = flat_kinds[k] = 0
        before = -1
        while opened:
            i = _after_space(data, i, end)
            if load_word(data, i) & _ROW_END_MASK == _ROW_END:
                i, opened = i + 6, False
                break
            if i >= end or load_word(data, i) & _CELL_MASK != _CELL:
                return -1
            i, column, begin, stop, found = _cell(
                data, i + 2, end, number, before, styles, places, hard
            )
            if i < 0 or column <= before:
                return -1
            before = column
            if not stop or stop == begin:
                continue
            filled = True
            if column < width:
                flat_starts[base + column], flat_ends[base + column] = begin, stop
                flat_kinds[base + column] = found
            elif after < 0:
                after = column
        if filled and number > header:
            numbers[good], beyond[good] = number, after
            good += 1
        i = _after_space(data, i, end)
    return good if i == end else -1
