"""Synthetic organisations with valid codes, rows of each standard, and files made of them."""

import csv
from datetime import date
from pathlib import Path

from creditdelta.facade.check import Report, check, rulebook
from creditdelta.kernel.identifiers import organisation_code, uscc
from creditdelta.rulebook.standards import Standard

DAY = date(2026, 11, 23)
# Nobody's: a province without a county, a day of birth in 2099, a wrong check character.
CITIZEN = "110000209912310006"
PHONE = "13900000000"

Row = dict[str, str]


def inner(number: int) -> str:
    """A valid organisation code of nine characters."""
    body = f"DEMB{number:04d}"
    return next(body + last for last in "0123456789X" if organisation_code.fits(body + last))


def code(number: int, kind: str = "91", division: str = "310115") -> str:
    """A valid unified code of a synthetic organisation."""
    first = kind + division + inner(number)
    return first + uscc.check_character(first)


AUTHORITY = code(9000, "11", "310000")


def standard(kind: str) -> Standard:
    """A shipped standard by its kind."""
    return next(one for one in rulebook().standards.values() if one.kind == kind)


def row(kind: str, number: int = 1, **changes: str) -> Row:
    """A faultless row by column code; `changes` by column code too."""
    found = {column.code: column.example for column in standard(kind).columns}
    types = {column.type: column.code for column in reversed(standard(kind).columns)}
    found[types["uscc"]] = code(number)
    for given, value in (("organisation_code", inner(number)), ("tax_number", code(number))):
        if given in types:
            found[types[given]] = value
    unknown = set(changes) - set(found)
    assert not unknown, unknown
    return found | changes


def labels(kind: str) -> list[str]:
    """The Chinese headings of a standard in order."""
    return [column.label.zh for column in standard(kind).columns]


def write(path: Path, headings: list[str], rows: list[list[str]]) -> Path:
    """A CSV file in UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([headings, *rows])
    return path


def sent(path: Path, kind: str, rows: list[Row], lang: str = "zh") -> Report:
    """The report on a file of rows in the standard's own form."""
    write(path, labels(kind), [list(one.values()) for one in rows])
    return check(path, on=DAY, lang=lang)


def found(report: Report) -> set[tuple[int, str, str]]:
    """(row, heading, code) of all findings below the header."""
    return {(one.row, one.column, one.code) for one in report.findings if one.row > 1}


def codes(report: Report) -> dict[str, int]:
    """Findings by code, those about the header left out."""
    return {one: count for one, count in report.totals if not one.startswith("CD-HEAD")}
