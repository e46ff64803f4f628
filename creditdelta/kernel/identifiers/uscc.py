"""Is this a unified social credit code (统一社会信用代码, GB 32100-2015), and if not, why not?

Clause  S27: a code that is complete, stable and unique, and checked wherever it appears.
Data    rulebook/codes/uscc-classes.csv and divisions.csv; the caller passes them as `UsccTables`
        (`creditdelta.rulebook.codes.uscc_tables`). kernel/catalogue/uscc.toml says it in words.
Pure    18 characters: department, class, division (6), organisation code (9), check character.

>>> division = Division("340600", "淮北市", "prefecture", "", "", ())
>>> tables = UsccTables(frozenset({"91"}), {"340600": division})
>>> check("91340600MA2PBNE723", tables), check("91340600MA2PBNE724", tables)
((), ('CD-USCC-003',))
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from creditdelta.kernel.identifiers import (
    legacy_number,
    organisation_code,
    registration_number,
    written_form,
)
from creditdelta.kernel.identifiers.citizen_number import is_citizen_number
from creditdelta.kernel.identifiers.masks import codes_of, refuses
from creditdelta.kernel.identifiers.repairs import likeness, look_alikes, swaps

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

REASONS = tuple(f"CD-USCC-{number:03}" for number in range(1, 12))
LENGTH, CHARACTER, CHECK, CLASS, DIVISION, INNER, WRITTEN, NUMBER, OLDER, PLACEHOLDER, PERSON = (
    1 << n for n in range(11)
)

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
SIZE = 18
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_OFFERS = 5


@dataclass(frozen=True, slots=True)
class Division:
    """One place of GB/T 2260. Years as text: first listed, first no longer listed; "" = open."""

    code: str
    name: str
    level: str
    since: str
    until: str
    successors: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class UsccTables:
    """What the arithmetic cannot know: which department/class pairs and divisions exist."""

    classes: frozenset[str]
    divisions: Mapping[str, Division]


def compact(text: str) -> str:
    """The 18 characters alone: NFKC, no blanks, hyphens or invisible characters, upper case."""
    return written_form.compact(text)


def check_character(first: str) -> str:
    """The 18th character that the first 17 (all of `ALPHABET`) demand."""
    total = sum(w * _VALUES[c] for w, c in zip(WEIGHTS, first, strict=False))
    return ALPHABET[-total % 31]


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
    code = compact(written)
    found = PLACEHOLDER if written_form.is_placeholder(written, code) else 0
    if found and len(code) != SIZE:
        return found
    if other := _other_number(written, code):
        return other
    if written_form.is_plain(code) and code != written:
        found |= WRITTEN
    if shape := _shape(code):
        return found | shape
    parts = _parts(code, tables)
    return PERSON if parts and is_citizen_number(code) else found | parts


def _other_number(written: str, code: str) -> int:
    older = older_kind(written)
    fits = older == "registration_number" and registration_number.fits(code)
    if len(code) != SIZE and not fits and is_citizen_number(code):
        return PERSON
    return OLDER if older else 0


def older_kind(text: str) -> str | None:
    """Which number from before 2015 stands here, as the name of its module; `None` for none."""
    written = written_form.trim(text)
    code = compact(written)
    if legacy_number.is_form(written, code):
        return "legacy_number"
    if not written_form.is_plain(code):
        return None
    if len(code) == registration_number.SIZE and code.isdigit():
        return "registration_number"
    return "organisation_code" if not organisation_code.mask(code) else None


def _shape(code: str) -> int:
    found = 0 if len(code) == SIZE else LENGTH
    if any(character not in _VALUES for character in code):
        found |= CHARACTER
    if not found and not written_form.are_digits(code[2:8]):
        found |= CHARACTER
    return found


def _parts(code: str, tables: UsccTables) -> int:
    found = 0
    if check_character(code[:17]) != code[17]:
        found |= CHECK
        if code.isdigit() and code.endswith("000"):
            found |= NUMBER  # a spreadsheet keeps 15 digits and fills up with noughts
    if code[:2] not in tables.classes:
        found |= CLASS
    if code[2:8] not in tables.divisions:
        found |= DIVISION
    if not organisation_code.fits(code[8:17]):
        found |= INNER
    return found


def is_valid(text: str, tables: UsccTables) -> bool:
    """Whether nothing refuses the text as it stands; an empty text is no code."""
    return written_form.trim(text) != "" and not refuses(check(text, tables))


def wrong_at(text: str, tables: UsccTables) -> int | None:
    """Position (from 1) of the first wrong character of the trimmed text; `None` when unknown.

    A wrong check character says only that one of 18 is wrong: if a single repair fits, its place
    is named, else the check character that does not fit (17 of the organisation code, or 18).
    """
    written = written_form.trim(text)
    found = mask(written, tables)
    if not found & ~(DIVISION | INNER) or found & (NUMBER | OLDER | PLACEHOLDER | PERSON):
        return None
    if found & WRITTEN:
        return written_form.differs_at(written)
    if found & CHARACTER:
        return foreign_at(written)
    if found & LENGTH:
        return min(len(written), SIZE) + 1
    if found & CLASS:
        return 2 if any(pair[0] == written[0] for pair in tables.classes) else 1
    offers = suggest(written, tables)
    if len(offers) == 1:
        return _first_difference(written, offers[0])
    return SIZE - 1 if found & INNER else SIZE


def foreign_at(code: str) -> int:
    """Position (from 1) of the first character that cannot stand where it does; else the last."""
    for position, character in enumerate(code, start=1):
        digit_wanted = 3 <= position <= 8  # noqa: PLR2004  the division
        if character not in _VALUES or (digit_wanted and not character.isdigit()):
            return position
    return len(code)


def _first_difference(one: str, other: str) -> int:
    return next(i for i, (a, b) in enumerate(zip(one, other, strict=True), start=1) if a != b)


def suggest(text: str, tables: UsccTables) -> tuple[str, ...]:
    """Codes that were likely meant, best first, at most five; to be offered, never applied.

    Each passes both check characters, the class table and, where that helps, the division table.
    """
    written = written_form.trim(text)
    found = mask(written, tables)
    code = compact(written)
    if len(code) != SIZE or found & (NUMBER | PLACEHOLDER | PERSON) or not found:
        return ()
    inner = mask(code, tables)
    if not inner & ~(DIVISION | INNER):
        return (code,) if code != written else ()
    read = [offer for offer in look_alikes(code) if not mask(offer, tables) & ~DIVISION]
    return tuple(read) or _one_slip(code, tables)


def _one_slip(code: str, tables: UsccTables) -> tuple[str, ...]:
    masks = {offer: _shape(offer) or _parts(offer, tables) for offer in _passing(code)}
    fitting = [offer for offer, found in masks.items() if not found]
    if not fitting:
        fitting = [offer for offer, found in masks.items() if found == DIVISION]
    ranked = sorted((likeness(code, offer), offer[:17] == code[:17], offer) for offer in fitting)
    return tuple(offer for *_, offer in ranked[:_OFFERS])


def _passing(code: str) -> Iterator[str]:
    """Texts one slip away whose check character fits: 31 is prime, so one in each place."""
    weights = (*WEIGHTS, 1)
    values = [_VALUES.get(character, -1) for character in code]
    foreign = [place for place, value in enumerate(values) if value < 0]
    total = sum(w * max(v, 0) for w, v in zip(weights, values, strict=True))
    if len(foreign) > 1:
        return
    for place in foreign or range(SIZE):
        value = (max(values[place], 0) - total * pow(weights[place], -1, 31)) % 31
        if value != values[place]:
            yield code[:place] + ALPHABET[value] + code[place + 1 :]
    if not foreign:
        yield from (offer for offer in swaps(code) if check_character(offer) == offer[17])


def format(text: str) -> str:
    """The way the standard writes it: 18 characters without separators."""
    return compact(text)


def check_column(column: "pa.StringArray", tables: UsccTables) -> "NDArray[np.uint16]":
    """`mask` of every value of a plain text column, compiled; bit i is `REASONS[i]`."""
    from creditdelta.kernel.identifiers import compiled_checks

    return compiled_checks.uscc_column(column, tables)


def persons_column(column: "pa.StringArray", tables: UsccTables) -> "NDArray[np.bool_]":
    """Where a citizen's number stands in place of a code; the same as the PERSON bit of `mask`."""
    from creditdelta.kernel.identifiers import compiled_checks

    return compiled_checks.person_column(column, tables)
