"""After how many failed passwords is a sign-in held up, for how long, and for whom?

Clause  S70.
Data    rulebook/policy/lock.toml

>>> lock_on(date(2024, 1, 1)).failures
5
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

FigureName = Literal[
    "failures", "window_minutes", "locked_minutes", "device_days", "ipv4_bits", "ipv6_bits",
    "network_tries", "link_hours", "log_days",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the days on which it holds."""

    name: FigureName
    value: int
    since: date
    basis: Basis
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Lock:
    """The figures of one day."""

    failures: int  # after so many within the window, tries are held up
    window_minutes: int
    locked_minutes: int
    device_days: int  # a device is known for so long after a full sign-in
    ipv4_bits: int  # of an address that make one network
    ipv6_bits: int
    network_tries: int  # of one network in a minute
    link_hours: int  # a link to set a password is good for so long
    log_days: int  # the sign-in log is kept for so long


@dataclass(frozen=True, slots=True)
class _Figures:
    figures: tuple[Figure, ...]


def lock_on(day: date, root: Path | None = None) -> Lock:
    """The figures of a day; `RulebookError` where one is lacking."""
    held = {row.name: row.value for row in lock_figures(root) if in_force(row, day)}
    lacking = {one.name for one in fields(Lock)} - held.keys()
    if lacking:
        raise RulebookError("lock.toml", "figures", f"no {min(lacking)} on {day}", "add a row")
    return Lock(**held)


def lock_figures(root: Path | None = None) -> tuple[Figure, ...]:
    """Every figure with its days and its ground, in the file's order."""
    return _figures(root or folder())


@cache
def _figures(root: Path) -> tuple[Figure, ...]:
    table, place = load(root / "policy" / "lock.toml")
    found = read(_Figures, table, place).figures
    check_rows("figures", ((row.name, row) for row in found), place)
    for row in found:
        if row.value <= 0:
            raise place.error(f"{row.name} is {row.value}", "give a figure above 0")
    return found
