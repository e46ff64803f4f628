"""How long does somebody stay signed in, and for how long is a proof of who acts fresh?

Clause  S70.
Data    rulebook/policy/sessions.toml

>>> sessions_on(date(2024, 1, 1)).fresh_minutes
15
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "policy/sessions.toml"


@dataclass(frozen=True, slots=True)
class Sessions:
    """The figures of one day, in minutes."""

    idle_minutes: int
    longest_minutes: int
    fresh_minutes: int


def sessions_on(day: date, root: Path | None = None) -> Sessions:
    """The limits of sessions on a day; `RulebookError` where one is lacking."""
    return figures_on(Sessions, FILE, day, root)
