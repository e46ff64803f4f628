"""Who lives in the small world of the demonstration: as many organisations in each province.

Clause  S22.
Data    world/words. Divisions are real; names, codes and representatives are made up and say so.
Pure    equal seeds give equal worlds.

>>> made = world(seed=7, organisations=3)
>>> [province for province in made.organisations]
['31', '32', '33', '34']
>>> made == world(seed=7, organisations=3)
True
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from creditdelta.world import vocabulary
from creditdelta.world.organisations import PROVINCES, Office, Organisation, offices, organisation

_LEADS = ("MA", "MA", "MA", "5", "7")


@dataclass(frozen=True, slots=True)
class World:
    """Organisations and offices by the first two digits of their division."""

    organisations: Mapping[str, tuple[Organisation, ...]]
    offices: Mapping[str, tuple[Office, ...]]


def world(seed: int, organisations: int) -> World:
    """A world with as many organisations in each province, and every office once in each place."""
    rng = Random(seed)  # noqa: S311  a repeatable world, no secret
    here = {p: [x for x in vocabulary.places() if x.code.startswith(p)] for p in PROVINCES}
    every = range(organisations)
    return World(
        {p: tuple(organisation(rng, rng.choice(here[p]), _LEADS) for _ in every) for p in here},
        {p: tuple(offices(rng, here[p])) for p in here},
    )
