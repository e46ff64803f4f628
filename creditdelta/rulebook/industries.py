"""Which industry does a registered code name: section, division?

Clause  S12, S27: one classification for all four provinces.
Data    rulebook/codes/industries.csv, sections and two-digit divisions; rulebook/codes/README.md.

>>> industry("F5211").label.zh, industry("F5211").section
('零售业', 'F')
"""

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import Place, read

FILE = "industries.csv"
COLUMNS = (
    "code", "section", "zh", "en", "since", "until", "basis", "title", "reason", "confidence",
)  # fmt: skip
_CODE = re.compile(r"([A-T])?(\d{2})?\d{0,2}", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Industry:
    """A section (`F`) or a division (`52`, of section `F`)."""

    code: str
    section: str
    label: Words
    since: date
    until: date | None
    basis: Basis


class UnknownIndustry(LookupError):
    """No section or division of the classification has this code on the day."""


def industries(root: Path | None = None) -> tuple[Industry, ...]:
    """Every section, each followed by its divisions; `RulebookError` where a row is wrong."""
    return _industries(root or folder())


def industry(code: str, day: date | None = None, root: Path | None = None) -> Industry:
    """The division of a code as registers write it (`F5211`, `52`), or its section when it says no more.

    `day` None: the newest edition. Raises `UnknownIndustry`.
    """
    found = _CODE.fullmatch(code.strip().upper())
    letter, number = (found[1], found[2]) if found else (None, None)
    wanted = number or letter
    for row in reversed(industries(root)):
        if row.code == wanted and (day is None or in_force(row, day)):
            if letter in (None, row.section):
                return row
            break
    raise UnknownIndustry(code)


def section_of(code: str, day: date | None = None) -> str:
    """The section an industry's code lies in, "" where nobody knows the code."""
    try:
        return industry(code, day).section
    except UnknownIndustry:
        return ""


@cache
def _industries(root: Path) -> tuple[Industry, ...]:
    with (root / "codes" / FILE).open(encoding="utf-8", newline="") as source:
        reader = csv.DictReader(source)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            mend = f"write {','.join(COLUMNS)}"
            raise Place(FILE, "line 1").error("the heading differs", mend)
        rows = tuple(_row(n, cells) for n, cells in enumerate(reader, 2))
    check_rows("rows", ((row.code, row) for row in rows), Place(FILE))
    sections = {row.code for row in rows}
    for n, row in enumerate(rows, 2):
        if row.section not in sections:
            raise Place(FILE, f"line {n}").error(f"no section {row.section!r}", "add its row")
    return rows


def _row(line: int, cells: dict[str, str]) -> Industry:
    here = Place(FILE, f"line {line}")
    if None in cells or None in cells.values() or not all(cells[name] for name in COLUMNS[:5]):
        raise here.error("empty or missing cells", f"fill {', '.join(COLUMNS[:5])}")
    ground = {
        "kind": cells["basis"],
        **{name: cells[name] for name in ("title", "reason", "confidence")},
    }
    return Industry(
        cells["code"],
        cells["section"],
        Words(cells["zh"], cells["en"]),
        _day(cells["since"], here),
        _day(cells["until"], here) if cells["until"] else None,
        read(Basis, ground, here),
    )


def _day(text: str, place: Place) -> date:
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass
    raise place.error(f"{text!r} is no day", "write it as 2017-10-01")
