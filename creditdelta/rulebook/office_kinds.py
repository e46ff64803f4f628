"""Which kinds of office are there, at which level, called what, and what does each report?

Clause  S6, S70.
Data    rulebook/offices/kinds.toml

>>> [kind.id for kind in office_kinds() if kind.role == "court_officer"]
['court']
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.dated import check_rows
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.strict import Place, load, read

Level = Literal["province", "municipality", "city", "county"]
Officer = Literal[
    "credit_officer", "sector_officer", "court_officer", "tax_officer", "market_reporter"
]
FILE = "kinds.toml"
LEVELS: dict[Level, Words] = {
    "province": Words("省级", "province"),
    "municipality": Words("直辖市级", "municipality"),
    "city": Words("市级", "city"),
    "county": Words("县级", "county"),
}


@dataclass(frozen=True, slots=True)
class At:
    """A kind of office at one level: its name there, and what it sends for its whole province."""

    level: Level
    name: Words  # may hold {place} and {province}
    provinces: tuple[str, ...]  # only in these; none named: in all
    reports: tuple[str, ...]  # kinds of record


@dataclass(frozen=True, slots=True)
class OfficeKind:
    """A kind of office with its field and the role of its officers. `at` (): no rule makes one."""

    id: str
    label: Words
    sector: str
    role: Officer
    at: tuple[At, ...]
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class _Kinds:
    kinds: tuple[OfficeKind, ...]


DEFAULTS: dict[type, dict[str, object]] = {
    OfficeKind: {"until": None},
    At: {"provinces": (), "reports": ()},
}


def office_kinds(root: Path | None = None) -> tuple[OfficeKind, ...]:
    """Every kind of office in the file's order; `RulebookError` where a row is wrong."""
    return _kinds(root or folder())


@cache
def _kinds(root: Path) -> tuple[OfficeKind, ...]:
    table, place = load(root / "offices" / FILE, defaults=DEFAULTS)
    found = read(_Kinds, table, place).kinds
    check_rows("kinds", ((row.id, row) for row in found), place)
    known = {item.kind for item in standards(root).values()}
    for n, row in enumerate(found, 1):
        for m, at in enumerate(row.at, 1):
            _check_at(at, known, place.inside(f"kinds.{n}.at.{m}"))
    return found


def _check_at(at: At, known: set[str], here: Place) -> None:
    if at.level == "county":
        raise here.error("no rule makes offices of counties", "add each to exceptions.csv")
    for text in (at.name.zh, at.name.en):
        try:
            text.format(place="", province="")
        except (KeyError, IndexError, ValueError):
            raise here.error(f"{text!r} has another blank", "use {place} and {province}") from None
    if wrong := sorted(set(at.provinces) - set(PROVINCES)):
        raise here.error(f"{wrong[0]} is no province", f"use {', '.join(PROVINCES)}")
    if wrong := sorted(set(at.reports) - known):
        raise here.error(f"no record kind {wrong[0]!r}", "see rulebook/records")
