"""Does a text hold somebody's own number? Such an address is not repeated by any page.

Clause  S2: natural persons are never looked for. A complete unified code is an organisation's.
"""

import re
from urllib.parse import unquote

from creditdelta.kernel.identifiers import uscc
from creditdelta.pipeline.personal_numbers import personal_numbers

_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])")
_LONG = re.compile(r"[0-9]{10}")  # without it no page pays for the look


def has_personal_number(address: str) -> bool:
    """Whether an address, as it was typed, holds the number of a card, a telephone or a person."""
    if _LONG.search(address) is None:
        return False
    return bool(personal_numbers([_CODE.sub(_unless_code, unquote(address))])[0])


def _unless_code(found: re.Match[str]) -> str:
    text = found[0].upper()
    wrong = "I" in text or "O" in text or uscc.check_character(text[:-1]) != text[-1]
    return found[0] if wrong else ""
