"""Within how many working days should what waits at an office be done, and when is it nearly due?

Clause  S31. They order the inbox and remind; no right and no record depends on them.
Data    rulebook/intake/desk.toml

>>> terms_on(date(2026, 3, 2)).soon_days
3
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "intake/desk.toml"


@dataclass(frozen=True, slots=True)
class Terms:
    """Working days from the day on which something began to wait; `soon_days`: left until it is due."""

    question_days: int
    confirm_days: int
    mend_days: int
    second_look_days: int
    second_officer_days: int
    list_owner_days: int
    soon_days: int


def terms_on(day: date, root: Path | None = None) -> Terms:
    """The terms of a day; `RulebookError` where one is lacking."""
    return figures_on(Terms, FILE, day, root)
