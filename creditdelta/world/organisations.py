"""Whom is the synthetic world about: one organisation or office at a time, all invented.

Clause  S22.
Data    world/words. Divisions are real; names, codes and representatives are made up. A trade name
        begins with one of 示样例拟虚演练试摹仿 (show, sample, example, ...).
Pure    the random source is an argument.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from creditdelta.world import codes, vocabulary
from creditdelta.world.vocabulary import Department, Place

PROVINCES = {"31": "上海", "32": "江苏", "33": "浙江", "34": "安徽"}
KINDS = {  # legal forms by department and class of the code, and how many of a hundred
    "91": ("enterprise", 78),
    "92": ("sole_trader", 14),
    "93": ("cooperative", 4),
    "51": ("association", 2),
    "52": ("private_school", 2),
}
_FIRST_FOUNDED = date(2012, 1, 4)
_FOUNDING_DAYS = 3_200
_SOLE_TRADER = "92"


@dataclass(frozen=True, slots=True)
class Organisation:
    """One invented organisation with everything that any supplier reports about it."""

    name: str
    uscc: str
    registration_number: str
    representative: str
    place: Place
    industry: str
    industry_code: str
    founded: date

    @property
    def organisation_code(self) -> str:
        """The nine characters inside the USCC."""
        return self.uscc[8:17]

    @property
    def sole_trader(self) -> bool:
        """个体工商户: code 92."""
        return self.uscc.startswith(_SOLE_TRADER)


@dataclass(frozen=True, slots=True)
class Office:
    """One invented office of a real kind in a real place."""

    name: str
    code: str
    place: Place
    department: Department


def organisation(rng: Random, place: Place, leads: Sequence[str]) -> Organisation:
    """One organisation of a place; its organisation code begins with one of `leads`."""
    words = vocabulary.organisation_words()
    kind = rng.choices(list(KINDS), [share for _, share in KINDS.values()])[0]
    industry = rng.choice(words["industry"])
    inner = codes.organisation_code(rng, lead=rng.choice(leads))
    return Organisation(
        name=_name(rng, place, industry, KINDS[kind][0]),
        uscc=codes.uscc(kind, place.code, inner),
        registration_number=codes.registration_number(rng, place.code),
        representative=rng.choice(words["representative_surnames"]) + trade_name(rng, 1),
        place=place,
        industry=rng.choice(industry["words"]),
        industry_code=industry["code"],
        founded=_FIRST_FOUNDED + timedelta(days=rng.randrange(_FOUNDING_DAYS)),
    )


def _name(rng: Random, place: Place, industry: dict[str, Any], kind: str) -> str:
    form: str = rng.choice(vocabulary.organisation_words()["legal_forms"][kind])
    trade = "" if kind == "sole_trader" else rng.choice(industry["words"])
    return place.name + trade_name(rng, 2) + trade + form


def trade_name(rng: Random, length: int) -> str:
    """A trade name that shows it is invented, with `length` characters after the first."""
    words = vocabulary.organisation_words()
    second: list[str] = rng.choices(words["trade_second"], k=length)
    return str(rng.choice(words["trade_first"])) + "".join(second)


def offices(rng: Random, places: Iterable[Place]) -> Iterator[Office]:
    """Every kind of office once in each place."""
    for place in places:
        for department in vocabulary.departments():
            code = codes.uscc("11", place.code, codes.organisation_code(rng, lead="MB"))
            yield Office(place.name + department.name, code, place, department)
