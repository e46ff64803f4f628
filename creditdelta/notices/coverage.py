"""Which characters can the letters' fonts print? Others are written by their number, so that none is lost.

Clause  S9: a rare character in a name must not become an empty box.
Data    the fonts of the package pylopdf_fonts_zh_cn (Noto, SIL OFL).
Pure    reads the `cmap` table of an OpenType file: segments of format 12.

>>> printable("示例" + chr(0x20BB7))
'示例〔U+20BB7〕'
"""

import struct
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path

from pylopdf_fonts_zh_cn import sans_path, serif_path

_FORMAT = 12
_ALWAYS = "\n\t"


class FontUnreadable(ValueError):
    """The font has no table of characters in the form that is known here."""


def printable(text: str) -> str:
    """The text with every character that a font lacks written as its number."""
    if text.isascii():
        return text
    return "".join(sign if _covered(sign) else f"〔U+{ord(sign):04X}〕" for sign in text)


@lru_cache(maxsize=1 << 16)
def _covered(sign: str) -> bool:
    fonts = (sans_path(), serif_path())
    return sign in _ALWAYS or all(_in(ord(sign), *_segments(path)) for path in fonts)


def _in(point: int, starts: list[int], ends: list[int]) -> bool:
    at = bisect_right(starts, point) - 1
    return at >= 0 and point <= ends[at]


@cache
def _segments(path: Path) -> tuple[list[int], list[int]]:
    content = path.read_bytes()
    (tables,) = struct.unpack_from(">H", content, 4)
    for n in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sLLL", content, 12 + 16 * n)
        if tag == b"cmap":
            return _runs(content, offset)
    raise FontUnreadable(path.name)


def _runs(content: bytes, start: int) -> tuple[list[int], list[int]]:
    (count,) = struct.unpack_from(">H", content, start + 2)
    for n in range(count):
        _, _, offset = struct.unpack_from(">HHL", content, start + 4 + 8 * n)
        (form,) = struct.unpack_from(">H", content, start + offset)
        if form == _FORMAT:
            (groups,) = struct.unpack_from(">L", content, start + offset + 12)
            found = list(struct.iter_unpack(">LLL", content[start + offset + 16 :][: 12 * groups]))
            return [one[0] for one in found], [one[1] for one in found]
    raise FontUnreadable("cmap")
