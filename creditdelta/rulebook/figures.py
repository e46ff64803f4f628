"""Dated figures of one file: whole numbers above 0, each with its days and its ground.

Clause  S22. A dataclass of int fields says which figures there are; every one holds on any day asked for.
Data    files of rulebook/ with `[[figures]]` rows
"""

from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import RulebookError, load, read

F = TypeVar("F")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the days on which it holds."""

    name: str
    value: int
    since: date
    basis: Basis
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Figures:
    figures: tuple[Figure, ...]


def figures_on(shape: type[F], file: str, day: date, root: Path | None = None) -> F:
    """The figures of a day as `shape`; `RulebookError` where one is lacking or not known."""
    known: Any = shape
    names = {one.name for one in fields(known)}
    rows = figures(file, root)
    strange = {row.name for row in rows} - names
    if strange:
        mend = f"use only {', '.join(sorted(names))}"
        raise RulebookError(file, "figures", f"no figure is called {min(strange)}", mend)
    held = {row.name: row.value for row in rows if in_force(row, day)}
    lacking = names - held.keys()
    if lacking:
        raise RulebookError(file, "figures", f"no {min(lacking)} on {day}", "add a row")
    return shape(**held)


def figures(file: str, root: Path | None = None) -> tuple[Figure, ...]:
    """Every figure of a file, in its order. `file`: its place below the rulebook's folder."""
    return _figures((root or folder()) / file)


@cache
def _figures(path: Path) -> tuple[Figure, ...]:
    table, place = load(path)
    found = read(_Figures, table, place).figures
    check_rows("figures", ((row.name, row) for row in found), place)
    for row in found:
        if row.value <= 0:
            raise place.error(f"{row.name} is {row.value}", "give a figure above 0")
    return found
