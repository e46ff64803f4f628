"""Which red and black lists are there, who may enter somebody, on what ground, for how long?

Clause  S15, S16, S36, S37; threat T1: a list that stands in no sector does not exist.
Data    rulebook/sectors/<sector>/lists.toml

A list's rows follow each other in time: an entry goes by the row of the day on which it was decided.

>>> listings()["environment_serious"].colour
'black'
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.criteria import DEFAULTS as OF_CRITERIA
from creditdelta.rulebook.criteria import Criterion, check_criterion
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.instruments import instruments
from creditdelta.rulebook.office_kinds import Level
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.sectors import folders, sectors
from creditdelta.rulebook.strict import Place, load, read

FILE = "lists.toml"
Colour = Literal["red", "black"]
COLOURS: dict[Colour, Words] = {
    "red": Words("红名单", "red list"),
    "black": Words("黑名单", "black list"),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """A list as it stands in some days.

    `authorities`: kinds of office that enter somebody, at which `levels`, in which `regions`.
    `instruments`: what it rests on; `in_demo`: invented ones that count in a demonstration only.
    `statement`: from service of the notice to the decision; `term`: how long an entry lasts.
    `while_stands`: a kind of record; once no such record stands, the entry ends before its term.
    """

    id: str
    sector: str
    colour: Colour
    label: Words
    authorities: tuple[str, ...]
    levels: tuple[Level, ...]
    regions: tuple[str, ...]
    instruments: tuple[str, ...]
    in_demo: tuple[str, ...]
    statement: str
    term: str
    while_stands: str
    publication: str
    since: date
    until: date | None
    basis: Basis

    @property
    def adverse(self) -> bool:
        """Whether it weighs against whoever stands in it."""
        return self.colour == "black"


@dataclass(frozen=True, slots=True)
class _File:
    lists: tuple[Listing, ...]
    criteria: tuple[Criterion, ...]


DEFAULTS: dict[type, dict[str, object]] = {
    **OF_CRITERIA,
    Listing: {"in_demo": (), "while_stands": "", "until": None},
    _File: {"criteria": ()},
}


class UnknownListing(LookupError):
    """No list of this id, or none on that day."""


def listings(root: Path | None = None) -> Mapping[str, Listing]:
    """Every list by its id, the newest row of each; `RulebookError` where a file is wrong."""
    return {id: rows[-1] for id, rows in _read(root or folder())[0].items()}


def listing_on(id: str, day: date, root: Path | None = None) -> Listing:
    """The list as it stands on a day; raises `UnknownListing`."""
    rows = _read(root or folder())[0].get(id, ())
    found = next((row for row in rows if in_force(row, day)), None)
    if found is None:
        raise UnknownListing(id)
    return found


def criteria_on(day: date, root: Path | None = None) -> Mapping[str, Criterion]:
    """The criteria of a day by id, of every list."""
    rows = _read(root or folder())[1]
    return {row.id: row for row in rows if in_force(row, day)}


@cache
def _read(root: Path) -> tuple[Mapping[str, tuple[Listing, ...]], tuple[Criterion, ...]]:
    found: dict[str, tuple[Listing, ...]] = {}
    criteria: list[Criterion] = []
    for path in folders(root):
        table, place = load(path / FILE, defaults=_with_sector(path.name), under=path.name)
        file = read(_File, table, place)
        check_rows("lists", ((row.id, row) for row in file.lists), place)
        check_rows("criteria", ((row.id, row) for row in file.criteria), place)
        own = {row.id for row in file.lists}
        twice = own & found.keys() | {row.id for row in file.criteria} & {
            row.id for row in criteria
        }
        if twice:
            raise place.error(f"{min(twice)} stands in two sectors", "give it another id")
        _check(file, own, path.name, place, root)
        found |= {id: tuple(row for row in file.lists if row.id == id) for id in sorted(own)}
        criteria += file.criteria
    return found, tuple(criteria)


def _with_sector(sector: str) -> dict[type, dict[str, object]]:
    return {**DEFAULTS, Listing: {**DEFAULTS[Listing], "sector": sector}}


def _check(file: _File, own: Set[str], sector: str, place: Place, root: Path) -> None:
    for n, row in enumerate(file.lists, 1):
        here = place.inside(f"lists.{n}")
        if row.sector != sector:
            raise here.inside("sector").error("not this sector", "leave it out: the folder says it")
        _check_listing(row, here, root)
    known = standards(root).values()
    for n, one in enumerate(file.criteria, 1):
        here = place.inside(f"criteria.{n}")
        if one.list not in own:
            raise here.inside("list").error(f"no list {one.list!r} here", "name one of this file")
        if one.clause and one.clause.partition("#")[0] not in _documents(root):
            raise here.inside("clause").error(f"no instrument {one.clause!r}", "see instruments/")
        check_criterion(one, known, here)


def _check_listing(row: Listing, place: Place, root: Path) -> None:
    strange = set(row.authorities) - set(sectors(root)[row.sector].authorities)
    if strange or not row.authorities or not row.levels:
        problem = f"not competent in the sector: {min(strange, default='none named')!r}"
        raise place.inside("authorities").error(problem, "see the sector's authorities")
    if set(row.regions) - PROVINCES.keys() or not row.regions:
        raise place.inside("regions").error("no provinces", "name them by division code")
    lacking = {one.partition("#")[0] for one in (*row.instruments, *row.in_demo)} - _documents(root)
    if lacking or not row.instruments:
        problem = f"rests on nothing: {min(lacking, default='none named')!r}"
        raise place.inside("instruments").error(problem, "name documents of instruments/")
    if row.publication not in publications(root):
        problem = f"no rule of publication {row.publication!r}"
        raise place.inside("publication").error(problem, "see publication/")
    if row.while_stands and row.while_stands not in {one.kind for one in standards(root).values()}:
        problem = f"no kind of record {row.while_stands!r}"
        raise place.inside("while_stands").error(problem, "see records/")
    if not row.term or (row.adverse and not row.statement):
        mend = "every entry ends; before an adverse one somebody is heard"
        raise place.inside("term").error("no term, or no time to be heard", mend)
    check_terms((row.term, row.statement), place.inside("term"))


def _documents(root: Path) -> Set[str]:
    return instruments(root, allow_fictional=True).keys()
