"""Where does something hold: which divisions may be named, what lies in them, and what are they called?

Clause  S11, S14: parties are any set of divisions, from the whole country down to one county.
Data    rulebook/codes/divisions.csv, cities.csv; county-names.csv for names in English

A division lies in another by its code. What lies in a party is reached; what is larger than it is not: a city
is no party because one of its counties is. A code that is no longer used is reached by what its figures say,
not by who followed: nothing adverse rests on a successor.

>>> lies_in("320583", ("310114", "320500")), lies_in("320500", ("320583", "320585"))
(True, False)
>>> place_name("320583").zh, place_name("310114").en
('江苏省昆山市', 'Jiading, Shanghai')
"""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.cities import PROVINCES, cities
from creditdelta.rulebook.codes import divisions
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.quoted_rows import quoted_rows
from creditdelta.rulebook.strict import Place, read

NATION = "100000"
WHOLE_COUNTRY = Words("全国", "the whole country")
FILE = "county-names.csv"
COLUMNS = ("code", "en", "basis", "title", "reason", "confidence")
_LEVELS = ("province", "prefecture", "county")
_DISTRICT = "区"  # two cities of a province may have districts of one name


class CountyName(NamedTuple):
    """What a county or district is called in English."""

    en: str
    basis: Basis


def lies_in(division: str, named: Iterable[str]) -> bool:
    """Whether a division is one of those named, or lies in one."""
    return any(division.startswith(stem(one)) for one in named)


def stem(code: str) -> str:
    """The figures that the code of everything inside a division begins with."""
    if code == NATION:
        return ""
    return code[:2] if code == _province(code) else code.removesuffix("00")


def place_name(code: str) -> Words:
    """A division as it is officially called, its province before it; in English after it."""
    if code == NATION or code in PROVINCES:
        return WHOLE_COUNTRY if code == NATION else PROVINCES[code]
    province, city, name = PROVINCES[_province(code)], cities().get(code[:4] + "00"), _name(code)
    if city is not None and city.code == code:
        return Words(province.zh + name, f"{city.en.partition(' (')[0]}, {province.en}")
    around = city.name if city is not None and name.endswith(_DISTRICT) else ""
    english = county_names()[code].en if code in county_names() else name
    return Words(province.zh + around + name, f"{english}, {province.en}")


def check_places(named: tuple[str, ...], place: Place, *, nation: bool = False) -> None:
    """Divisions in use of the four provinces, none named twice or inside another; `RulebookError`.

    `nation`: whether the whole country may be named too.
    """
    if not named:
        raise place.error(f"{named!r} are no regions", "name them by division code")
    for code in named:
        if code != NATION or not nation:
            _check_one(code, named, place)
        around = [one for one in named if one != code and lies_in(code, (one,))]
        if around or named.count(code) > 1:
            problem = f"{code} lies in {around[0]}" if around else f"{code} is named twice"
            raise place.error(problem, "name the larger one alone, or only what is meant of it")


@cache
def county_names() -> dict[str, CountyName]:
    """The English name of each county that a rule names; `RulebookError` where a row is wrong."""
    found: dict[str, CountyName] = {}
    for cells, here in quoted_rows(folder() / "codes" / FILE, COLUMNS):
        code = cells["code"]
        if code in found or not cells["en"] or not is_county(code):
            raise here.error(f"{code} is no county, or has a name already", "see divisions.csv")
        ground = {key: cells[key] for key in ("title", "reason", "confidence")}
        found[code] = CountyName(cells["en"], read(Basis, {"kind": cells["basis"], **ground}, here))
    return found


def _check_one(code: str, named: tuple[str, ...], place: Place) -> None:
    if code not in divisions() or _province(code) not in PROVINCES:
        near = _nearest(code)
        mend = f"did you mean {near} ({place_name(near).zh})" if near else "see codes/divisions.csv"
        raise place.error(f"{named!r} are no regions: {code!r} is no division here", mend)
    one = divisions()[code]
    if one.level not in _LEVELS:
        problem = f"{code} ({one.name}) is no province, city or county"
        raise place.error(problem, "name the division it stands for")
    if one.until:
        after = "、".join(f"{other} ({_name(other)})" for other in one.successors)
        problem = f"{code} ({one.name}) is no longer in use"
        raise place.error(problem, f"name {after}" if after else "see codes/divisions.csv")


def _nearest(text: str) -> str:
    """The division in use that a text may mean, by name or by figures; "" for none."""
    known = [code for code in divisions() if _province(code) in PROVINCES]
    named = [code for code in known if text and _name(code).startswith(text)]
    close = named or get_close_matches(text, known, len(known), 0.8)
    return next((code for code in close if _in_use(code)), "")


def is_county(code: str) -> bool:
    """Whether a division is a county or district of the four provinces, in use."""
    return (
        _province(code) in PROVINCES
        and code in divisions()
        and _in_use(code)
        and stem(code) == code
    )


def _in_use(code: str) -> bool:
    return divisions()[code].level in _LEVELS and not divisions()[code].until


def _name(code: str) -> str:
    return divisions()[code].name


def _province(code: str) -> str:
    return f"{code[:2]}0000"
