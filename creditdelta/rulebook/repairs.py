"""How is a record repaired on a day: which procedure, which papers, by when does who answer?

Clause  S72, S74; seed 4.4.2.
Data    rulebook/repair/regimes.toml; the shortest periods: rulebook/publication

>>> [regime_on(date(year, 4, 1)).id for year in (2022, 2024, 2026)]
['before_2023', 'order_58', 'order_36']
>>> regime_on(date(2026, 4, 1)).papers, clock_on("share", date(2026, 4, 1)).term
(('commitment', 'proof'), '+3wd')
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, TypeVar

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.instruments import instruments
from creditdelta.rulebook.strict import Place, load, read

FILE = "repair/regimes.toml"
Decider = Literal["recogniser", "site"]
About = Literal["record", "entry"]
Effect = Literal["publicity", "sharing", "measures"]
How = Literal["known", "signed", "file"]
T = TypeVar("T")
ClockStep = Literal["forward", "accept", "decide", "extend", "complete", "share", "barred", "again"]


class NoRule(LookupError):
    """The rulebook says nothing for that day."""


@dataclass(frozen=True, slots=True)
class By:
    """Who decides on the repair of a record, and of an entry in a list."""

    record: Decider
    entry: Decider


@dataclass(frozen=True, slots=True)
class Regime:
    """A procedure. `papers`: what is asked for, in the order of the steps; `ends`: what a repair ends."""

    id: str
    label: Words
    instrument: str
    by: By
    ends: tuple[Effect, ...]
    papers: tuple[str, ...]
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Paper:
    """Something asked for, and where it comes from."""

    id: str
    label: Words
    how: How


@dataclass(frozen=True, slots=True)
class Way:
    """Why something may be repaired. `lifts`: only until a plan has been carried out."""

    id: str
    label: Words
    hint: Words
    minimum: bool
    lifts: bool
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Commitment:
    """The text that is signed."""

    text: Words
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Clock:
    """Within which term a step is taken."""

    step: ClockStep
    term: str
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Repairs:
    """Everything the rulebook says about repair."""

    regimes: tuple[Regime, ...]
    papers: tuple[Paper, ...]
    ways: tuple[Way, ...]
    commitments: tuple[Commitment, ...]
    clocks: tuple[Clock, ...]


DEFAULTS: dict[type, dict[str, object]] = {
    kind: {"until": None} for kind in (Regime, Way, Commitment, Clock)
}


def repairs(root: Path | None = None) -> Repairs:
    """All of it; `RulebookError` where the file is wrong."""
    return _repairs(root or folder())


def regime_on(day: date, root: Path | None = None) -> Regime:
    """The procedure for applications of a day; `NoRule`."""
    return _only([one for one in repairs(root).regimes if in_force(one, day)], day)


def ways_on(day: date, root: Path | None = None) -> Mapping[str, Way]:
    """Why something may be repaired on a day, by id."""
    return {one.id: one for one in repairs(root).ways if in_force(one, day)}


def commitment_on(day: date, root: Path | None = None) -> Commitment:
    """The text to be signed on a day; `NoRule`."""
    return _only([one for one in repairs(root).commitments if in_force(one, day)], day)


def clock_on(step: ClockStep, day: date, root: Path | None = None) -> Clock:
    """The term of a step on a day; `NoRule` where there is none, as for extending before 2026."""
    found = [one for one in repairs(root).clocks if one.step == step and in_force(one, day)]
    return _only(found, day)


def papers(root: Path | None = None) -> Mapping[str, Paper]:
    """What may be asked for, by id."""
    return {one.id: one for one in repairs(root).papers}


def papers_on(day: date, root: Path | None = None) -> Words:
    """What an application of a day needs, in words."""
    labels = [papers(root)[id].label for id in regime_on(day, root).papers]
    return Words("、".join(one.zh for one in labels), ", ".join(one.en for one in labels))


def _only(found: list[T], day: date) -> T:
    if not found:
        raise NoRule(day.isoformat())
    return found[0]


@cache
def _repairs(root: Path) -> Repairs:
    table, place = load(root / FILE, defaults=DEFAULTS)
    found = read(Repairs, table, place)
    _check(found, place, root)
    return found


def _check(found: Repairs, place: Place, root: Path) -> None:
    check_rows("regimes", (("", one) for one in found.regimes), place)
    check_rows("ways", ((one.id, one) for one in found.ways), place)
    check_rows("commitments", (("", one) for one in found.commitments), place)
    check_rows("clocks", ((one.step, one) for one in found.clocks), place)
    known = {one.id for one in found.papers}
    for n, one in enumerate(found.regimes, 1):
        here = place.inside(f"regimes.{n}")
        for paper in sorted(set(one.papers) - known):
            raise here.error(f"no paper {paper!r}", "add it to [[papers]]")
        if one.instrument and one.instrument not in instruments(root):
            raise here.error(f"no document {one.instrument!r}", "name a file of instruments/")
    for n, clock in enumerate(found.clocks, 1):
        check_terms((clock.term,), place.inside(f"clocks.{n}"))
