"""How often is a notice sent again, after how long, and why may sending fail?

Clause  S9.
Data    rulebook/notices/sending.toml

>>> sending_on(date(2024, 1, 1)).most_attempts
8
"""

from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.notices import Channel
from creditdelta.rulebook.strict import RulebookError, load, read


@dataclass(frozen=True, slots=True)
class Limit:
    """One figure with the days on which it holds."""

    name: Literal[
        "window_minutes",
        "first_delay_minutes",
        "growth",
        "longest_delay_minutes",
        "most_attempts",
        "mails_at_once",
    ]
    value: int
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Failure:
    """Why sending may fail, and on which channels."""

    id: str
    label: Words
    channels: tuple[Channel, ...]
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Sending:
    """The figures of one day."""

    window_minutes: int
    first_delay_minutes: int
    growth: int
    longest_delay_minutes: int
    most_attempts: int
    mails_at_once: int


@dataclass(frozen=True, slots=True)
class _File:
    limits: tuple[Limit, ...]
    failures: tuple[Failure, ...]


def sending_on(day: date, root: Path | None = None) -> Sending:
    """The figures of sending on a day; `RulebookError` where one is lacking."""
    held = {row.name: row.value for row in limits(root) if in_force(row, day)}
    lacking = {one.name for one in fields(Sending)} - held.keys()
    if lacking:
        mend = "add a row"
        raise RulebookError("sending.toml", "limits", f"no {min(lacking)} on {day}", mend)
    return Sending(**held)


def limits(root: Path | None = None) -> tuple[Limit, ...]:
    """Every figure with its days and its ground."""
    return _file(root or folder()).limits


def failures(root: Path | None = None) -> tuple[Failure, ...]:
    """Every reason of failure; `RulebookError` where a row is wrong."""
    return _file(root or folder()).failures


@cache
def _file(root: Path) -> _File:
    ends: dict[str, object] = {"until": None}
    table, place = load(root / "notices" / "sending.toml", defaults={Limit: ends, Failure: ends})
    found = read(_File, table, place)
    check_rows("limits", ((row.name, row) for row in found.limits), place)
    check_rows("failures", ((row.id, row) for row in found.failures), place)
    for row in found.limits:
        if row.value <= 0:
            raise place.inside(row.name).error(f"{row.value}", "give a figure above 0")
    return found
