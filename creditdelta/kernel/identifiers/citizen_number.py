"""Is this the number of a natural person, and therefore nothing this platform may keep?

Clause  S27. Rows about natural persons are refused at the door; this file only tells the door.
Pure    it answers yes or no and never says anything else about the number: no part, place or day.

A mistyped personal number is still a personal number, so its check character is not asked for.

>>> is_citizen_number("91310115MA1K3BTP2B")
False
"""

from typing import TYPE_CHECKING

from creditdelta.kernel.identifiers import written_form
from creditdelta.kernel.identifiers.written_form import are_digits

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

_REGION_RANGES = (
    (11, 15),
    (21, 23),
    (31, 37),
    (41, 46),
    (50, 54),
    (61, 65),
    (71, 71),
    (81, 83),
    (91, 91),
)
REGIONS = frozenset(str(n) for first, last in _REGION_RANGES for n in range(first, last + 1))
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CENTURIES = ("19", "20")


def compact(text: str) -> str:
    """The text without blanks, hyphens and invisible characters, in upper case."""
    return written_form.compact(text)


def is_citizen_number(text: str) -> bool:
    """Whether the text has the shape of a citizen's number, of 18 or 15 characters.

    Also of 20: a sole trader's old tax number was a citizen's number and two more digits.
    """
    number = compact(text)
    if len(number) == 20 and are_digits(number[18:]):  # noqa: PLR2004
        number = number[:18]
    if len(number) == 18:  # noqa: PLR2004  GB 11643-1999
        digits = are_digits(number[:17]) and (number[17] == "X" or are_digits(number[17]))
        return digits and number[6:8] in _CENTURIES and _fits(number[:2], number[10:14])
    if len(number) == 15:  # noqa: PLR2004  GB 11643-1989
        return are_digits(number) and _fits(number[:2], number[8:12])
    return False


def _fits(region: str, month_day: str) -> bool:
    month, day = int(month_day[:2]), int(month_day[2:])
    return region in REGIONS and 1 <= month <= len(MONTH_DAYS) and 1 <= day <= MONTH_DAYS[month - 1]


def mask(text: str) -> int:
    """1 for yes, 0 for no; outer blanks do not count."""
    return int(is_citizen_number(text))


def check_column(column: "pa.StringArray") -> "NDArray[np.uint16]":
    """1 where `is_citizen_number` says yes, else 0, for every value of a plain text column."""
    from creditdelta.kernel.identifiers import compiled_checks

    return compiled_checks.citizen_column(column)
