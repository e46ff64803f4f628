"""How long does a code of invitation last, how many wrong ones a day, how many deputies?

Clause  S9.
Data    rulebook/representation/limits.toml; grounds of withdrawal: codes/enums/representation-ground.toml

>>> limits_on(date(2024, 1, 1)).letter_days
60
"""

from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import RulebookError, load, read

GROUNDS = "representation-ground"
FILE = "limits.toml"


@dataclass(frozen=True, slots=True)
class Limit:
    """One figure with the days on which it holds."""

    name: Literal["letter_days", "code_days", "wrong_codes", "deputies"]
    value: int
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures in force on a day."""

    letter_days: int  # of a code on a letter
    code_days: int  # of a code for a deputy or a successor
    wrong_codes: int  # a day, of an account or a network
    deputies: int  # of one organisation


@dataclass(frozen=True, slots=True)
class _Limits:
    limits: tuple[Limit, ...]


NAMES = tuple(each.name for each in fields(Limits))


class NotInForce(LookupError):
    """No row of a figure holds on the day asked for."""


def limits_on(day: date, root: Path | None = None) -> Limits:
    """The figures of a day; `NotInForce` when one is lacking, `RulebookError`."""
    held = {row.name: row.value for row in limits(root) if in_force(row, day)}
    if lacking := [name for name in NAMES if name not in held]:
        raise NotInForce(f"{FILE}, {lacking[0]}: nothing holds on {day}")
    return Limits(**{name: held[name] for name in held})


def limits(root: Path | None = None) -> tuple[Limit, ...]:
    """Every figure with its days and its ground, in the file's order."""
    return _limits(root or folder())


@cache
def _limits(root: Path) -> tuple[Limit, ...]:
    defaults: dict[type, dict[str, object]] = {Limit: {"until": None}}
    table, place = load(root / "representation" / FILE, defaults=defaults)
    rows = read(_Limits, table, place).limits
    check_rows("limits", ((row.name, row) for row in rows), place)
    for n, row in enumerate(rows, 1):
        if row.value <= 0:
            here = place.inside(f"limits.{n}")
            raise here.error(f"{row.name} is {row.value}", "give a figure above 0")
    if lacking := set(NAMES) - {row.name for row in rows}:
        raise RulebookError(FILE, "limits", f"no {min(lacking)}", "add a row for each figure")
    return rows
