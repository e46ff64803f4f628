"""Is this a taxpayer number (税务登记号) of an organisation, of 15, 18 or 20 characters?

Clause  S28. 18 characters are the unified social credit code. 15 are region (6) and organisation
        code (9) [not confirmed: warned about, never refused]. 20 had no check character.
Data    the tables of the unified social credit code, passed by the caller.
Pure    a sole trader's old number held a citizen's number; such a one is refused unread.
"""

from typing import TYPE_CHECKING

from creditdelta.kernel.identifiers import organisation_code, uscc, written_form
from creditdelta.kernel.identifiers.citizen_number import is_citizen_number
from creditdelta.kernel.identifiers.masks import codes_of, refuses
from creditdelta.kernel.identifiers.uscc import UsccTables

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

REASONS = tuple(f"CD-TAXNO-{number:03}" for number in range(1, 11))
(
    LENGTH,
    CHARACTER,
    CHECK,
    INNER,
    DIVISION,
    WRITTEN,
    NUMBER,
    PLACEHOLDER,
    UNCHECKED,
    PERSON,
) = (1 << n for n in range(10))

_OLD, _NEW, _LONG = 15, 18, 20


def compact(text: str) -> str:
    """The characters alone: NFKC, no blanks, hyphens or invisible characters, upper case."""
    return written_form.compact(text)


def check(text: str, tables: UsccTables) -> tuple[str, ...]:
    """Every reason against the text as written, errors and warnings; none for an empty text."""
    return codes_of(REASONS, mask(text, tables))


def mask(text: str, tables: UsccTables) -> int:
    """The same answer as bits: bit i is `REASONS[i]`."""
    written = written_form.trim(text)
    if not written:
        return 0
    if written_form.is_spreadsheet_number(written):
        return NUMBER
    number = compact(written)
    found = PLACEHOLDER if written_form.is_placeholder(written, number) else 0
    if found and len(number) not in (_OLD, _NEW, _LONG):
        return found
    plain = written_form.is_plain(number)
    if plain and number != written:
        found |= WRITTEN
    if len(number) not in (_OLD, _NEW, _LONG):
        return found | LENGTH | (0 if plain else CHARACTER)
    parts = _parts(number, tables) if plain else CHARACTER
    return PERSON if plain and parts and is_citizen_number(number) else found | parts


def _parts(number: str, tables: UsccTables) -> int:
    if len(number) == _NEW:
        return _new(number, tables)
    if len(number) == _LONG:
        return UNCHECKED
    if not number[:6].isdigit() or not (number[14].isdigit() or number[14] == "X"):
        return CHARACTER
    found = 0 if organisation_code.fits(number[6:]) else INNER
    return found if number[:6] in tables.divisions else found | DIVISION


def _new(number: str, tables: UsccTables) -> int:
    code = uscc.mask(number, tables)
    if code & uscc.PERSON:
        return CHECK  # the caller sees the citizen's number itself
    found = CHARACTER if code & uscc.CHARACTER else 0
    if code & (uscc.CHECK | uscc.CLASS):
        found |= CHECK
    if code & uscc.DIVISION:
        found |= DIVISION
    return found | INNER if code & uscc.INNER else found


def is_valid(text: str, tables: UsccTables) -> bool:
    """Whether nothing refuses the text as it stands; an empty text is no number."""
    return written_form.trim(text) != "" and not refuses(check(text, tables))


def wrong_at(text: str, tables: UsccTables) -> int | None:
    """Position (from 1) of the first wrong character of the trimmed text; `None` when unknown."""
    written, found = written_form.trim(text), mask(text, tables)
    if found & WRITTEN:
        return written_form.differs_at(written)
    if len(written) == _NEW and not found & PERSON:
        return uscc.wrong_at(written, tables)
    return _OLD if found & INNER else None


def suggest(text: str, tables: UsccTables) -> tuple[str, ...]:
    """Likely meant numbers, best first, to be offered and never applied."""
    number, found = compact(written_form.trim(text)), mask(text, tables)
    if found & PERSON or not found:
        return ()
    if len(number) == _NEW:
        return uscc.suggest(text, tables)
    return (number,) if found & WRITTEN and is_valid(number, tables) else ()


def format(text: str) -> str:
    """The way it is printed: without separators."""
    return compact(text)


def check_column(column: "pa.StringArray", tables: UsccTables) -> "NDArray[np.uint16]":
    """`mask` of every value of a plain text column, compiled; bit i is `REASONS[i]`."""
    from creditdelta.kernel.identifiers import compiled_checks

    return compiled_checks.tax_number_column(column, tables)
