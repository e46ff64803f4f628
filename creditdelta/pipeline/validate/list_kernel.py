"""Which values of a list does a cell name, and are they all on it?

Pure    compiled. A list is its spellings end to end (`words`, `places`), the row each means
(`meaning`, at most 63 rows), the days each row held, and the free prefix (其他...), which is no
value by itself unless a row has it (`FREE`).
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.kernel.compiled import compiled
from creditdelta.pipeline.validate.marks import OWN

Masks = npt.NDArray[np.uint32]
Tokens = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

NOT_LISTED, SEPARATOR, SEVERAL, OTHER_EDITION = (1 << (OWN + k) for k in range(4))
LIST_CODES = ("CD-FIELD-003", "CD-FIELD-006", "CD-FIELD-007", "CD-ROW-004")

FREE = 63  # what a prefix means that no row has: its bit of a token
_SPACE, _COMMA, _SEMICOLON = 32, 44, 59
_SEATS, _SEAT_BITS, _TAIL = 256, np.uint64(56), 12
_MIX = np.uint64(0x9E3779B97F4A7C15)


@compiled
def same_bytes(data: Bytes, begin: int, end: int, words: Bytes, at: int, stop: int) -> bool:
    """Whether data[begin:end] equals words[at:stop]."""
    if end - begin != stop - at:
        return False
    for k in range(end - begin):
        if data[begin + k] != words[at + k]:
            return False
    return True


@compiled
def _separator(data: Bytes, i: int, end: int) -> int:
    """Length in bytes of a separator at i (; , ； ， 、), 0 for none."""
    byte = data[i]
    if byte == _SEMICOLON or byte == _COMMA:
        return 1
    if i + 3 > end or (byte != 0xEF and byte != 0xE3):
        return 0
    glyph = (np.int64(byte) << 16) | (np.int64(data[i + 1]) << 8) | np.int64(data[i + 2])
    return 3 if glyph in (0xEFBC9B, 0xEFBC8C, 0xE38081) else 0


@compiled
def find(data: Bytes, begin: int, end: int, words: Bytes, places: Offsets) -> int:
    """Index of the spelling data[begin:end], -1 when it is none."""
    for k in range(places.shape[0] - 1):
        if same_bytes(data, begin, end, words, places[k], places[k + 1]):
            return k
    return -1


@compiled
def _token(
    data: Bytes, begin: int, end: int, words: Bytes, places: Offsets, meaning: Ints, prefix: int
) -> int:
    """Index of the spelling that stands here, the prefix's where text follows it, -1 for none."""
    found = find(data, begin, end, words, places)
    if found >= 0 and (found != prefix or meaning[found] != FREE):
        return found
    if prefix >= 0:
        size = places[prefix + 1] - places[prefix]
        if end - begin > size and same_bytes(
            data, begin, begin + size, words, places[prefix], places[prefix + 1]
        ):
            return prefix
    return -1


@compiled
def _taken_apart(
    data: Bytes,
    begin: int,
    end: int,
    words: Bytes,
    places: Offsets,
    meaning: Ints,
    prefix: int,
    split: bool,
    multiple: bool,
) -> tuple[np.uint64, np.uint32]:
    """(bits of the list rows named, marks) of one cell; see `mark_list`."""
    token, mark = np.uint64(0), np.uint32(0)
    found = _token(data, begin, end, words, places, meaning, prefix)
    if found >= 0 and (found != prefix or not multiple):
        return np.uint64(1) << np.uint64(meaning[found]), mark
    count = 0
    at = begin
    for i in range(begin, end + 1):
        size = 1 if i == end else (_separator(data, i, end) if split else 0)
        if i < at or size == 0:
            continue
        first, last = at, i
        while first < last and data[first] == _SPACE:
            first += 1
        while last > first and data[last - 1] == _SPACE:
            last -= 1
        if last > first:
            found = _token(data, first, last, words, places, meaning, prefix)
            count += 1
            if found < 0:
                mark |= np.uint32(NOT_LISTED)
            else:
                token |= np.uint64(1) << np.uint64(meaning[found])
        if i < end and data[i] != _SEMICOLON:
            mark |= np.uint32(SEPARATOR)
        at = i + size
    if count > 1 and not multiple:
        mark |= np.uint32(SEVERAL)
    if count <= 1:
        mark &= ~np.uint32(SEPARATOR)
    return token, mark


@compiled
def first_alike(data: Bytes, offsets: Offsets, rows: int) -> Ints:
    """For each value the row of an earlier equal one that is still remembered, else its own row.

    A few hundred values are remembered, by their length and last bytes, where lists differ.
    """
    met = np.full(_SEATS, -1, dtype=np.int64)
    alike = np.empty(rows, dtype=np.int64)
    for row in range(rows):
        begin, end = offsets[row], offsets[row + 1]
        mixed = np.uint64(end - begin)
        for i in range(max(begin, end - _TAIL), end):
            mixed = mixed * _MIX + np.uint64(data[i])
        seat = mixed * _MIX >> _SEAT_BITS
        like = met[seat]
        if like < 0 or not same_bytes(data, begin, end, data, offsets[like], offsets[like + 1]):
            like = met[seat] = row
        alike[row] = like
    return alike


@compiled
def mark_list(
    data: Bytes,
    offsets: Offsets,
    words: Bytes,
    places: Offsets,
    meaning: Ints,
    prefix: int,
    split: bool,
    multiple: bool,
    tokens: Tokens,
    out: Masks,
) -> None:
    """Mark values that are not on the list; `tokens` gets one bit for each list row named.

    The whole cell is tried first, so that a list value may itself hold a separator, and so may the
    free text of a cell that takes one value; only where `split` is said is it taken apart, and only
    with `multiple` may it name several. A value met shortly before is not read again.
    """
    alike = first_alike(data, offsets, out.shape[0])
    marks = np.zeros(out.shape[0], dtype=np.uint32)
    for row in range(out.shape[0]):
        begin, end = offsets[row], offsets[row + 1]
        if begin == end:
            continue
        if alike[row] == row:
            tokens[row], marks[row] = _taken_apart(
                data, begin, end, words, places, meaning, prefix, split, multiple
            )
        tokens[row] = tokens[alike[row]]
        out[row] |= marks[alike[row]]


@compiled
def mark_editions(tokens: Tokens, days: Ints, since: Ints, until: Ints, out: Masks) -> None:
    """Mark values that named a list row before it existed or after it ended, by the record's day."""
    for row in range(out.shape[0]):
        for k in range(since.shape[0]):
            named = tokens[row] & (np.uint64(1) << np.uint64(k))
            if named and (days[row] < since[k] or days[row] > until[k]):
                out[row] |= OTHER_EDITION


@compiled
def mark_found(
    data: Bytes, offsets: Offsets, words: Bytes, places: Offsets, mark: int, out: Masks
) -> None:
    """Mark values that are one of a few spellings, such as 无 or N/A."""
    longest = 0
    for k in range(places.shape[0] - 1):
        longest = max(longest, places[k + 1] - places[k])
    for row in range(out.shape[0]):
        begin, end = offsets[row], offsets[row + 1]
        if 0 < end - begin <= longest and find(data, begin, end, words, places) >= 0:
            out[row] |= np.uint32(mark)
