"""What can be wrong with any cell, whatever its type: missing, too long, ruined, holding a stray byte.

Pure    compiled; (data, offsets) in, one mask a value in and out. Bits are those of `marks.py`.
"""

import numpy as np
import numpy.typing as npt

from creditdelta.kernel.columns import Bytes, Offsets
from creditdelta.kernel.compiled import compiled
from creditdelta.pipeline.validate.marks import CONTROL, MISREAD, MISSING, RUINED, TOO_LONG

Masks = npt.NDArray[np.uint32]

_SPACE, _DELETE, _LINE_FEED, _RETURN, _TAB = (np.uint8(byte) for byte in (32, 127, 10, 13, 9))
_EF, _BF, _BD = (np.uint8(byte) for byte in (0xEF, 0xBF, 0xBD))


@compiled
def mark_lengths(data: Bytes, offsets: Offsets, mandatory: bool, longest: int, out: Masks) -> None:
    """Mark empty values of a mandatory column and values of more than `longest` characters."""
    for row in range(out.shape[0]):
        begin, end = offsets[row], offsets[row + 1]
        if begin == end:
            if mandatory:
                out[row] |= MISSING
        elif end - begin > longest:
            characters = 0
            for i in range(begin, end):
                characters += data[i] & 0xC0 != 0x80
            if characters > longest:
                out[row] |= TOO_LONG


@compiled
def has_control(data: Bytes, begin: int, end: int) -> bool:
    """Whether any byte is a control character; line breaks and tabs inside a cell are text."""
    for i in range(begin, end):
        byte = data[i]
        if byte < _SPACE and byte != _LINE_FEED and byte != _RETURN and byte != _TAB:
            return True
        if byte == _DELETE:
            return True
    return False


@compiled
def has_replacement(data: Bytes, begin: int, end: int) -> bool:
    """Whether a replacement character (EF BF BD) stands anywhere."""
    for k in range(begin + 1, end - 1):
        if data[k] == 0xBF and data[k - 1] == 0xEF and data[k + 1] == 0xBD:
            return True
    return False


@compiled
def may_be_damaged(data: Bytes) -> bool:
    """Whether a control or replacement character may stand anywhere; one wide loop without branches."""
    odd = False
    for i in range(data.shape[0]):
        byte = data[i]
        odd |= (byte < _SPACE) & (byte != _LINE_FEED) & (byte != _RETURN) & (byte != _TAB)
        odd |= byte == _DELETE
    for i in range(2, data.shape[0]):
        odd |= (data[i - 2] == _EF) & (data[i - 1] == _BF) & (data[i] == _BD)
    return odd


@compiled
def mark_damage(data: Bytes, offsets: Offsets, out: Masks) -> None:
    """Mark control characters and replacement characters, value by value."""
    for row in range(out.shape[0]):
        if has_control(data, offsets[row], offsets[row + 1]):
            out[row] |= CONTROL
        if has_replacement(data, offsets[row], offsets[row + 1]):
            out[row] |= RUINED


@compiled
def mark_suspects(
    data: Bytes, offsets: Offsets, suspects: npt.NDArray[np.bool_], out: Masks
) -> None:
    """Mark values in which every third character is one that wrongly decoded Chinese is full of.

    `suspects` has one entry for each code point below 65,536. A marked value is only a candidate.
    """
    for row in range(out.shape[0]):
        i, end = offsets[row], offsets[row + 1]
        seen = characters = 0
        while i < end:
            characters += 1
            lead = data[i]
            if lead < 0xC0:
                i += 1
            elif lead < 0xE0 and i + 1 < end:
                seen += suspects[((lead & 0x1F) << 6) | (data[i + 1] & 0x3F)]
                i += 2
            elif lead < 0xF0 and i + 2 < end:
                point = ((lead & 0x0F) << 12) | ((data[i + 1] & 0x3F) << 6) | (data[i + 2] & 0x3F)
                seen += suspects[point]
                i += 3
            else:
                i += 4
        if seen > 1 and seen * 3 >= characters:
            out[row] |= MISREAD
