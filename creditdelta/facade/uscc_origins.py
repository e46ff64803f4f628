"""What does a number say about its organisation, and to which code of today does it lead?

Clause  S28: old numbers are mapped to the one code, with the confidence each step deserves.
Data    rulebook/codes/.
"""

from dataclasses import dataclass

from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers import (
    organisation_code,
    registration_number,
    tax_number,
    uscc,
    written_form,
)
from creditdelta.kernel.identifiers.uscc import Division, UsccTables
from creditdelta.rulebook.codes import OrganisationClass, classes

_UNKNOWN = "?"
_ENTERPRISE = "91"
_NO_TAX = ~(tax_number.DIVISION | tax_number.WRITTEN)

NOTES = {
    "uscc": Words("统一社会信用代码。", "A unified social credit code."),
    "organisation_code": Words(
        "组织机构代码，即统一社会信用代码第9至17位；按此位置查找。",
        "An organisation code: positions 9 to 17 of the credit code; look it up by those.",
    ),
    "registration_number": Words(
        "工商注册号不含组织机构代码，只能查代码映射表。",
        "A registration number does not contain the organisation code; only a code map leads on.",
    ),
    "tax_number": Words(
        "15位税号通常由区划代码和组织机构代码组成（未经核实）；候选代码仅供核对。",
        "Of 15 characters: usually division and organisation code (unconfirmed); compare first.",
    ),
    "legacy_number": Words(
        "旧式注册号，没有校验位，只能查代码映射表。",
        "A registration number of an old form, without check; only a code map leads on.",
    ),
    "citizen_number": Words(
        "疑似自然人号码，不予处理。", "Looks like a natural person's number: refused."
    ),
    "unknown": Words("不是认识的号码。", "No number we know."),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """The parts of a number. `pattern` has ? for what the number does not tell about the code;
    `candidates` are complete codes it would be if the organisation is an enterprise."""

    kind: str
    note: Words
    organisation_code: str
    organisation_class: OrganisationClass | None
    division: Division | None
    pattern: str
    candidates: tuple[str, ...]


def origin(text: str, tables: UsccTables) -> Origin:
    """Take a number apart; never more than its own characters and the tables say."""
    number = written_form.compact(written_form.trim(text))
    kind = _kind(number, text, tables)
    if kind == "uscc":
        return _origin(kind, number[8:17], number[2:8], tables, number[:2], number)
    if kind == "organisation_code":
        return _origin(kind, number, "", tables)
    if kind == "registration_number":
        return _origin(kind, "", number[:6], tables)
    if kind == "tax_number":
        return _origin(kind, number[6:], number[:6], tables)
    return _origin(kind, "", "", tables)


def _kind(number: str, text: str, tables: UsccTables) -> str:
    if uscc.mask(number, tables) & uscc.PERSON:
        return "citizen_number"
    if uscc.is_valid(number, tables):
        return "uscc"
    older = uscc.older_kind(text)
    if older == "registration_number" and registration_number.fits(number):
        return older
    if len(number) == registration_number.SIZE and not tax_number.mask(number, tables) & _NO_TAX:
        return "tax_number"
    return older or "unknown"


def _origin(
    kind: str, inner: str, place: str, tables: UsccTables, pair: str = "", number: str = ""
) -> Origin:
    pattern = f"{pair or '??'}{place or _UNKNOWN * 6}{inner or _UNKNOWN * 9}"
    candidate = _ENTERPRISE + place + inner
    complete = not pair and place in tables.divisions and inner != ""
    return Origin(
        kind,
        NOTES[kind],
        organisation_code.format(inner) if inner else "",
        classes().get(pair),
        tables.divisions.get(place),
        (number or pattern + _UNKNOWN) if inner else "",
        (candidate + uscc.check_character(candidate),) if complete else (),
    )
