"""What follows from the same conduct in each province: which class, which list or rating, for how long?

Clause  S17: standards of conduct recognised across provinces begin with seeing where they differ.
Data    rulebook/behaviours/crosswalk.toml; what nobody has read has no row

>>> [one.region for one in rules_on("discharge_over", date(2026, 4, 1))]
['320000']
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.instruments import NATION, instruments
from creditdelta.rulebook.strict import Place, load, read

FILE = "behaviours/crosswalk.toml"
Class = Literal["", "minor", "general", "serious"]
CLASSES: Mapping[Class, Words] = {
    "": Words("未分类", "no class"),
    "minor": Words("轻微", "minor"),
    "general": Words("一般", "general"),
    "serious": Words("严重", "serious"),
}


@dataclass(frozen=True, slots=True)
class Behaviour:
    """A conduct, as documents of several provinces name it."""

    id: str
    label: Words


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows in a region. `severity`: `class` in the file; `term`, `instrument`: "" where unread."""

    behaviour: str
    region: str
    severity: Class
    follows: Words
    term: str
    instrument: str
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class _File:
    behaviours: tuple[Behaviour, ...]
    rules: tuple[Rule, ...]


DEFAULTS: dict[type, dict[str, object]] = {Rule: {"until": None}}


def behaviours(root: Path | None = None) -> Mapping[str, Behaviour]:
    """Every conduct by its id; `RulebookError` where the file is wrong."""
    return {one.id: one for one in _read(root or folder()).behaviours}


def rules_on(id: str, day: date, root: Path | None = None) -> list[Rule]:
    """What follows from a conduct on a day, in the file's order."""
    rows = _read(root or folder()).rules
    return [row for row in rows if row.behaviour == id and in_force(row, day)]


@cache
def _read(root: Path) -> _File:
    table, place = load(root / FILE, defaults=DEFAULTS)
    for row in table.get("rules", []):
        row["severity"] = row.pop("class", "")
    found = read(_File, table, place)
    check_rows("rules", ((f"{row.behaviour} {row.region}", row) for row in found.rules), place)
    _check(found, place, root)
    return found


def _check(found: _File, place: Place, root: Path) -> None:
    known = [one.id for one in found.behaviours]
    if len(set(known)) < len(known):
        raise place.inside("behaviours").error("one stands twice", "keep one row")
    silent = set(known) - {row.behaviour for row in found.rules}
    if silent:
        raise place.inside("rules").error(f"nothing follows from {min(silent)}", "add a rule")
    documents = instruments(root)
    for n, row in enumerate(found.rules, 1):
        here = place.inside(f"rules.{n}")
        if row.behaviour not in known or row.region not in (NATION, *PROVINCES):
            mend = f"name a behaviour above, and a province or {NATION}"
            raise here.error(f"{row.behaviour} in {row.region} is not known", mend)
        if row.instrument and row.instrument.partition("#")[0] not in documents:
            raise here.inside("instrument").error(f"no {row.instrument!r}", "see instruments/")
        check_terms((row.term,), here.inside("term"))
