"""Who lives in the synthetic world, and whose names, codes and registrations change in it?

Clause  S22, S27, S28.
Data    world/words. Everybody is invented: names begin with words for "sample", codes hold DE.
Pure    equal arguments give equal worlds.

>>> made = world(seed=3, organisations=400)
>>> sum(map(len, made.organisations.values())), len(made.cities())
(400, 41)
>>> made == world(seed=3, organisations=400)
True
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from random import Random

from creditdelta.world import codes, vocabulary
from creditdelta.world.organisations import (
    PROVINCES,
    Office,
    Organisation,
    offices,
    organisation,
    trade_name,
)
from creditdelta.world.vocabulary import Place

LEADS = ("DE",)  # no registration department gives organisation codes that begin so
_OUT_OF_ORDER = "34"  # the province whose older register arrives after the newer one
SHARES = {  # of the organisations of a province; at least two of each
    "renamed": 0.02,
    "recoded": 0.005,
    "renumbered": 0.005,
    "former": 0.01,
    "late": 0.02,
    "never": 0.015,
    "dead": 0.06,
}
_LEAST = 2
LEAST_ORGANISATIONS = 400  # fewer leave a city nobody, or a province no room for every change


@dataclass(frozen=True, slots=True)
class World:
    """Organisations and offices by the first two digits of their division, and what changes.

    renamed          code -> the name a later registration gives
    renamed_earlier  code -> the name an older registration gives, which arrives late
    former           code -> an older name that only the register's column of former names gives
    renumbered       code -> the registration number a later code map gives
    successors       code -> the organisation that takes its place under another code
    late, never      codes whose registration comes late, or never; dead: no longer in business
    """

    organisations: Mapping[str, tuple[Organisation, ...]]
    offices: Mapping[str, tuple[Office, ...]]
    renamed: Mapping[str, str]
    renamed_earlier: Mapping[str, str]
    former: Mapping[str, str]
    renumbered: Mapping[str, str]
    successors: Mapping[str, Organisation]
    late: frozenset[str]
    never: frozenset[str]
    dead: frozenset[str]

    def everybody(self) -> Iterator[Organisation]:
        """All organisations, province after province, without successors."""
        return chain.from_iterable(self.organisations.values())

    def cities(self) -> frozenset[str]:
        """The four-digit codes of the cities in which somebody lives."""
        return frozenset(one.place.code[:4] for one in self.everybody())


@dataclass(slots=True)
class _Register:
    """Names and numbers given so far: none is given twice."""

    rng: Random
    taken: set[str]

    def new(self, place: Place) -> Organisation:
        while True:
            one = organisation(self.rng, place, LEADS)
            marks = {one.name, one.organisation_code, one.registration_number}
            if self.taken.isdisjoint(marks):
                self.taken |= marks
                return one

    def other_name(self, one: Organisation) -> str:
        """A new name of the same place and legal form."""
        rest = one.name[len(one.place.name) + 3 :]
        while True:
            name = one.place.name + trade_name(self.rng, 2) + rest
            if name not in self.taken:
                self.taken.add(name)
                return name


def world(seed: int | str, organisations: int) -> World:
    """A world of about `organisations` (never under 400), spread by the cities' weights."""
    organisations = max(organisations, LEAST_ORGANISATIONS)
    rng = Random(f"world {seed}")  # noqa: S311  a repeatable world, no secret
    register = _Register(rng, set())
    lives = {
        province: tuple(_residents(register, province, organisations)) for province in PROVINCES
    }
    parts = {province: _parts(rng, lives[province]) for province in PROVINCES}
    chosen = {name: [one for part in parts.values() for one in part[name]] for name in SHARES}
    earlier = _others(rng, lives[_OUT_OF_ORDER], parts[_OUT_OF_ORDER])
    return World(
        organisations=lives,
        offices={p: tuple(offices(rng, _places(p))) for p in PROVINCES},
        renamed={one.uscc: register.other_name(one) for one in chosen["renamed"]},
        renamed_earlier={one.uscc: register.other_name(one) for one in earlier},
        former={one.uscc: register.other_name(one) for one in chosen["former"]},
        renumbered={
            one.uscc: register.new(one.place).registration_number for one in chosen["renumbered"]
        },
        successors={one.uscc: _successor(register, one) for one in chosen["recoded"]},
        late=frozenset(one.uscc for one in chosen["late"]),
        never=frozenset(one.uscc for one in chosen["never"]),
        dead=frozenset(one.uscc for one in chosen["dead"]),
    )


def _places(province: str) -> list[Place]:
    return [place for place in vocabulary.places() if place.code.startswith(province)]


def _residents(register: _Register, province: str, organisations: int) -> Iterator[Organisation]:
    weights = vocabulary.city_weights()
    unit = organisations / sum(weights.values())
    ends, so_far = {}, 0.0
    for city, weight in weights.items():  # shares rounded so that they add up
        first, so_far = so_far, so_far + weight * unit
        ends[city] = max(1, round(so_far) - round(first))
    for city in (city for city in weights if city.startswith(province)):
        here = [place for place in _places(province) if place.code.startswith(city)]
        for _ in range(ends[city]):
            yield register.new(register.rng.choice(here))


def _parts(rng: Random, here: tuple[Organisation, ...]) -> dict[str, list[Organisation]]:
    """Separate groups for the named changes."""
    sizes = {name: max(_LEAST, round(share * len(here))) for name, share in SHARES.items()}
    drawn = iter(rng.sample(here, sum(sizes.values())))
    return {name: [next(drawn) for _ in range(size)] for name, size in sizes.items()}


def _others(
    rng: Random, here: tuple[Organisation, ...], parts: dict[str, list[Organisation]]
) -> list[Organisation]:
    taken = {one.uscc for part in parts.values() for one in part}
    free = [one for one in here if one.uscc not in taken]
    return rng.sample(free, max(_LEAST, len(here) // 100))


def _successor(register: _Register, one: Organisation) -> Organisation:
    """The same name and place under a new code and registration number."""
    new = register.new(one.place)
    uscc = codes.uscc(one.uscc[:2], one.place.code, new.organisation_code)
    return replace(one, uscc=uscc, registration_number=new.registration_number)
