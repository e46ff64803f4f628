"""How large may an upload be, how many at a time, and how long does it stay?

Clause  S31.
Data    rulebook/intake/uploads.toml

>>> uploads_on(date(2026, 3, 1)).wrong_rows
2000
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.rulebook.figures import figures_on

FILE = "intake/uploads.toml"


@dataclass(frozen=True, slots=True)
class Uploads:
    """The figures of one day."""

    largest_megabytes: int
    part_kilobytes: int
    spare_megabytes: int
    most_open: int
    wrong_rows: int
    unconfirmed_days: int
    ended_days: int


def uploads_on(day: date, root: Path | None = None) -> Uploads:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Uploads, FILE, day, root)
