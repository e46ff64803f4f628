"""How long may a list be that is screened, how many at a time, and how long are the answers kept?

Clause  S30.
Data    rulebook/screening/figures.toml

>>> screening_on(date(2026, 3, 1)).kept_days
7
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "screening/figures.toml"


@dataclass(frozen=True, slots=True)
class Screening:
    """The figures of one day."""

    most_entries: int
    most_in_text: int
    most_open: int
    kept_days: int
    told_days: int


def screening_on(day: date, root: Path | None = None) -> Screening:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Screening, FILE, day, root)
