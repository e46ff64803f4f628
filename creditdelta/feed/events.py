"""What the feed adds to the journal: a day began on which records end, or begin, to be public."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class DayTurned:
    """By the calendar alone more may be shown of some organisations from this day on, or less."""

    kind: ClassVar[str] = "feed.day_turned"
    version: ClassVar[int] = 1

    day: date
