"""The values found in a worksheet's rows, gathered column by column; shared texts likewise.

Pure    compiled.
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.kernel.compiled import compiled, load_word, store_word
from creditdelta.pipeline.readers.sheet_text import (
    CLOSE_TEXT,
    CLOSE_TEXT_MASK,
    after_opening,
    copy_read,
    mask,
    text_end,
    trimmed,
    word,
)

Ints = npt.NDArray[np.int64]
Positions = npt.NDArray[np.int32]

_ITEM, _ITEM_MASK = word(b"<si>"), mask(4)
_ITEM_END, _ITEM_END_MASK = word(b"</si>"), mask(5)
_NO_ITEM, _NO_ITEM_MASK = word(b"<si/>"), mask(5)
_ESCAPE, _ESCAPE_MASK = word(b"_x"), mask(2)
_BLANK, _FEED, _RETURN = 32, 10, 13
_LONGEST = 32_767


@compiled
def sizes(starts: Positions, ends: Positions, out: Ints) -> None:
    """Add up the bytes of each column; entities count as they are written."""
    count, width = starts.shape
    for row in range(count):
        for c in range(width):
            begin, end = starts[row, c], ends[row, c]
            if begin < 0:
                out[c] += end
            else:
                out[c] += (end if end >= 0 else ~end) - begin


@compiled
def _copy(data: Bytes, begin: int, size: int, out: Bytes, to: int) -> int:
    for i in range(0, size, 8):
        store_word(out, to + i, load_word(data, begin + i))
    return to + size


@compiled
def gather(
    data: Bytes,
    texts: Bytes,
    places: Offsets,
    starts: Positions,
    ends: Positions,
    bases: Ints,
    offsets: Positions,
    out: Bytes,
) -> None:
    """Copy every value to its column: `out[bases[c]:]` holds column c, `offsets[c]` its n + 1 positions.

    Whole words are read and written: `data`, `texts` and every column have 8 spare bytes behind.
    """
    count, width = starts.shape
    for row in range(count):
        for c in range(width):
            begin, end = int(starts[row, c]), int(ends[row, c])
            to = int(bases[c]) + int(offsets[c, row])
            if begin < 0:
                to = _copy(texts, int(places[~begin]), end, out, to)
            elif end < 0:
                to = copy_read(data, begin, ~end, out, to)
            elif end > begin:
                to = _copy(data, begin, end - begin, out, to)
            offsets[c, row + 1] = to - bases[c]


@compiled
def _marked(data: Bytes, i: int, stop: int) -> bool:
    """Whether a text holds a CR or what may be an escaped character (`_x000D_`)."""
    while i < stop:
        if data[i] == _RETURN or load_word(data, i) & _ESCAPE_MASK == _ESCAPE:
            return True
        i += 1
    return False


@compiled
def shared(
    data: Bytes, i: int, end: int, look: bool, out: Bytes, places: Positions, hard: Bytes
) -> int:
    """Read the texts between `<sst>` and `</sst>`; how many, or -1 where something else stands there.

    Text k goes to `out` between `places[k]` and `places[k + 1]`; one written in another way is
    `hard` and left out. `look` says that texts may hold what must be escaped.
    """
    count = to = 0
    while True:
        while i < end and (data[i] == _BLANK or data[i] == _FEED):
            i += 1
        if i >= end:
            return count
        if count >= hard.shape[0]:
            return -1
        found = load_word(data, i)
        if found & _NO_ITEM_MASK == _NO_ITEM:
            i += 5
        elif found & _ITEM_MASK == _ITEM:
            begin = after_opening(data, i + 4)
            stop, escaped = text_end(data, begin, end) if begin >= 0 else (-1, False)
            closed = stop >= 0 and load_word(data, stop) & CLOSE_TEXT_MASK == CLOSE_TEXT
            closed = closed and load_word(data, stop + 4) & _ITEM_END_MASK == _ITEM_END
            after = stop + 9
            if closed:
                begin, stop = trimmed(data, i + 4, begin, stop)
            if closed and stop - begin <= _LONGEST and not (look and _marked(data, begin, stop)):
                to = (
                    copy_read(data, begin, stop, out, to)
                    if escaped
                    else _copy(data, begin, stop - begin, out, to)
                )
                i = after
            else:
                hard[count] = 1
                while i < end and load_word(data, i) & _ITEM_END_MASK != _ITEM_END:
                    i += 1
                if i >= end:
                    return -1
                i += 5
        else:
            return -1
        count += 1
        places[count] = to
