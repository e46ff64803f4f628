"""By which signs does an office number its letters?

Clause  S9.
Data    rulebook/notices/senders.toml; names of places: rulebook/codes/divisions.csv

>>> sign_of("310000-credit"), sign_of("320500-market_regulation")
('沪信', '苏州市监')
>>> sign_of("320106-credit"), sign_of("310000-court_2")
('南京鼓楼区信', '沪法2')
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.codes import divisions
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import load, read

_OFFICE = re.compile(r"(?P<division>\d{6})-(?P<kind>[a-z_]+?)(?:_(?P<number>\d+))?", re.ASCII)


class UnknownSender(LookupError):
    """The data have no sign for the place or the kind of such an office."""


@dataclass(frozen=True, slots=True)
class PlaceSign:
    """The sign of a province."""

    division: str
    sign: str
    since: date
    basis: Basis


@dataclass(frozen=True, slots=True)
class KindSign:
    """The sign of a kind of office."""

    kind: str
    sign: str
    since: date
    basis: Basis


@dataclass(frozen=True, slots=True)
class _File:
    places: tuple[PlaceSign, ...]
    kinds: tuple[KindSign, ...]


def sign_of(office: str, root: Path | None = None) -> str:
    """The sign of an office `<division>-<kind>`, with its number where there are several of a kind.

    Raises `UnknownSender`.
    """
    found = _OFFICE.fullmatch(office)
    of_places, of_kinds = _signs(root or folder())
    if found is None or found["kind"] not in of_kinds:
        raise UnknownSender(office)
    place = _place(found["division"], of_places)
    return place + of_kinds[found["kind"]] + (found["number"] or "")


def signs(root: Path | None = None) -> tuple[PlaceSign | KindSign, ...]:
    """Every row of the file; `RulebookError` where one is wrong."""
    found = _file(root or folder())
    return (*found.places, *found.kinds)


def _place(division: str, of_places: dict[str, str]) -> str:
    if division in of_places:
        return of_places[division]
    if division not in divisions():
        raise UnknownSender(division)
    name, city = divisions()[division].name, division[:4] + "00"
    if division == city:
        return name.removesuffix("市")
    province = division[:2] + "0000"
    above = of_places.get(province, "") if city not in divisions() else _place(city, of_places)
    if above in ("", "市辖区", "县"):  # of a municipality: its districts lie in it directly
        above = of_places.get(province, "")
    return above + name


@cache
def _signs(root: Path) -> tuple[dict[str, str], dict[str, str]]:
    found = _file(root)
    return (
        {row.division: row.sign for row in found.places},
        {row.kind: row.sign for row in found.kinds},
    )


@cache
def _file(root: Path) -> _File:
    table, place = load(root / "notices" / "senders.toml")
    found = read(_File, table, place)
    for names in ([row.division for row in found.places], [row.kind for row in found.kinds]):
        if len(set(names)) != len(names):
            raise place.error("a row stands twice", "keep one")
    for texts in ([row.sign for row in found.places], [row.sign for row in found.kinds]):
        if len(set(texts)) != len(texts) or not all(texts):
            raise place.error("two have the same sign, or none", "give each its own")
    return found
