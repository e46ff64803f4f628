"""How many may be entered in a list, or removed from it, on one day before the credit office must look?

Clause  S37; threats T6, T7.
Data    rulebook/lists/breaker.toml

>>> breaker_on(date(2026, 3, 1)).times_usual
10
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "lists/breaker.toml"


@dataclass(frozen=True, slots=True)
class Breaker:
    """The figures of one day."""

    least_a_day: int
    usual_days: int
    times_usual: int
    share_per_mille: int


def breaker_on(day: date, root: Path | None = None) -> Breaker:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Breaker, FILE, day, root)
