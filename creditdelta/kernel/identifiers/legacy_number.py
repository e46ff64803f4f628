"""Is this a registration number from before 2007, which nobody can check?

Clause  S28. Numbers of 13 or 14 digits, and those written 企合苏总字第000123号, have no check
        character: they are named "legacy, unchecked", kept, and mapped where a map knows them.
Pure.

>>> check("3100001000001"), check("企合苏总字第000123号"), check("12345")
(('CD-LEGACY-002',), ('CD-LEGACY-002',), ('CD-LEGACY-001',))
"""

from typing import TYPE_CHECKING

from creditdelta.kernel.identifiers import written_form
from creditdelta.kernel.identifiers.citizen_number import is_citizen_number
from creditdelta.kernel.identifiers.masks import codes_of, refuses

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

REASONS = tuple(f"CD-LEGACY-{number:03}" for number in range(1, 7))
FORM, UNCHECKED, WRITTEN, NUMBER, PLACEHOLDER, PERSON = (1 << n for n in range(6))

_SIZES = (13, 14)
ENTERPRISE, SERIES = "企", "字第"
"""What a worded number begins with and what stands before its digits."""


def compact(text: str) -> str:
    """NFKC, no blanks, hyphens or invisible characters, upper case."""
    return written_form.compact(text)


def is_form(written: str, compacted: str) -> bool:
    """Whether a trimmed text and its compact form look like one of the old numbers."""
    if len(compacted) in _SIZES and written_form.are_digits(compacted):
        return True
    return written.startswith(ENTERPRISE) and SERIES in written


def check(text: str) -> tuple[str, ...]:
    """Every reason against the text as written, errors and warnings; none for an empty text."""
    return codes_of(REASONS, mask(text))


def mask(text: str) -> int:
    """The same answer as bits: bit i is `REASONS[i]`."""
    written = written_form.trim(text)
    if not written:
        return 0
    if written_form.is_spreadsheet_number(written):
        return NUMBER
    number = compact(written)
    if written_form.is_placeholder(written, number):
        return PLACEHOLDER
    if written_form.is_plain(number) and is_citizen_number(number):
        return PERSON
    if not is_form(written, number):
        return FORM
    changed = written_form.is_plain(number) and number != written
    return UNCHECKED | (WRITTEN if changed else 0)


def is_valid(text: str) -> bool:
    """Whether the text has one of the old forms; nothing more can be said about it."""
    return written_form.trim(text) != "" and not refuses(check(text))


def wrong_at(text: str) -> int | None:
    """Position (from 1) of the first character not written as it should be, if that is all."""
    written = written_form.trim(text)
    return written_form.differs_at(written) if mask(text) & WRITTEN else None


def suggest(text: str) -> tuple[str, ...]:
    """The compact form, where that is all that is wrong."""
    return (compact(text),) if mask(text) & WRITTEN else ()


def format(text: str) -> str:
    """The number as it was issued; worded forms keep their words."""
    number = compact(text)
    return number if written_form.is_plain(number) else written_form.trim(text)


def check_column(column: "pa.StringArray") -> "NDArray[np.uint16]":
    """`mask` of every value of a plain text column, compiled; bit i is `REASONS[i]`."""
    from creditdelta.kernel.identifiers import compiled_checks

    return compiled_checks.legacy_number_column(column)
