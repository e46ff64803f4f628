"""GB18030 to UTF-8 by table, because the interpreter's own codec costs four times a CSV parse.

A byte that begins no character becomes 0xFF, which is no UTF-8, so that its row is found later.
Pure    the tables are made from the interpreter's codec on first use.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes
from creditdelta.kernel.compiled import compiled, load_word, store_word
from creditdelta.pipeline.readers.words import HIGHS

Points = npt.NDArray[np.uint32]

BROKEN = 0xFF
_TRAILS = 256
_BMP_FOURS = 39420  # four-byte characters below U+10000, in order
_FIRST_SUPPLEMENTARY = 189000  # linear number of U+10000
_LAST_POINT = 0x10FFFF


@cache
def tables() -> tuple[Points, Points]:
    """(code point by lead and trail byte, code point by linear number of four bytes); 0 is none."""
    twos = np.zeros((256, _TRAILS), dtype=np.uint32)
    for lead in range(0x81, 0xFF):
        for trail in (*range(0x40, 0x7F), *range(0x80, 0xFF)):
            text = bytes((lead, trail)).decode("gb18030", "ignore")
            twos[lead, trail] = ord(text) if len(text) == 1 else 0
    fours = np.zeros(_BMP_FOURS, dtype=np.uint32)
    for number in range(_BMP_FOURS):
        rest, last = divmod(number, 10)
        rest, third = divmod(rest, 126)
        lead, second = divmod(rest, 10)
        four = bytes((0x81 + lead, 0x30 + second, 0x81 + third, 0x30 + last))
        text = four.decode("gb18030", "ignore")
        fours[number] = ord(text) if len(text) == 1 else 0
    twos.flags.writeable = fours.flags.writeable = False
    return twos.ravel(), fours


@compiled
def _put(out: Bytes, to: int, point: int) -> int:
    if point < 0x800:
        out[to] = 0xC0 | (point >> 6)
        out[to + 1] = 0x80 | (point & 0x3F)
        return to + 2
    if point < 0x10000:
        out[to] = 0xE0 | (point >> 12)
        out[to + 1] = 0x80 | ((point >> 6) & 0x3F)
        out[to + 2] = 0x80 | (point & 0x3F)
        return to + 3
    out[to] = 0xF0 | (point >> 18)
    out[to + 1] = 0x80 | ((point >> 12) & 0x3F)
    out[to + 2] = 0x80 | ((point >> 6) & 0x3F)
    out[to + 3] = 0x80 | (point & 0x3F)
    return to + 4


@compiled
def _four_byte_point(data: Bytes, i: int, fours: Points) -> int:
    third, last = np.int64(data[i + 2]), np.int64(data[i + 3])
    if third < 0x81 or third > 0xFE or last < 0x30 or last > 0x39:
        return 0
    number = ((np.int64(data[i]) - 0x81) * 10 + np.int64(data[i + 1]) - 0x30) * 1260
    number += (third - 0x81) * 10 + last - 0x30
    if number < _BMP_FOURS:
        return np.int64(fours[number])
    point = number - _FIRST_SUPPLEMENTARY + 0x10000
    return point if 0x10000 <= point <= _LAST_POINT else 0


@compiled
def _convert(data: Bytes, final: bool, twos: Points, fours: Points, out: Bytes) -> tuple[int, int]:
    """(bytes used, bytes written)."""
    end = data.shape[0]
    i = to = 0
    while i < end:
        if i + 8 <= end:
            word = load_word(data, i)
            if word & HIGHS == 0:
                store_word(out, to, word)
                i += 8
                to += 8
                continue
        lead = data[i]
        if lead < 0x80:
            out[to] = lead
            i += 1
            to += 1
            continue
        need = 2 if i + 1 >= end or not 0x30 <= data[i + 1] <= 0x39 else 4
        if i + need > end and not final:
            break
        point = 0
        if i + need <= end and 0x81 <= lead <= 0xFE:
            if need == 4:
                point = _four_byte_point(data, i, fours)
            else:
                point = np.int64(twos[np.int64(lead) * _TRAILS + data[i + 1]])
        if point:
            to = _put(out, to, point)
            i += need
        else:
            out[to] = BROKEN
            i += 1
            to += 1
    return i, to


def to_utf8(data: bytes, room: memoryview, *, final: bool) -> tuple[int, int]:
    """(bytes written to the room, bytes of `data` used); the room needs twice the data and 16 more.

    What is not used is the beginning of a character that is not whole yet.
    """
    if not data:
        return 0, 0
    used, written = _convert(
        np.frombuffer(data, dtype=np.uint8), final, *tables(), np.frombuffer(room, dtype=np.uint8)
    )
    return written, used
