"""Which offices are there in the four provinces and 41 cities, what are they called, what do they report?

Clause  S6, S70: who acts is an office with a place and a field, never a nameless login.
Data    rulebook/offices/kinds.toml, exceptions.csv; places: rulebook/codes/cities.csv.

An office is made by rule from a kind and a place; what is really different stands in the exceptions, and so
does every office of a county or district that takes part.

>>> office("320500-market_regulation").label.zh, office("310000-transport").label.zh
('苏州市市场监督管理局', '上海市交通委员会')
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.cities import PROVINCES, cities
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.office_exceptions import FILE as EXCEPTIONS
from creditdelta.rulebook.office_exceptions import Difference, differences
from creditdelta.rulebook.office_kinds import FILE, At, Level, OfficeKind, Officer, office_kinds
from creditdelta.rulebook.places import is_county, place_name
from creditdelta.rulebook.strict import Place, RulebookError

DIVISION_DIGITS = 6
_DAYS_KEPT = 16  # structures of as many days are kept ready


@dataclass(frozen=True, slots=True)
class Office:
    """One office. `region`: its province's division; `sources`: the intake sources that are its word."""

    id: str
    region: str
    division: str
    level: Level
    kind: str
    sector: str
    role: Officer
    label: Words
    sources: tuple[str, ...]
    since: date
    basis: Basis

    @property
    def market(self) -> bool:
        """Whether it is no authority but reports from the market's side."""
        return self.role == "market_reporter"

    @property
    def fictional(self) -> bool:
        """Whether it was invented for the demonstration."""
        return self.basis.kind == "fictional"


class UnknownOffice(LookupError):
    """No office has this id on the day."""


def office(id: str, day: date | None = None, root: Path | None = None) -> Office:
    """The office of an id, such as `310000-credit`; raises `UnknownOffice`."""
    try:
        return offices(day, root)[id]
    except KeyError:
        raise UnknownOffice(id) from None


def offices(day: date | None = None, root: Path | None = None) -> Mapping[str, Office]:
    """Every office of a day by its id, by division; None: the newest rules. `RulebookError`."""
    return _offices(root or folder(), day or date.max)


def division_of(id: str) -> str:
    """The division that an office's id names, also of an office that is no more."""
    return id[:DIVISION_DIGITS]


def offices_of(
    region: str, day: date | None = None, root: Path | None = None
) -> tuple[Office, ...]:
    """The offices of a province, its own first, then those of its cities."""
    return tuple(one for one in offices(day, root).values() if one.region == region)


def reporting(
    region: str, source: str, day: date | None = None, root: Path | None = None
) -> Office | None:
    """The office whose word a source of a province is; None for market sources and unknown ones."""
    found = (one for one in offices_of(region, day, root) if source in one.sources)
    return next(found, None)


@lru_cache(maxsize=_DAYS_KEPT)
def _offices(root: Path, day: date) -> Mapping[str, Office]:
    found = {one.id: one for one in _by_rule(root, day)}
    for row in differences(root):
        if row.since <= day:
            _apply(row, found, root, day)
    _check_reports(found)
    return dict(sorted(found.items(), key=lambda item: item[1].division))


def _by_rule(root: Path, day: date) -> Iterator[Office]:
    for kind in office_kinds(root):
        if in_force(kind, day):
            for division, province, place in _places(root):
                at = _at(kind, _level(division, province), province)
                if at is not None:
                    yield _office(kind, at, division, province, place)


def _places(root: Path) -> Iterator[tuple[str, str, Words]]:
    for code, label in PROVINCES.items():
        yield code, code, label
    for city in cities(root).values():
        if city.code != city.province:
            yield city.code, city.province, Words(city.name, city.en)


def _county(division: str) -> tuple[str, str, Words] | None:
    """A county or district, of which only exceptions make offices."""
    if not is_county(division):
        return None
    return division, f"{division[:2]}0000", place_name(division)


def _level(division: str, province: str) -> Level:
    """A province that is itself a member city is a municipality."""
    if division != province:
        return "city" if division in cities() else "county"
    return "municipality" if division in cities() else "province"


def _at(kind: OfficeKind, level: Level, province: str) -> At | None:
    """The kind's row for a level: one that names the province goes before one that names none."""
    rows = [at for at in kind.at if at.level == level]
    named = [at for at in rows if province in at.provinces]
    return next(iter(named or [at for at in rows if not at.provinces]), None)


def _office(kind: OfficeKind, at: At, division: str, province: str, place: Words) -> Office:
    around = PROVINCES[province]
    label = Words(
        at.name.zh.format(place=place.zh, province=around.zh),
        at.name.en.format(place=place.en, province=around.en),
    )
    return Office(
        id=f"{division}-{kind.id}",
        region=province,
        division=division,
        level=at.level,
        kind=kind.id,
        sector=kind.sector,
        role=kind.role,
        label=label,
        sources=at.reports,
        since=kind.since,
        basis=kind.basis,
    )


def _apply(row: Difference, found: dict[str, Office], root: Path, day: date) -> None:
    """What is really different: another name, an office more, or none where the rule makes one."""
    here = Place(EXCEPTIONS, row.office)
    if row.action == "added":
        found[row.office] = _added(row, found, root, day)
        return
    if row.office not in found:
        raise here.error("no rule makes this office", "write added, or correct the id")
    if row.action == "none":
        del found[row.office]
        return
    found[row.office] = replace(found[row.office], label=row.name, since=row.since, basis=row.basis)


def _added(row: Difference, found: dict[str, Office], root: Path, day: date) -> Office:
    here = Place(EXCEPTIONS, row.office)
    kind = next(
        (one for one in office_kinds(root) if one.id == row.kind and in_force(one, day)), None
    )
    place = next((one for one in _places(root) if one[0] == row.division), _county(row.division))
    if kind is None or place is None:
        raise here.error("no such kind or place", "see kinds.toml and cities.csv")
    if row.office in found:
        raise here.error("there is such an office already", "write named")
    division, province, _ = place
    at = At(_level(division, province), row.name, (), ())
    made = _office(kind, at, division, province, row.name)
    return replace(made, id=row.office, label=row.name, since=row.since, basis=row.basis)


def _check_reports(found: Mapping[str, Office]) -> None:
    """A source of a province is the word of one office."""
    told: dict[tuple[str, str], str] = {}
    for one in found.values():
        for source in one.sources:
            other = told.setdefault((one.region, source), one.id)
            if other != one.id:
                problem = f"{other} and {one.id} both report {source}"
                raise RulebookError(FILE, one.kind, problem, "name it once for a province")
