"""Where does each field of a delimited file begin and end, on which line, and which records are damaged?

Clause  S31: every row that was sent is answered for; none is dropped, none swallows its neighbours.
Why own code: library readers lose rows on ragged lines, end the stream at one bad byte, accept an
unclosed quote in silence and cannot name the physical line (docs/decisions/0005).
Pure    bytes in, positions out. Lines end with LF, CRLF or CR; fields are trimmed of blanks and tabs.
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled, load_word, store_word
from creditdelta.pipeline.readers.survey import is_utf8
from creditdelta.pipeline.readers.words import (
    HIGHS,
    LOW_BYTE,
    ONES,
    first_marked,
    zero_bytes,
)

Ints = npt.NDArray[np.int64]
Positions = npt.NDArray[np.int32]

# Why a record is damaged.
FEW, MANY, UNCLOSED, TOO_LONG, BAD_BYTES, CUT_OFF = 1, 2, 3, 4, 5, 6
# What is odd about a record that is kept.
STRAY_QUOTE, EXTRA_EMPTY = 1, 2
# What a quoted field holds.
_DOUBLED, _STRAY, _BROKEN = 1, 2, 4
# How far a scan came.
_DONE, _MORE_BYTES, _DAMAGED = 1, 0, -1

RECORD_LIMIT = 8 << 20  # bytes; what is longer is no record of any form
SPARE = 24  # bytes behind a text that may be read or written
CROSSED_LIMIT = 256  # line breaks in a record, or stray quotes could have a file read over and over
LF, CR, QUOTE, SPACE, TAB = 10, 13, 34, 32, 9
_FOURTEENS = np.uint64(14) * ONES
_LFS, _CRS, _QUOTES = np.uint64(LF) * ONES, np.uint64(CR) * ONES, np.uint64(QUOTE) * ONES


@compiled
def _line_end(data: Bytes, i: int, end: int) -> int:
    while i < end and data[i] != LF and data[i] != CR:
        i += 1
    return i


@compiled
def _after_break(data: Bytes, i: int, end: int, final: bool) -> int:
    """Position after the line break at i, -1 when a CR stands last and its LF may follow."""
    if data[i] == LF:
        return i + 1
    if i + 1 < end:
        return i + 2 if data[i + 1] == LF else i + 1
    return i + 1 if final else -1


@compiled
def _plain_end(data: Bytes, i: int, end: int, delimiters: np.uint64) -> int:
    """First delimiter or line break from i on; bytes below 14 are looked at one by one."""
    delimiter = delimiters & LOW_BYTE
    while i + 8 <= end:
        word = load_word(data, i)
        found = zero_bytes(word ^ delimiters) | ((word - _FOURTEENS) & ~word & HIGHS)
        if not found:
            i += 8
            continue
        i += first_marked(found)
        if data[i] == delimiter or data[i] == LF or data[i] == CR:
            return i
        i += 1
    while i < end and data[i] != delimiter and data[i] != LF and data[i] != CR:
        i += 1
    return i


@compiled
def _after_blanks(data: Bytes, i: int, end: int, delimiter: int) -> int:
    while i < end and (data[i] == SPACE or data[i] == TAB) and data[i] != delimiter:
        i += 1
    return i


@compiled
def _quoted_end(
    data: Bytes, i: int, end: int, delimiter: int, final: bool, limit: int, lines_limit: int
) -> tuple[int, int, int, int]:
    """(state, position of the closing quote, line breaks inside, marks) of a field opened before i.

    Blanks may stand between the quote and the delimiter. A quote that no delimiter follows is kept
    as text, unless lines were crossed: then the quote that opened the field was a stray one.
    """
    begin = i
    lines = 0
    marks = 0
    while i < end and i - begin <= limit and lines <= lines_limit:
        if i + 8 <= end:
            word = load_word(data, i)
            found = zero_bytes(word ^ _QUOTES) | zero_bytes(word ^ _LFS) | zero_bytes(word ^ _CRS)
            if not found:
                i += 8
                continue
            i += first_marked(found)
        byte = data[i]
        if byte == LF or (byte == CR and i + 1 < end and data[i + 1] != LF):
            lines += 1
        if byte != QUOTE:
            i += 1
            continue
        next_one = _after_blanks(data, i + 1, end, delimiter)
        if next_one >= end:
            return (_DONE if final else _MORE_BYTES), i, lines, marks
        after = data[next_one]
        if after == QUOTE and next_one == i + 1:
            marks |= _DOUBLED
            i += 2
        elif after == delimiter or after == LF or after == CR:
            return _DONE, i, lines, marks
        elif lines:
            return _DAMAGED, i, lines, marks
        else:
            marks |= _STRAY
            i += 1
    return (_MORE_BYTES if i >= end and not final else _DAMAGED), i, lines, marks


@compiled
def _record(
    data: Bytes,
    i: int,
    end: int,
    delimiters: np.uint64,
    width: int,
    final: bool,
    limit: int,
    base: int,
    starts: Positions,
    ends: Positions,
) -> tuple[int, int, int, int, int]:
    """(position of its line break or -1 for more bytes, line breaks inside, fields, mark, reason)."""
    delimiter = np.int64(delimiters & LOW_BYTE)
    fields = crossed = mark = reason = 0
    filled = False
    while True:
        while i < end and data[i] == delimiter and fields < width:
            starts[base + fields] = ends[base + fields] = i
            fields += 1
            i += 1
        doubled = quoted = i < end and data[i] == QUOTE
        begin = i
        if quoted:
            state, stop, inside, seen = _quoted_end(
                data, i + 1, end, delimiter, final, limit, CROSSED_LIMIT - crossed
            )
            if state == _MORE_BYTES:
                return -1, crossed, fields, mark, reason
            if state == _DAMAGED:
                return i, 0, fields + 1, mark, (UNCLOSED if inside or stop >= end else TOO_LONG)
            begin, i = i + 1, _after_blanks(data, stop + 1, end, delimiter)
            crossed += inside
            doubled = seen & _DOUBLED != 0
            mark |= STRAY_QUOTE if seen & _STRAY else 0
        else:
            i = stop = _plain_end(data, i, end, delimiters)
            if i >= end and not final:
                return -1, crossed, fields, mark, reason
        if stop - begin > limit:
            reason = TOO_LONG
        while begin < stop and (data[begin] == SPACE or data[begin] == TAB):
            begin += 1
        while stop > begin and (data[stop - 1] == SPACE or data[stop - 1] == TAB):
            stop -= 1
        if fields < width:
            starts[base + fields] = begin
            ends[base + fields] = ~stop if doubled else stop
        else:
            filled = filled or stop > begin
        fields += 1
        if i >= end or data[i] != delimiter:
            break
        i += 1
    if reason == 0 and fields < width:
        reason = CUT_OFF if i >= end and not quoted else FEW
    if reason == 0 and fields > width:
        reason = MANY if filled else 0
        mark |= EXTRA_EMPTY
    return i, crossed, fields, mark, reason


@compiled
def tokenise(
    data: Bytes,
    line: int,
    delimiter: int,
    final: bool,
    valid: bool,
    limit: int,
    starts: Positions,
    ends: Positions,
    lines: Ints,
    marks: Bytes,
    damaged: Ints,
) -> tuple[int, int, int, int]:
    """Split whole records until the bytes, or the room in the output arrays, end.

    Good records fill a row of `starts` and `ends` (n x width; an end stored as ~end holds doubled
    quotes), `lines` (physical line where the record starts) and `marks`. Damaged ones fill a row of
    `damaged`: line, reason, fields found, first byte, last byte + 1. `final` says that nothing
    follows, `valid` that all bytes are UTF-8, `limit` is the longest field in bytes.
    Returns (bytes used, next line, good, damaged).
    """
    end = data.shape[0]
    width = starts.shape[1]
    delimiters = np.uint64(delimiter) * ONES
    flat_starts, flat_ends = starts.ravel(), ends.ravel()
    good = bad = i = 0
    while i < end and good < lines.shape[0] and bad < damaged.shape[0]:
        first = i
        crossed = fields = mark = reason = 0
        blank = data[i] == LF or data[i] == CR
        if not blank:
            i, crossed, fields, mark, reason = _record(
                data, i, end, delimiters, width, final, limit, good * width, flat_starts, flat_ends
            )
            if i < 0:
                return first, line, good, bad
            if i - first > RECORD_LIMIT:
                reason = TOO_LONG
            if reason == UNCLOSED or reason == TOO_LONG:
                i, crossed = _line_end(data, first, end), 0
                if i >= end and not final:
                    return first, line, good, bad
            if not valid and not is_utf8(data, first, i):
                reason = BAD_BYTES
        if i < end:
            i = _after_break(data, i, end, final)
            if i < 0:
                return first, line, good, bad
        if reason:
            damaged[bad, 0], damaged[bad, 1], damaged[bad, 2] = line, reason, fields
            damaged[bad, 3], damaged[bad, 4] = first, i
            bad += 1
        elif not blank:
            lines[good] = line
            marks[good] = mark
            good += 1
        line += crossed + 1
    return i, line, good, bad


@compiled
def sizes(starts: Positions, ends: Positions, out: Ints) -> None:
    """Add up the bytes of each column (doubled quotes counted twice)."""
    count, width = starts.shape
    for row in range(count):
        for c in range(width):
            end = ends[row, c]
            out[c] += (end if end >= 0 else ~end) - starts[row, c]


@compiled
def gather(
    data: Bytes, starts: Positions, ends: Positions, bases: Ints, offsets: Positions, out: Bytes
) -> None:
    """Copy every field to its column: `out[bases[c]:]` holds column c, `offsets[c]` its n + 1 positions.

    Three words are read and written for any filled field: most are no longer, and a loop would be
    guessed wrong by the processor. So `SPARE` bytes must lie behind `data` and behind each column.
    """
    count, width = starts.shape
    for row in range(count):
        for c in range(width):
            begin, stop, at = starts[row, c], ends[row, c], offsets[c, row]
            size = stop - begin
            to = bases[c] + at
            if stop < 0:
                size = _without_doubles(data, begin, ~stop, out, to)
            elif size > 0:
                for i in range(0, SPARE, 8):
                    store_word(out, to + i, load_word(data, begin + i))
                for i in range(SPARE, size, 8):
                    store_word(out, to + i, load_word(data, begin + i))
            offsets[c, row + 1] = at + max(size, 0)


@compiled
def _without_doubles(data: Bytes, begin: int, stop: int, out: Bytes, to: int) -> int:
    """Copy a quoted field with each doubled quote written once; its size."""
    i, first = begin, to
    while i < stop:
        out[to] = data[i]
        to += 1
        i += 2 if data[i] == QUOTE and i + 1 < stop and data[i + 1] == QUOTE else 1
    return to - first
