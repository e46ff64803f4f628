"""When is a submission so unusual that somebody looks first, and when do its own bytes go?

Clause  S31, S3: what is taken in is taken in by rule.
Data    rulebook/intake/breaker.toml, rulebook/intake/originals.toml

>>> breaker_on(date(2024, 1, 1)).factor, originals_on(date(2024, 1, 1)).term
(10, '+30d')
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import Dated, check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import RulebookError, load, read

ThresholdName = Literal[
    "factor",
    "least_rows",
    "least_submissions",
    "city_permille",
    "city_least_rows",
    "withdrawal_permille",
    "withdrawal_least",
]


@dataclass(frozen=True, slots=True)
class Threshold:
    """One figure of the breaker with the days on which it holds."""

    name: ThresholdName
    value: int
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Breaker:
    """The figures in force on one day: above them a submission waits for an officer."""

    factor: int  # times the mean of the source's earlier submissions of the kind
    least_rows: int  # rows under which the factor never trips
    least_submissions: int  # earlier ones without which there is no mean
    city_permille: int  # adverse rows per thousand organisations of a city
    city_least_rows: int
    withdrawal_permille: int  # withdrawals per thousand live records of the source
    withdrawal_least: int


@dataclass(frozen=True, slots=True)
class Originals:
    """The term after the return slip at whose end the bytes of a submission are destroyed."""

    term: str
    start: Literal["return_slip"]
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class _Thresholds:
    thresholds: tuple[Threshold, ...]


@dataclass(frozen=True, slots=True)
class _Terms:
    terms: tuple[Originals, ...]


DEFAULTS: dict[type, dict[str, object]] = {Threshold: {"until": None}, Originals: {"until": None}}
NAMES = tuple(each.name for each in fields(Breaker))


class NotInForce(LookupError):
    """No row of a rule holds on the day asked for."""


def breaker_on(day: date, root: Path | None = None) -> Breaker:
    """The breaker's figures of a day; `NotInForce` when one is lacking, `RulebookError`."""
    held = {row.name: row.value for row in thresholds(root) if in_force(row, day)}
    lacking = [name for name in NAMES if name not in held]
    if lacking:
        raise NotInForce(f"breaker.toml, {lacking[0]}: nothing holds on {day}")
    return Breaker(**{name: held[name] for name in held})


def originals_on(day: date, root: Path | None = None) -> Originals:
    """The term of a day for original bytes; `NotInForce` when there is none, `RulebookError`."""
    for row in _terms(root or folder()):
        if in_force(row, day):
            return row
    raise NotInForce(f"originals.toml: nothing holds on {day}")


def thresholds(root: Path | None = None) -> tuple[Threshold, ...]:
    """Every figure of the breaker with its days and its ground, in the file's order."""
    return _thresholds(root or folder())


@cache
def _thresholds(root: Path) -> tuple[Threshold, ...]:
    table, place = load(root / "intake" / "breaker.toml", defaults=DEFAULTS)
    found = read(_Thresholds, table, place).thresholds
    in_order: Iterable[tuple[str, Dated]] = ((row.name, row) for row in found)
    check_rows("thresholds", in_order, place)
    for n, row in enumerate(found, 1):
        if row.value <= 0:
            here = place.inside(f"thresholds.{n}")
            raise here.error(f"{row.name} is {row.value}", "give a figure above 0")
    lacking = set(NAMES) - {row.name for row in found}
    if lacking:
        raise _lacking(min(lacking))
    return found


def _lacking(name: str) -> RulebookError:
    return RulebookError("breaker.toml", "thresholds", f"no {name}", "add a row for each figure")


@cache
def _terms(root: Path) -> tuple[Originals, ...]:
    table, place = load(root / "intake" / "originals.toml", defaults=DEFAULTS)
    found = read(_Terms, table, place).terms
    check_rows("terms", (("", row) for row in found), place)
    for n, row in enumerate(found, 1):
        check_terms((row.term,), place.inside(f"terms.{n}"))
        if not row.term:
            raise place.inside(f"terms.{n}").error("a term is empty", "write it as +30d")
    return found
