"""Who lives in the synthetic world: organisations and offices of four provinces, all invented.

Clause  S22.
Data    demo/words. Divisions are real; names, codes and representatives are made up and say so.
Pure    equal seeds give equal worlds.

>>> made = world(seed=7, organisations=3)
>>> [province for province in made.organisations]
['31', '32', '33', '34']
>>> made == world(seed=7, organisations=3)
True
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from creditdelta.demo import codes, vocabulary
from creditdelta.demo.vocabulary import Department, Place

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
        return self.uscc.startswith("92")


@dataclass(frozen=True, slots=True)
class Office:
    """One invented office of a real kind in a real place."""

    name: str
    code: str
    place: Place
    department: Department


@dataclass(frozen=True, slots=True)
class World:
    """Organisations and offices by the first two digits of their division."""

    organisations: Mapping[str, tuple[Organisation, ...]]
    offices: Mapping[str, tuple[Office, ...]]


def world(seed: int, organisations: int) -> World:
    """A world with as many organisations in each province, and every office once in each place."""
    rng = Random(seed)  # noqa: S311  a repeatable world, no secret
    here = {p: [x for x in vocabulary.places() if x.code.startswith(p)] for p in PROVINCES}
    return World(
        {p: tuple(_organisation(rng, here[p]) for _ in range(organisations)) for p in PROVINCES},
        {p: tuple(_offices(rng, here[p])) for p in PROVINCES},
    )


def _organisation(rng: Random, places: list[Place]) -> Organisation:
    words, place = vocabulary.organisation_words(), rng.choice(places)
    kind = rng.choices(list(KINDS), [share for _, share in KINDS.values()])[0]
    industry = rng.choice(words["industry"])
    inner = codes.organisation_code(rng, lead=rng.choice(["MA", "MA", "MA", "5", "7"]))
    return Organisation(
        name=_name(rng, place, industry, KINDS[kind][0]),
        uscc=codes.uscc(kind, place.code, inner),
        registration_number=codes.registration_number(rng, place.code),
        representative=rng.choice(words["representative_surnames"]) + _trade_name(rng, 1),
        place=place,
        industry=rng.choice(industry["words"]),
        industry_code=industry["code"],
        founded=_FIRST_FOUNDED + timedelta(days=rng.randrange(_FOUNDING_DAYS)),
    )


def _name(rng: Random, place: Place, industry: dict[str, Any], kind: str) -> str:
    form: str = rng.choice(vocabulary.organisation_words()["legal_forms"][kind])
    trade = "" if kind == "sole_trader" else rng.choice(industry["words"])
    return place.name + _trade_name(rng, 2) + trade + form


def _trade_name(rng: Random, length: int) -> str:
    words = vocabulary.organisation_words()
    second: list[str] = rng.choices(words["trade_second"], k=length)
    return str(rng.choice(words["trade_first"])) + "".join(second)


def _offices(rng: Random, places: list[Place]) -> list[Office]:
    return [
        Office(
            name=place.name + department.name,
            code=codes.uscc("11", place.code, codes.organisation_code(rng, lead="MB")),
            place=place,
            department=department,
        )
        for place in places
        for department in vocabulary.departments()
    ]
