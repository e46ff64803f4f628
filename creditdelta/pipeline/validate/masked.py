"""A cell with the personal numbers in it made unreadable, for the workbook that goes back.

Clause  S9, S70: what `privacy_kernel` finds, here with its place.
Pure    text in, text out.

>>> masked("见 110000-20991231-0006 号")
'见 *** 号'
"""

import re
import unicodedata

from creditdelta.kernel.identifiers.citizen_number import is_citizen_number

_GAP = r"[ \-\u00a0\u2000-\u2015\u3000\ufeff\uff0d]"
_DIGIT = r"[0-9\uff10-\uff19]"
_NUMBER = re.compile(rf"{_DIGIT}(?:{_GAP}?{_DIGIT})*(?:{_GAP}?[Xx\uff38\uff58])?")
_RUN = re.compile(r"(?<![0-9])(?:[0-9]{17}[Xx]|[0-9]{18}|[0-9]{15})(?![0-9])")
_LONG = re.compile(r"(?<![0-9A-Z])\d{11,}[Xx]?(?![0-9A-Z])")
_LONG_ID, _SHORT_ID = 18, 15


def masked(cell: str, *, every: bool = False) -> str:
    """The cell without citizens' numbers; `every`: without any long number."""
    text = _LONG.sub("***", cell) if every else cell
    text = _RUN.sub(lambda found: "***" if is_citizen_number(found[0]) else found[0], text)
    return _NUMBER.sub(lambda found: "***" if _is_citizens(found[0]) else found[0], text)


def is_spaced_id(text: str) -> bool:
    """Whether the whole text is a citizen's number of 18 signs in groups or in wide digits."""
    signs = "".join(_groups(text))
    whole = _NUMBER.fullmatch(text) is not None
    return whole and len(signs) == _LONG_ID and is_citizen_number(signs)


def _groups(text: str) -> list[str]:
    return [one for one in re.split(_GAP, unicodedata.normalize("NFKC", text).upper()) if one]


def _is_citizens(text: str) -> bool:
    """Whether the whole, or some groups in a row, make a citizen's number."""
    groups = _groups(text)
    if len("".join(groups)) == _SHORT_ID and is_citizen_number("".join(groups)):
        return True
    for begin in range(len(groups)):
        number = ""
        for group in groups[begin:]:
            number += group
            digits = number.removesuffix("X")
            if len(digits) > _LONG_ID:
                break
            if any(len(one) == _LONG_ID and is_citizen_number(one) for one in (number, digits)):
                return True
    return False
