"""Which words is the synthetic world made of: places, offices, trades, offences, headings.

Clause  S22: the demonstration shows real shapes without one real record.
Data    world/words. Divisions are real, everybody in them is invented.
Pure    reads package data once.
"""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Place:
    """One county-level division with its city, as both stand in names and addresses."""

    code: str
    city: str
    district: str

    @property
    def name(self) -> str:
        """Full name without the province: 南京市玄武区."""
        return self.city + self.district


@dataclass(frozen=True, slots=True)
class Department:
    """A kind of office, and the mark that stands in the numbers of its decisions."""

    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Offence:
    """One kind of offence with the phrases of a decision about it."""

    department: str
    kind: str
    fact: str
    basis: str


@dataclass(frozen=True, slots=True)
class Licence:
    """One kind of licence with the words of its decision."""

    department: str
    title: str
    certificate: str
    content: str
    category: str


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((files("creditdelta.world") / "words" / name).read_text(encoding="utf-8"))


@cache
def places() -> tuple[Place, ...]:
    """Every division the synthetic world uses, in code order."""
    text = (files("creditdelta.world") / "words" / "places.csv").read_text(encoding="utf-8")
    return tuple(Place(**row) for row in csv.DictReader(text.splitlines()))


@cache
def departments() -> tuple[Department, ...]:
    """Kinds of offices; each exists once in every place."""
    return tuple(Department(**row) for row in _toml("authorities.toml")["department"])


@cache
def offences() -> tuple[Offence, ...]:
    """Kinds of offences; every department has at least one."""
    return tuple(Offence(**row) for row in _toml("offences.toml")["offence"])


@cache
def licences() -> tuple[Licence, ...]:
    """Kinds of licences; every department gives at least one."""
    return tuple(Licence(**row) for row in _toml("licences.toml")["licence"])


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The opening, objects or evidence of a decision's facts."""
    return tuple(_toml("offences.toml")[name])


@cache
def organisation_words() -> dict[str, Any]:
    """Trade names, industries, legal forms and invented representatives."""
    return _toml("organisations.toml")


@cache
def form(name: str) -> tuple[tuple[str, str], ...]:
    """The columns of one supplier form: heading and what stands there, in the file's order."""
    return tuple((heading, role) for heading, role in _toml("forms.toml")[name]["columns"])


def headings(name: str) -> tuple[str, ...]:
    """The headings of one supplier form in the order of the file."""
    return tuple(heading for heading, _ in form(name))


@cache
def city_weights() -> dict[str, int]:
    """How many organisations a city has in proportion to others, by its four-digit code."""
    weights: dict[str, int] = _toml("cities.toml")["weights"]
    return weights


@cache
def suppliers() -> dict[str, Any]:
    """Shares of record kinds, and the forms and formats in which the provinces send them."""
    return _toml("suppliers.toml")
