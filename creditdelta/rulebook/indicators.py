"""What does an indicator say exactly: which count over which, and what is it to reach?

Clause  S29: code conversion 100 %, duplicate and wrong codes at most one permille; S31: late and valid rows.
Data    rulebook/indicators/<name>.toml. The counts are made elsewhere, under the names given there.

>>> found = indicator("wrong_code_ratio", date(2024, 1, 1))
>>> found.label.zh, found.numerator, found.target and found.target.permille
('错码率', 'registrations_with_wrong_code', 1)
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import Place, load, read

NAME = re.compile(r"[a-z]+(_[a-z]+)*")
WHOLE = 1000  # permille


@dataclass(frozen=True, slots=True)
class Target:
    """What the indicator is to reach, in permille."""

    permille: int
    sense: Literal["at_least", "at_most"]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Indicator:
    """One share with its written definition; numerator and denominator are names of counts.

    `term`: where being late matters, the term after which a row is late.
    """

    id: str
    label: Words
    definition: Words
    numerator: str
    denominator: str
    target: Target | None
    term: str
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class _File:
    indicators: tuple[Indicator, ...]


DEFAULTS: dict[type, dict[str, object]] = {Indicator: {"target": None, "term": "", "until": None}}


class UnknownIndicator(LookupError):
    """No indicator of this name is defined for the day."""


def indicators(root: Path | None = None) -> tuple[Indicator, ...]:
    """Every indicator with its days, file by file; `RulebookError` where a file is wrong."""
    return _indicators(root or folder())


def indicator(name: str, day: date, root: Path | None = None) -> Indicator:
    """The definition of an indicator that holds on a day; raises `UnknownIndicator`."""
    for row in indicators(root):
        if row.id == name and in_force(row, day):
            return row
    raise UnknownIndicator(f"{name} on {day}")


@cache
def _indicators(root: Path) -> tuple[Indicator, ...]:
    found: list[Indicator] = []
    for path in sorted((root / "indicators").glob("*.toml")):
        table, place = load(path, defaults=DEFAULTS)
        rows = read(_File, table, place).indicators
        check_rows("indicators", ((row.id, row) for row in (*found, *rows)), place)
        for n, row in enumerate(rows, 1):
            _check(row, place.inside(f"indicators.{n}"))
        found += rows
    return tuple(found)


def _check(row: Indicator, place: Place) -> None:
    for name in (row.id, row.numerator, row.denominator):
        if not NAME.fullmatch(name):
            raise place.error(f"{name!r} is no name", "write it as live_organisations")
    if row.numerator == row.denominator:
        raise place.error(f"{row.id} is always 1", "count two different things")
    if row.target is not None and not 0 <= row.target.permille <= WHOLE:
        raise place.error(f"target {row.target.permille}", "give 0 to 1000 permille")
    check_terms((row.term,), place)
