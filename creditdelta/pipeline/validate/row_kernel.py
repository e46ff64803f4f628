"""What two columns of one row say together: codes that must fit, fines that are named, keys that repeat.

Pure    compiled; one value a row in and out.
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.kernel.compiled import compiled, load_word
from creditdelta.kernel.compiled_amounts import amount_at

Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

_USCC, _CODE_AT, _CODE = 18, 8, 9
_HYPHEN = 45
_FINE = (0xE7, 0xBD, 0x9A, 0xE6, 0xAC, 0xBE)  # 罚款 in UTF-8
_WAN, _YUAN = (0xE4, 0xB8, 0x87), (0xE5, 0x85, 0x83)  # 万, 元
_WAN_FACTOR = 10_000
_FINE_REACH = 36  # bytes from 罚款 to its digits: 罚款人民币（大写）...
BASIS, OTHER_BASIS = np.uint64(0xCBF29CE484222325), np.uint64(0x2545F4914F6CDD1D)
_PRIME, _OTHER_PRIME = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


@compiled
def code_differs(
    data: Bytes, offsets: Offsets, other: Bytes, other_offsets: Offsets, out: Flags
) -> None:
    """True where a nine-character organisation code is not characters 9-17 of the USCC beside it."""
    for row in range(out.shape[0]):
        begin, stop = other_offsets[row], other_offsets[row + 1]
        if offsets[row + 1] - offsets[row] != _USCC or stop == begin:
            continue
        at = offsets[row] + _CODE_AT
        seen = 0
        same = True
        for i in range(begin, stop):
            byte = other[i]
            if byte == _HYPHEN:
                continue
            if seen < _CODE and data[at + seen] != byte:
                same = False
            seen += 1
        out[row] = not same or seen != _CODE


@compiled
def starts_with(data: Bytes, offsets: Offsets, first: int, second: int, out: Flags) -> None:
    """True where a value begins with two given bytes."""
    for row in range(out.shape[0]):
        begin = offsets[row]
        out[row] = (
            offsets[row + 1] - begin > 1 and data[begin] == first and data[begin + 1] == second
        )


@compiled
def _glyph(data: Bytes, i: int, end: int, glyph: tuple[int, int, int]) -> bool:
    return (
        i + 3 <= end and data[i] == glyph[0] and data[i + 1] == glyph[1] and data[i + 2] == glyph[2]
    )


@compiled
def fine_unclear(data: Bytes, offsets: Offsets, amounts: Ints, out: Flags) -> None:
    """True where a text speaks of a fine and not plainly of the amount beside it (millionths of 万元).

    Plainly is 罚款, a few words, digits, 元 or 万元. All else is left to a slower and wiser reader.
    """
    for row in range(out.shape[0]):
        if amounts[row] < 0:
            continue
        end = offsets[row + 1]
        for i in range(offsets[row], end - 8):
            if data[i] != _FINE[0] or data[i + 1] != _FINE[1] or data[i + 3] != _FINE[3]:
                continue
            if data[i + 2] != _FINE[2] or data[i + 4] != _FINE[4] or data[i + 5] != _FINE[5]:
                continue
            begin = i + 6
            while begin < min(end, i + _FINE_REACH) and not 48 <= data[begin] <= 57:
                begin += 1
            stop = begin
            while stop < end and (48 <= data[stop] <= 57 or data[stop] == 46):
                stop += 1
            amount = amount_at(data, begin, stop) if stop > begin else -1
            if _glyph(data, stop, end, _YUAN):
                plain = amount >= 0 and amount == amounts[row] * _WAN_FACTOR
            else:
                plain = _glyph(data, stop, end, _WAN) and amount == amounts[row]
            out[row] = not plain
            break


@compiled
def mix(data: Bytes, offsets: Offsets, first: Hashes, second: Hashes) -> None:
    """Fold one column's values into two running 64-bit hashes a row (a length ends each value)."""
    for row in range(first.shape[0]):
        one, two = first[row], second[row]
        i, end = offsets[row], offsets[row + 1]
        size = np.uint64(end - i)
        while i < end:
            word = np.uint64(0)
            if i + 8 <= end:
                word = load_word(data, i)
            else:
                for k in range(i, end):
                    word = (word << np.uint64(8)) | np.uint64(data[k])
            one = (one ^ word) * _PRIME
            one ^= one >> _SHIFT
            two = (two + word) * _OTHER_PRIME
            two ^= two >> _SHIFT
            i += 8
        first[row] = (one ^ size) * _PRIME
        second[row] = (two + size) * _OTHER_PRIME
