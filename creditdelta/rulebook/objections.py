"""Within which term is an objection marked, handed on, answered, reviewed and carried out?

Clause  S73.
Data    rulebook/objections/clocks.toml, by the province of the office that answers

>>> day = date(2026, 4, 1)
>>> term_on("decide", "310000", day).term, term_on("decide", "340000", day).basis.kind
('+5wd', 'default')
>>> term_on("extend", "330000", day).term
'+15wd'
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.places import NATION
from creditdelta.rulebook.strict import load, read

FILE = "objections/clocks.toml"
ObjectionStep = Literal["mark", "forward", "decide", "extend", "review", "correct"]


class NoTerm(LookupError):
    """Neither the province nor the shared rows say anything of that step on that day."""


@dataclass(frozen=True, slots=True)
class Term:
    """Within which term a step is taken in a province."""

    region: str
    step: ObjectionStep
    term: str
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class _Clocks:
    clocks: tuple[Term, ...]


DEFAULTS: dict[type, dict[str, object]] = {Term: {"until": None}}


def terms(root: Path | None = None) -> tuple[Term, ...]:
    """Every row, in the file's order; `RulebookError` where the file is wrong."""
    return _terms(root or folder())


def term_on(step: ObjectionStep, region: str, day: date, root: Path | None = None) -> Term:
    """The province's own row, else the shared one; `NoTerm`. Nobody else's ordinance extends a term."""
    found = [one for one in terms(root) if one.step == step and in_force(one, day)]
    for place in (region, NATION):
        for one in found:
            if one.region == place:
                return one
    raise NoTerm(f"{step} {region} {day}")


@cache
def _terms(root: Path) -> tuple[Term, ...]:
    table, place = load(root / FILE, defaults=DEFAULTS)
    found = read(_Clocks, table, place).clocks
    check_rows("clocks", ((f"{one.region} {one.step}", one) for one in found), place)
    for n, one in enumerate(found, 1):
        here = place.inside(f"clocks.{n}")
        check_terms((one.term,), here)
        if one.region != NATION and one.region not in PROVINCES:
            raise here.error(f"no province {one.region!r}", "name it by division code")
    return found
