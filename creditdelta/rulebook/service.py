"""By which ways does a notice count as served, and from which day?

Clause  S9.
Data    rulebook/notices/service.toml

>>> method_on("public", date(2026, 4, 1)).counts, method_on("electronic", date(2026, 4, 1)).agreed
('+30d', True)
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.kernel.terms import StepUnclear, step
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.notices import Channel
from creditdelta.rulebook.strict import load, read


class UnknownMethod(LookupError):
    """No row of service.toml serves by that way on that day."""


@dataclass(frozen=True, slots=True)
class Method:
    """A way of service. `counts`: a term from the day of the act. `proof`: a paper must prove it."""

    id: str
    label: Words
    channels: tuple[Channel, ...]
    counts: str
    proof: bool
    agreed: bool  # only where the organisation agreed to it
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class _File:
    methods: tuple[Method, ...]


def methods(root: Path | None = None) -> tuple[Method, ...]:
    """Every row of the file; `RulebookError` where one is wrong."""
    return _methods(root or folder())


def methods_on(day: date, root: Path | None = None) -> tuple[Method, ...]:
    """The ways there are on a day."""
    return tuple(row for row in methods(root) if in_force(row, day))


def method_on(id: str, day: date, root: Path | None = None) -> Method:
    """The way of that name as it is on a day; raises `UnknownMethod`."""
    for row in methods_on(day, root):
        if row.id == id:
            return row
    raise UnknownMethod(f"{id} on {day}")


@cache
def _methods(root: Path) -> tuple[Method, ...]:
    table, place = load(root / "notices" / "service.toml", defaults={Method: {"until": None}})
    found = read(_File, table, place).methods
    check_rows("methods", ((row.id, row) for row in found), place)
    for row in found:
        try:
            forward = step(row.counts).count >= 0
        except StepUnclear:
            forward = False
        if not forward:
            raise place.inside(row.id).error(f"counts {row.counts!r}", "write +0d or +30d")
    return found
