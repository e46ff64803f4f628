"""When is a submission so unusual that somebody looks first, and when do its own bytes go?

Clause  S31, S3: what is taken in is taken in by rule.
Data    rulebook/intake/breaker.toml, rulebook/intake/originals.toml

>>> breaker_on(date(2024, 1, 1)).factor, originals_on(date(2024, 1, 1)).term
(10, '+30d')
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.figures import figures_on
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import load, read

BREAKER = "intake/breaker.toml"


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
class _Terms:
    terms: tuple[Originals, ...]


class NotInForce(LookupError):
    """No row of a rule holds on the day asked for."""


def breaker_on(day: date, root: Path | None = None) -> Breaker:
    """The breaker's figures of a day; `RulebookError` when one is lacking."""
    return figures_on(Breaker, BREAKER, day, root)


def originals_on(day: date, root: Path | None = None) -> Originals:
    """The term of a day for original bytes; `NotInForce` when there is none, `RulebookError`."""
    for row in _terms(root or folder()):
        if in_force(row, day):
            return row
    raise NotInForce(f"originals.toml: nothing holds on {day}")


@cache
def _terms(root: Path) -> tuple[Originals, ...]:
    table, place = load(root / "intake" / "originals.toml", defaults={Originals: {"until": None}})
    found = read(_Terms, table, place).terms
    check_rows("terms", (("", row) for row in found), place)
    for n, row in enumerate(found, 1):
        check_terms((row.term,), place.inside(f"terms.{n}"))
        if not row.term:
            raise place.inside(f"terms.{n}").error("a term is empty", "write it as +30d")
    return found
