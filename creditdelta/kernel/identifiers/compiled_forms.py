"""The written form of one value, in machine code: equal to `written_form` on every value.

Pure    numeric loops over UTF-8 bytes. A value with characters whose folding only Unicode tables
        know is not judged here: `NEEDS_LOOK` asks the caller to use the plain function.
"""

# ruff: noqa: PLR2004  bytes and positions of the standards say more as figures than as names
import numpy as np

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled
from creditdelta.kernel.identifiers import written_form
from creditdelta.kernel.identifiers.compiled_arithmetic import VALUE_31

NEEDS_LOOK = 1 << 15
"""Bit of a mask: this value has rare characters, ask the scalar `mask` of the identifier."""

FOREIGN, CHANGED, LOOK, SAME, ZEROS_X, OUTSIDE, LETTERED = (1 << n for n in range(7))
"""Met while folding: neither digit nor letter; not compact as written; ask; all one character;
noughts and an X; a character outside the 31-letter alphabet; a character that is no digit."""
ROOM = 24
"""Characters of the compact form that are kept; longer ones are only counted."""

_DIGIT, _UPPER, _LOWER, _DROPPED = 1, 2, 3, 4


def _kinds() -> Bytes:
    table = np.zeros(128, dtype=np.uint8)
    table[48:58], table[65:91], table[97:123] = _DIGIT, _UPPER, _LOWER
    for character in written_form.BLANKS + "-":
        table[ord(character)] = _DROPPED
    return table


def _padded(words: tuple[str, ...]) -> Bytes:
    table = np.zeros((len(words), 8), dtype=np.uint8)
    for row, word in zip(table, words, strict=True):
        text = word.encode()
        row[: len(text)] = np.frombuffer(text, dtype=np.uint8)
    return table


_KIND = _kinds()
_WORDS = _padded(written_form.PLACEHOLDER_WORDS)
_TERMS = _padded(written_form.PLACEHOLDER_TERMS)


@compiled
def trimmed(data: Bytes, start: int, end: int) -> tuple[int, int]:
    """Positions without outer ASCII blanks."""
    while start < end and (data[start] == 32 or 9 <= data[start] <= 13):
        start += 1
    while end > start and (data[end - 1] == 32 or 9 <= data[end - 1] <= 13):
        end -= 1
    return start, end


@compiled
def _wide(data: Bytes, at: int) -> int:
    """One 3-byte character: 1 dropped, 32-126 the ASCII it folds to, 0 kept, -1 unknown here."""
    first, second, third = data[at], data[at + 1], data[at + 2]
    if 0xE4 <= first <= 0xE9:
        return 0 if first > 0xE4 or second >= 0xB8 else -1
    if first == 0xEF:
        if second == 0xBC and third >= 0x81:
            return int(third) - 0x60
        if second == 0xBD and third <= 0x9E:
            return int(third) - 0x20
        return 1 if second == 0xBB and third == 0xBF else -1
    if first == 0xE2 and second == 0x80:
        return 1 if third <= 0x95 or 0xAA <= third <= 0xAF else -1
    if first == 0xE2 and second == 0x81:
        return 1 if third in (0x9F, 0xA0) else -1
    if first == 0xE2:
        return 1 if second == 0x88 and third == 0x92 else -1
    return 1 if first == 0xE3 and second == 0x80 and third == 0x80 else -1


@compiled
def folded(data: Bytes, start: int, end: int, room: Bytes) -> tuple[int, int]:
    """Write the compact form into `room`; return its length and what was met on the way."""
    size, flags, zeros, last, at = 0, SAME, 0, 0, start
    while at < end:
        byte = int(data[at])
        width, character = 1, byte
        if byte >= 0xE0 and byte < 0xF0:
            width, character = 3, _wide(data, at)
        elif byte >= 0x80:
            width, character = 2, 1 if byte == 0xC2 and data[at + 1] in (0xA0, 0xAD) else -1
        if character < 0:
            return 0, LOOK
        at += width
        kind = _DROPPED if width > 1 and character == 1 else int(_KIND[character])
        if kind == _DROPPED:
            flags |= CHANGED
            continue
        if kind == _LOWER:
            character -= 32
        if kind == _LOWER or (width > 1 and character):
            flags |= CHANGED
        if kind == 0:
            flags |= FOREIGN
        if VALUE_31[character] < 0:
            flags |= OUTSIDE
        if kind != _DIGIT:
            flags |= LETTERED
        if size and character != last:
            flags &= ~SAME
        zeros += character == 48
        last = character
        if size < ROOM:
            room[size] = character
        size += 1
    if size > 1 and zeros == size - 1 and last == 88:
        flags |= ZEROS_X
    return size, flags


@compiled
def is_spreadsheet_number(data: Bytes, start: int, end: int) -> bool:
    """Digits with a decimal point or an exponent, as a spreadsheet shows a large number."""
    at = start
    while at < end and 48 <= data[at] <= 57:
        at += 1
    whole = at - start
    if whole == 0 or at == end:
        return False
    pointed = data[at] == 46
    if pointed:
        at += 1
        while at < end and 48 <= data[at] <= 57:
            at += 1
        if at == end:
            return True
    if data[at] != 69 and data[at] != 101:
        return False
    at += 1
    signed = at < end and (data[at] == 43 or data[at] == 45)
    at += signed
    digits = end - at
    if not (pointed or signed or whole == 1) or not 1 <= digits <= 3:
        return False
    return are_digits(data, at, end)


@compiled
def are_digits(data: Bytes, start: int, end: int) -> bool:
    """Only ASCII digits between the positions."""
    good = True
    for at in range(start, end):
        good = good and 48 <= data[at] <= 57
    return good


@compiled
def _is_one_of(data: Bytes, start: int, size: int, words: Bytes) -> bool:
    if not 0 < size < 8:
        return False
    for row in range(words.shape[0]):
        same = words[row, size] == 0 and words[row, size - 1] != 0
        for i in range(size):
            same = same and words[row, i] == data[start + i]
        if same:
            return True
    return False


@compiled
def is_placeholder(data: Bytes, start: int, end: int, room: Bytes, size: int, flags: int) -> bool:
    """Something that stands for nothing; `room`, `size` and `flags` come from `folded`."""
    if size == 0 or _is_one_of(data, start, end - start, _TERMS):
        return True
    if _is_one_of(room, 0, size, _WORDS):
        return True
    if not flags & FOREIGN and flags & (SAME | ZEROS_X):
        return True
    width = 3 if data[start] >= 0xE0 else 1
    for at in range(start + width, end):
        if data[at] != data[at - width]:
            return False
    return (end - start) % width == 0
