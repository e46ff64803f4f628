"""How often is a notification by webhook tried, for how long, and how many may an office have?

Clause  S30.
Data    rulebook/webhooks/sending.toml; kinds: codes/enums/webhook-kind.toml

>>> webhooks_on(date(2024, 1, 1)).timeout_seconds
10
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "webhooks/sending.toml"
KINDS = "webhook-kind"


@dataclass(frozen=True, slots=True)
class Webhooks:
    """The figures of one day."""

    window_minutes: int
    first_delay_minutes: int
    growth: int
    longest_delay_minutes: int
    jitter_percent: int
    most_attempts: int
    timeout_seconds: int
    at_once: int
    most: int  # open at the same time, of one office
    overlap_hours: int  # of a secret that was replaced
    log_days: int


def webhooks_on(day: date, root: Path | None = None) -> Webhooks:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Webhooks, FILE, day, root)
