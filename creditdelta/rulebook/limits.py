"""How much may be asked of the interface for programs, by one key or by one network without a key?

Clause  S70; threat T10: scraping, and publishing again what is over.
Data    rulebook/policy/limits.toml

>>> limits_on(date(2026, 1, 1)).key_requests
600
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "policy/limits.toml"


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures of one day."""

    key_requests: int
    network_requests: int
    key_organisations: int
    network_organisations: int
    key_screened: int
    kept_hours: int


def limits_on(day: date, root: Path | None = None) -> Limits:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Limits, FILE, day, root)
