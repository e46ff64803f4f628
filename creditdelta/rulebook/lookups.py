"""How long is a look at what is not public open, and what does the weekly review point out?

Clause  S71.
Data    rulebook/policy/lookups.toml

>>> lookups_on(date(2024, 1, 1)).open_minutes
30
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "policy/lookups.toml"


@dataclass(frozen=True, slots=True)
class Lookups:
    """The figures of one day: minutes; times the median; looks in a week."""

    open_minutes: int
    many_factor: int
    many_least: int
    same_least: int
    off_days_least: int


def lookups_on(day: date, root: Path | None = None) -> Lookups:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Lookups, FILE, day, root)
