"""How is the quality of reporting measured, and which level of maturity do which measures reach?

Clause  S4, S31.
Data    rulebook/quality/measures.toml, maturity.toml, figures.toml. The counts are made elsewhere, under
        the names given there.

>>> day = date(2026, 3, 31)
>>> measures(day)["late_ratio"].label.zh, [row.label.zh for row in levels(day)]
('迟报率', ['起步', '规范', '及时', '可靠', '稳定'])
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.figures import figures_on
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import Place, load, read

Unit = Literal["permille", "working_days", "months"]
FILE = "quality/figures.toml"
SHARE: Unit = "permille"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure with its written definition. A share names its two counts, another unit none."""

    id: str
    label: Words
    definition: Words
    advice: Words
    unit: Unit
    numerator: str
    denominator: str
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Condition:
    """What a measure must reach: permille of a share, days, or months; one of the two is given."""

    measure: str
    at_least: int | None
    at_most: int | None


@dataclass(frozen=True, slots=True)
class Level:
    """A level of maturity; it is reached with all lower ones."""

    level: int
    label: Words
    conditions: tuple[Condition, ...]
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Window:
    """The figures of one day: months of a window and of a trend; working days until a month is closed."""

    window_months: int
    trend_months: int
    closing_days: int


@dataclass(frozen=True, slots=True)
class _Measures:
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class _Levels:
    levels: tuple[Level, ...]


DEFAULTS: dict[type, dict[str, object]] = {
    Measure: {"numerator": "", "denominator": "", "until": None},
    Condition: {"at_least": None, "at_most": None},
    Level: {"until": None},
}


def measures(day: date | None = None, root: Path | None = None) -> dict[str, Measure]:
    """The measures of a day (None: that ever were) by id, in the file's order; `RulebookError`."""
    rows = _measures(root or folder())
    return {row.id: row for row in rows if day is None or in_force(row, day)}


def levels(day: date | None = None, root: Path | None = None) -> tuple[Level, ...]:
    """The levels of a day (None: that ever were), the lowest first; `RulebookError`."""
    rows = _levels(root or folder())
    return tuple(row for row in rows if day is None or in_force(row, day))


def window_on(day: date, root: Path | None = None) -> Window:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Window, FILE, day, root)


@cache
def _measures(root: Path) -> tuple[Measure, ...]:
    table, place = load(root / "quality" / "measures.toml", defaults=DEFAULTS)
    rows = read(_Measures, table, place).measures
    check_rows("measures", ((row.id, row) for row in rows), place)
    for n, row in enumerate(rows, 1):
        if (row.unit == SHARE) != bool(row.numerator and row.denominator):
            mend = "a share names numerator and denominator, another unit neither"
            raise place.inside(f"measures.{n}").error(f"{row.id} and its counts", mend)
    return rows


@cache
def _levels(root: Path) -> tuple[Level, ...]:
    table, place = load(root / "quality" / "maturity.toml", defaults=DEFAULTS)
    rows = read(_Levels, table, place).levels
    check_rows("levels", ((str(row.level), row) for row in rows), place)
    known = {row.id for row in _measures(root)}
    for n, row in enumerate(rows, 1):
        for one in row.conditions:
            _check(one, known, place.inside(f"levels.{n}"))
    return tuple(sorted(rows, key=lambda row: row.level))


def _check(one: Condition, known: set[str], here: Place) -> None:
    if one.measure not in known:
        raise here.error(f"no measure {one.measure!r}", "name one of measures.toml")
    if (one.at_least is None) == (one.at_most is None):
        raise here.error(f"{one.measure} has no one limit", "give at_least or at_most")
