"""How long does somebody stay signed in, and for how long is a proof of who acts fresh?

Clause  S70.
Data    rulebook/policy/sessions.toml

>>> sessions_on(date(2024, 1, 1)).fresh_minutes
15
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


@dataclass(frozen=True, slots=True)
class Limit:
    """One figure with the days on which it holds."""

    name: Literal["idle_minutes", "longest_minutes", "fresh_minutes"]
    value: int
    since: date
    basis: Basis
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Sessions:
    """The figures of one day, in minutes."""

    idle_minutes: int
    longest_minutes: int
    fresh_minutes: int


@dataclass(frozen=True, slots=True)
class _Limits:
    limits: tuple[Limit, ...]


def sessions_on(day: date, root: Path | None = None) -> Sessions:
    """The limits of sessions on a day; `RulebookError` where one is lacking."""
    held = {row.name: row.value for row in limits(root) if in_force(row, day)}
    lacking = {one.name for one in fields(Sessions)} - held.keys()
    if lacking:
        mend = "add a row"
        raise RulebookError("sessions.toml", "limits", f"no {min(lacking)} on {day}", mend)
    return Sessions(**held)


def limits(root: Path | None = None) -> tuple[Limit, ...]:
    """Every limit with its days and its ground, in the file's order."""
    return _limits(root or folder())


@cache
def _limits(root: Path) -> tuple[Limit, ...]:
    table, place = load(root / "policy" / "sessions.toml")
    found = read(_Limits, table, place).limits
    check_rows("limits", ((row.name, row) for row in found), place)
    for row in found:
        if row.value <= 0:
            raise place.error(f"{row.name} is {row.value}", "give a figure above 0")
    return found
