"""Was this text decoded with the wrong table? 浼佷笟 is 企业 in UTF-8 read as GBK, and can be read back.

Clause  S75: damage is named, and what it probably was is offered, never put in its place.
Pure    the interpreter's codecs.

>>> recovered("浼佷笟鍚嶇О")
'企业名称'
>>> recovered("上海合成示例有限公司")
''
"""

import numpy as np
import numpy.typing as npt

# What to undo: text of the first encoding that had been read as the second. UTF-8 goes first, because
# hardly any other bytes are UTF-8 by chance.
_SLIPS = (("utf-8", "gb18030"), ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("gb18030", "latin-1"))
_MOJIBAKE = "锟斤拷烫屯"
_LEAST_CHINESE = 0.5
_LEADS, _TRAILS, _RARE = range(0xE4, 0xEA), range(0x80, 0xC0), range(0x81, 0xB0)


def _suspects() -> npt.NDArray[np.bool_]:
    """Characters that wrongly decoded Chinese is full of and that are rare on their own.

    UTF-8 Chinese begins with the bytes E4-E9; read as GBK they pair up into rare characters, read as
    Latin-1 or its Windows cousin into accented letters.
    """
    pairs = [(lead, trail) for lead in _LEADS for trail in _TRAILS]
    pairs += [(lead, trail) for lead in _RARE for trail in _LEADS]
    found = set(_MOJIBAKE) | {chr(code) for code in range(0xA1, 0x100)} - set("·×°")
    for pair in pairs:
        found.update(bytes(pair).decode("gb18030", "ignore"))
    table = np.zeros(1 << 16, dtype=np.bool_)
    table[[ord(character) for character in found]] = True
    table.flags.writeable = False
    return table


SUSPECTS = _suspects()


def recovered(text: str) -> str:
    """What the text was before it was decoded wrongly; "" when it looks as it should."""
    if "锟斤拷" in text:
        return "?"
    for written, read in _SLIPS:
        try:
            back = text.encode(read).decode(written)
        except UnicodeError:
            continue
        if back != text and _chinese(back) >= _LEAST_CHINESE:
            return back
    return ""


def lost(text: str) -> bool:
    """Whether most of the text became question marks: an encoding without Chinese was chosen.

    >>> lost("????12????????"), lost("上海合成示例有限公司?")
    (True, False)
    """
    marks = text.count("?") + text.count("\N{FULLWIDTH QUESTION MARK}")
    return marks > 1 and marks * 2 >= len(text.replace(" ", ""))


def _chinese(text: str) -> float:
    return sum("一" <= character <= "鿿" for character in text) / max(len(text), 1)
