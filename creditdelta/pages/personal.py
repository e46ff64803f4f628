"""Does a text hold somebody's own number? Such an address is not repeated by any page.

Clause  S2: natural persons are never looked for. A complete unified code is an organisation's.
"""

import re
from urllib.parse import unquote

import numpy as np
import pyarrow as pa

from creditdelta.kernel.columns import buffers
from creditdelta.kernel.identifiers import uscc
from creditdelta.pipeline.validate.privacy_kernel import mark_personal_numbers

_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])")
_LONG = re.compile(r"[0-9]{10}")  # without it no page pays for the look


def has_personal_number(address: str) -> bool:
    """Whether an address, as it was typed, holds the number of a card, a telephone or a person."""
    if _LONG.search(address) is None:
        return False
    text = _CODE.sub(_unless_code, unquote(address))
    marks = np.zeros(1, dtype=np.uint32)
    mark_personal_numbers(*buffers(pa.array([text], pa.string())), marks)
    return bool(marks[0])


def _unless_code(found: re.Match[str]) -> str:
    text = found[0].upper()
    wrong = "I" in text or "O" in text or uscc.check_character(text[:-1]) != text[-1]
    return found[0] if wrong else ""
