"""Is this a 15-digit registration number (工商注册号, GS 15-2006)?

Clause  S28: old numbers are read and mapped, not thrown away.
Pure    region (6), sequence (8), check digit by ISO 7064 MOD 11,10.

>>> check("110108000000016"), check("110108000000017")
((), ('CD-REGNO-003',))
"""

from typing import TYPE_CHECKING

from creditdelta.kernel.identifiers import legacy_number, organisation_code, written_form
from creditdelta.kernel.identifiers.citizen_number import is_citizen_number
from creditdelta.kernel.identifiers.masks import codes_of, refuses
from creditdelta.kernel.identifiers.repairs import look_alikes, swaps

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

REASONS = tuple(f"CD-REGNO-{number:03}" for number in range(1, 10))
LENGTH, CHARACTER, CHECK, WRITTEN, NUMBER, PLACEHOLDER, LEGACY, OTHER, PERSON = (
    1 << n for n in range(9)
)
SIZE = 15
_USCC_SIZE = 18


def compact(text: str) -> str:
    """The digits alone: NFKC, no blanks, hyphens or invisible characters."""
    return written_form.compact(text)


def fits(number: str) -> bool:
    """Whether the last of 15 digits follows from the first 14.

    >>> fits("440301103097413")
    True
    """
    product = 10
    for digit in number[:14]:
        total = (product + int(digit)) % 10 or 10
        product = 2 * total % 11
    return (product + int(number[14])) % 10 == 1


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
    found = PLACEHOLDER if written_form.is_placeholder(written, number) else 0
    if found and len(number) != SIZE:
        return found
    if legacy_number.is_form(written, number):
        return LEGACY
    if other := _other_number(number):
        return other
    if written_form.is_plain(number) and number != written:
        found |= WRITTEN
    return found | _shape(number)


def _other_number(number: str) -> int:
    if not written_form.is_plain(number):
        return 0
    if len(number) != SIZE and is_citizen_number(number):
        return PERSON
    if len(number) == _USCC_SIZE:
        return OTHER if organisation_code.fits(number[8:17]) else 0
    return 0 if organisation_code.mask(number) else OTHER


def _shape(number: str) -> int:
    found = 0 if len(number) == SIZE else LENGTH
    if not written_form.are_digits(number):
        return found | CHARACTER
    if found or fits(number):
        return found
    return PERSON if is_citizen_number(number) else CHECK


def is_valid(text: str) -> bool:
    """Whether nothing refuses the text as it stands; an empty text is no number."""
    return written_form.trim(text) != "" and not refuses(check(text))


def wrong_at(text: str) -> int | None:
    """Position (from 1) of the first wrong character of the trimmed text; `None` when unknown."""
    written, found = written_form.trim(text), mask(text)
    if found & WRITTEN:
        return written_form.differs_at(written)
    if found & CHARACTER:
        good = [written_form.are_digits(character) for character in written]
        return good.index(False) + 1 if False in good else None
    if found & LENGTH:
        return min(len(written), SIZE) + 1
    return SIZE if found & CHECK else None


def suggest(text: str) -> tuple[str, ...]:
    """Likely meant numbers, best first, to be offered and never applied."""
    written = written_form.trim(text)
    number, found = compact(written), mask(text)
    if found & WRITTEN and not mask(number):
        return (number,)
    if len(number) != SIZE or not found & (CHECK | CHARACTER) or found & PLACEHOLDER:
        return ()
    offers = dict.fromkeys([*look_alikes(number), *swaps(number)])
    return tuple(offer for offer in offers if not mask(offer))[:3]


def format(text: str) -> str:
    """The way it is printed: 15 digits without separators."""
    return compact(text)


def check_column(column: "pa.StringArray") -> "NDArray[np.uint16]":
    """`mask` of every value of a plain text column, compiled; bit i is `REASONS[i]`."""
    from creditdelta.kernel.identifiers import compiled_checks

    return compiled_checks.registration_number_column(column)
