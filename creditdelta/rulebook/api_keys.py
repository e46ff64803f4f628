"""How long does an API key last, how long do two overlap, how many may an account hold?

Clause  S70, S41.
Data    rulebook/policy/api_keys.toml; grounds: codes/enums/api-key-ground.toml

>>> api_keys_on(date(2024, 1, 1)).longest_days
365
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "policy/api_keys.toml"
GROUNDS = "api-key-ground"


@dataclass(frozen=True, slots=True)
class ApiKeys:
    """The figures of one day."""

    longest_days: int  # from issue to the last day
    warned_days: int  # before the last day
    overlap_days: int  # of a key that was replaced
    most: int  # that work at the same time, of one account
    label_length: int  # signs


def api_keys_on(day: date, root: Path | None = None) -> ApiKeys:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(ApiKeys, FILE, day, root)
