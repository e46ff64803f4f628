"""JSON lines by the million: a template for each kind of line, filled from columns in machine code.

Clause  S31, S75: a file in which every row is wrong is answered as readily as any other.
Pure    arrays in, bytes out; imported only on bulk paths, since it brings the compiler.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.kernel.columns import Bytes, Offsets, as_text, buffers
from creditdelta.kernel.compiled import compiled, load_word, store_word

Ints = npt.NDArray[np.int64]

ROW, VALUE, QUOTED, DETAIL = range(4)
Piece = str | int
"""A literal text, or a slot: the row's number, the escaped value, the same between quotes (null
where there is none), the escaped detail."""

_LITERAL = -1
_SPARE = 8
_LONGEST_ESCAPE = 6  # \\u001f
_LONGEST_NUMBER = 20
_QUOTE, _BACKSLASH, _BLANK, _ZERO, _NINE, _TO_LETTER = (
    np.uint8(b) for b in (34, 92, 32, 48, 9, 87)
)
_ONES, _HIGHS = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)
_QUOTES, _BACKSLASHES, _BLANKS = (np.uint64(byte) * _ONES for byte in (_QUOTE, _BACKSLASH, _BLANK))
_NULL = np.frombuffer(b"null", dtype=np.uint8)
_SHORT = np.zeros(32, dtype=np.uint8)
for _byte, _letter in ((8, "b"), (9, "t"), (10, "n"), (12, "f"), (13, "r")):
    _SHORT[_byte] = ord(_letter)


@dataclass(frozen=True, slots=True)
class Templates:
    """Templates end to end: template t is the pieces first[t] to first[t + 1]; a literal piece is
    text[cuts[p, 0]:cuts[p, 1]]. `fixed` is the size of a template's literals in bytes, `most` how many
    slots a template has at most."""

    first: Ints
    slots: Ints
    cuts: Ints
    text: Bytes
    fixed: Ints
    most: int


@dataclass(frozen=True, slots=True)
class Lines:
    """What fills the lines, one entry each; line i is `given[given_at[i]]` where that is not -1."""

    template: Ints
    rows: Ints
    values: pa.StringArray
    details: pa.StringArray
    given_at: Ints
    given: pa.StringArray


def templates(wanted: Sequence[Sequence[Piece]]) -> Templates:
    """The templates as arrays."""
    text = bytearray()
    first, slots, cuts, fixed = [0], [], [], []
    for pieces in wanted:
        began = len(text)
        for piece in pieces:
            at = len(text)
            if isinstance(piece, str):
                text += piece.encode()
            slots.append(_LITERAL if isinstance(piece, str) else piece)
            cuts.append((at, len(text)))
        first.append(len(slots))
        fixed.append(len(text) - began)
    data = np.frombuffer(bytes(text) + bytes(_SPARE), dtype=np.uint8)
    pairs = np.array(cuts, np.int64).reshape(-1, 2)
    first_at, slot_of = np.array(first, np.int64), np.array(slots, np.int64)
    most = max((sum(isinstance(one, int) for one in pieces) for pieces in wanted), default=0)
    return Templates(first_at, slot_of, pairs, data, np.array(fixed, np.int64), most)


def filled(lines: Lines, into: Templates) -> bytes:
    """All lines in their order."""
    if not len(lines.rows):
        return b""
    values, details, given = as_text(lines.values), as_text(lines.details), as_text(lines.given)
    # A bound, of which memory is taken only where it is written.
    room = int(into.fixed[lines.template].sum()) + _size(given)
    room += into.most * (_LONGEST_NUMBER * len(lines.rows) + _LONGEST_ESCAPE * _size(values))
    room += into.most * _LONGEST_ESCAPE * _size(details)
    out = np.empty(room + _SPARE, dtype=np.uint8)
    missing = np.array(lines.values.is_null())  # a copy: writable every time, so one kernel
    used = _fill(
        lines.template,
        lines.rows,
        *buffers(values),
        missing,
        *buffers(details),
        lines.given_at,
        *buffers(given),
        into.first,
        into.slots,
        into.cuts,
        into.text,
        out,
    )
    return out[:used].tobytes()


def _size(column: pa.StringArray) -> int:
    _, offsets = buffers(column)
    return int(offsets[len(column)] - offsets[0])


@compiled
def _fill(
    template: Ints,
    rows: Ints,
    values: Bytes,
    value_at: Offsets,
    missing: npt.NDArray[np.bool_],
    details: Bytes,
    detail_at: Offsets,
    given_at: Ints,
    given: Bytes,
    given_places: Offsets,
    first: Ints,
    slots: Ints,
    cuts: Ints,
    text: Bytes,
    out: Bytes,
) -> int:
    to = 0
    for line in range(rows.shape[0]):
        place = given_at[line]
        if place >= 0:
            for i in range(given_places[place], given_places[place + 1]):
                out[to] = given[i]
                to += 1
            continue
        for piece in range(first[template[line]], first[template[line] + 1]):
            slot = slots[piece]
            if slot == _LITERAL:
                size = cuts[piece, 1] - cuts[piece, 0]
                for i in range(0, size, _SPARE):
                    store_word(out, to + i, load_word(text, cuts[piece, 0] + i))
                to += size
            elif slot == ROW:
                to = _number(rows[line], out, to)
            elif slot == DETAIL:
                to = _escaped(details, detail_at[line], detail_at[line + 1], out, to)
            elif slot == VALUE:
                to = _escaped(values, value_at[line], value_at[line + 1], out, to)
            elif missing[line]:
                out[to : to + 4] = _NULL
                to += 4
            else:
                out[to] = _QUOTE
                to = _escaped(values, value_at[line], value_at[line + 1], out, to + 1)
                out[to] = _QUOTE
                to += 1
    return to


@compiled
def _number(number: int, out: Bytes, to: int) -> int:
    """Write a number that is not negative; the position after it."""
    size, rest = 1, number // 10
    while rest:
        size, rest = size + 1, rest // 10
    rest = number
    for i in range(to + size - 1, to - 1, -1):
        out[i] = _ZERO + np.uint8(rest % 10)
        rest //= 10
    return to + size


@compiled
def _special(word: np.uint64) -> bool:
    """Whether one of eight bytes needs an escape (or, after such a one, may seem to)."""
    quotes, backslashes = word ^ _QUOTES, word ^ _BACKSLASHES
    found = (quotes - _ONES) & ~quotes | (backslashes - _ONES) & ~backslashes
    return bool(((found | (word - _BLANKS) & ~word) & _HIGHS) != 0)


@compiled
def _escaped(data: Bytes, begin: int, end: int, out: Bytes, to: int) -> int:
    """Write a text as it stands between JSON quotes; the position after it."""
    i = begin
    while i < end:
        if i + _SPARE <= end:
            word = load_word(data, i)
            if not _special(word):
                store_word(out, to, word)
                i += _SPARE
                to += _SPARE
                continue
        byte = data[i]
        i += 1
        if byte >= _BLANK and byte != _QUOTE and byte != _BACKSLASH:
            out[to] = byte
            to += 1
            continue
        out[to] = _BACKSLASH
        if byte >= _BLANK:
            out[to + 1] = byte
            to += 2
        elif _SHORT[byte]:
            out[to + 1] = _SHORT[byte]
            to += 2
        else:
            low = byte & np.uint8(15)
            out[to + 1] = np.uint8(117)
            out[to + 2] = out[to + 3] = _ZERO
            out[to + 4] = _ZERO + (byte >> np.uint8(4))
            out[to + 5] = low + (_ZERO if low <= _NINE else _TO_LETTER)
            to += 6
    return to
