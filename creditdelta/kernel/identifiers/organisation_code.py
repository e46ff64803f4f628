"""Is this a nine-character organisation code (组织机构代码, GB 11714)?

Clause  S28: old numbers lead to the one code of today; this one is inside it, at 9 to 17.
Pure    text in, error codes out (kernel/catalogue/orgcode.toml says them in words).

Written with or without its hyphen; both are right.

>>> check("D2143569-X"), check("D2143569X"), check("D21435690")
((), (), ('CD-ORGCODE-003',))
"""

from typing import TYPE_CHECKING

from creditdelta.kernel.identifiers import written_form
from creditdelta.kernel.identifiers.citizen_number import is_citizen_number
from creditdelta.kernel.identifiers.masks import codes_of, refuses
from creditdelta.kernel.identifiers.repairs import look_alikes, swaps

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

REASONS = tuple(f"CD-ORGCODE-{number:03}" for number in range(1, 9))
LENGTH, CHARACTER, CHECK, WRITTEN, NUMBER, PLACEHOLDER, OTHER, PERSON = (1 << n for n in range(8))

WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_SIZE = 9
_OTHER_SIZES = (15, 18, 20)
CHECK_CHARACTERS = "0X987654321"  # by the weighted sum modulo 11


def compact(text: str) -> str:
    """The nine characters alone: no hyphen, blanks or invisible characters, upper case."""
    return written_form.compact(text)


def fits(code: str) -> bool:
    """Whether the ninth character follows from the first eight (of digits and capital letters)."""
    total = sum(w * int(c, 36) for w, c in zip(WEIGHTS, code, strict=False))
    return CHECK_CHARACTERS[total % 11] == code[8]


def check(text: str) -> tuple[str, ...]:
    """Every reason why the text, as written, is no organisation code; none for an empty text."""
    return codes_of(REASONS, mask(text))


def mask(text: str) -> int:
    """The same answer as bits: bit i is `REASONS[i]`."""
    written = written_form.trim(text)
    if not written:
        return 0
    if written_form.is_spreadsheet_number(written):
        return NUMBER
    code = compact(written)
    found = PLACEHOLDER if written_form.is_placeholder(written, code) else 0
    if found and len(code) != _SIZE:
        return found
    plain = written_form.is_plain(code)
    if plain and len(code) in _OTHER_SIZES:
        return PERSON if is_citizen_number(code) else OTHER
    if plain and written not in (code, format(code)):
        found |= WRITTEN
    return found | _shape(code, plain)


def _shape(code: str, plain: bool) -> int:
    found = 0 if len(code) == _SIZE else LENGTH
    if not plain or (not found and code[8] not in CHECK_CHARACTERS):
        return found | CHARACTER
    return found if found or fits(code) else CHECK


def is_valid(text: str) -> bool:
    """Whether the text is an organisation code as it stands; an empty text is none."""
    return written_form.trim(text) != "" and not refuses(check(text))


def wrong_at(text: str) -> int | None:
    """Position (from 1) of the first wrong character of the trimmed text; `None` when unknown."""
    written, found = written_form.trim(text), mask(text)
    if found & WRITTEN:
        return written_form.differs_at(written)
    if found & (LENGTH | NUMBER | PLACEHOLDER | OTHER | PERSON) or not found:
        return None
    if found & CHARACTER:
        good = [c.isascii() and c.isalnum() for c in compact(written)]
        return good.index(False) + 1 if False in good else len(written)
    return len(written)


def suggest(text: str) -> tuple[str, ...]:
    """Likely meant codes, best first, to be offered and never applied."""
    code = compact(written_form.trim(text))
    if len(code) != _SIZE or is_valid(code):
        return (format(code),) if is_valid(code) and mask(text) & WRITTEN else ()
    if not mask(code) & (CHECK | CHARACTER) or mask(code) & PLACEHOLDER:
        return ()
    offers = dict.fromkeys([*look_alikes(code), *swaps(code)])
    return tuple(format(offer) for offer in offers if is_valid(offer))[:3]


def format(text: str) -> str:
    """The standard's own way of writing it, with the hyphen: D2143569-X."""
    code = compact(text)
    return f"{code[:8]}-{code[8:]}" if len(code) == _SIZE else code


def check_column(column: "pa.StringArray") -> "NDArray[np.uint16]":
    """`mask` of every value of a plain text column, compiled; bit i is `REASONS[i]`."""
    from creditdelta.kernel.identifiers import compiled_checks

    return compiled_checks.organisation_code_column(column)
