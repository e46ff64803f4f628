"""How many organisations are there in each city, of which life, industry and kind?

Clause  S29, S34. Organisations that evidence confirms; counted while they pass, so that one reading of
them all serves every count. A city is where an organisation is registered today, else where its code
was given; "" is outside the member cities.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

import pyarrow as pa

from creditdelta.archive.organisations import Organisation
from creditdelta.pipeline.ledger_rows import ID
from creditdelta.records.publishing import about
from creditdelta.rulebook.cities import city_code
from creditdelta.rulebook.industries import section_of
from creditdelta.rulebook.life import Life, life_of

ALIVE = "alive"
RENAMED = 50  # so many organisations that changed their name are remembered, as examples


@dataclass(slots=True)
class Census:
    """Counts by city, filled by `passing`. Industry and kind are those of the living.

    `industries`: without sole traders, of whom only the number is given. `kinds`: by the first two
    characters of the code. `renamed`: codes that may be offered as examples.
    """

    lives: Counter[tuple[str, Life]] = field(default_factory=Counter)
    industries: Counter[tuple[str, str]] = field(default_factory=Counter)
    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)
    renamed: list[str] = field(default_factory=list)
    refs: list[bytes] = field(default_factory=list)
    places: list[str] = field(default_factory=list)

    def cities(self) -> pa.Table:
        """The city of each organisation, as `tallied` wants it."""
        return pa.table({"subject": pa.array(self.refs, ID), "place": pa.array(self.places)})


def passing(
    organisations: Iterable[Organisation], census: Census, day: date
) -> Iterator[Organisation]:
    """Hand every organisation on, counted."""
    place_of, life, section = cache(city_code), cache(life_of), cache(section_of)
    for one in organisations:
        portrait = one.portrait
        place = place_of(portrait.division or one.code[2:8], day)
        state = life(portrait.status, day)
        census.lives[place, state] += 1
        census.refs.append(one.ref)
        census.places.append(place)
        if state == ALIVE:
            census.kinds[place, one.code[:2]] += 1
            if about(one.code) == "organisation":
                census.industries[place, section(portrait.industry, day)] += 1
                if portrait.former and len(census.renamed) < RENAMED:
                    census.renamed.append(one.code)
        yield one
