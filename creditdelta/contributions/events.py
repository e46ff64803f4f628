"""What is done with what a market reporter earned. No event holds a code, a name or content."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ContributionSpent:
    """A market reporter made a look that it had earned. `lookup`: the look in the log of looks."""

    kind: ClassVar[str] = "contribution.spent"
    version: ClassVar[int] = 1

    lookup: bytes
    office: str
    units: int
    on: date
