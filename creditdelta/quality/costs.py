"""What do exchanges cost the machine, and how long does it take until what was decided counts?

Clause  S4: the cost of moving credit information is to fall, so it is measured for every exchange.
Pure    what was measured in, sums and ranks out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

WHOLE = 1_000
HALF, NINETY = 500, 900  # permille: the median, and what nine tenths do not exceed


@dataclass(frozen=True, slots=True)
class Cost:
    """What one exchange cost and how long it took, as told when it was over."""

    byte_count: int
    rows: int
    reading_ms: int
    loading_ms: int
    waited_seconds: int
    door: str
    corrected: int
    delays: Mapping[int, int]  # rows by working days from the decision until they counted


@dataclass(slots=True)
class Costs:
    """Exchanges added up. `waits`: exchanges by seconds from arrival until they counted."""

    files: int = 0
    rows: int = 0
    byte_count: int = 0
    machine_ms: int = 0
    waits: Counter[int] = field(default_factory=Counter)
    delays: Counter[int] = field(default_factory=Counter)
    doors: Counter[str] = field(default_factory=Counter)

    def add(self, one: Cost) -> None:
        """One exchange more."""
        self.files += 1
        self.rows += one.rows
        self.byte_count += one.byte_count
        self.machine_ms += one.reading_ms + one.loading_ms
        self.waits[one.waited_seconds] += 1
        self.delays.update(one.delays)
        self.doors[one.door] += 1

    @property
    def ms_of_thousand(self) -> int | None:
        """Processor time for 1,000 rows, in milliseconds, rounded half up; None without a row."""
        return (2 * WHOLE * self.machine_ms + self.rows) // (2 * self.rows) if self.rows else None


def added(costs: Iterable[Cost]) -> Costs:
    """Exchanges added up."""
    found = Costs()
    for one in costs:
        found.add(one)
    return found


def rank(found: Mapping[int, int], permille: int) -> int | None:
    """The least number that so many permille of all do not exceed; None of nothing.

    >>> rank({1: 5, 9: 5}, 500), rank({1: 5, 9: 5}, 510), rank({}, 500)
    (1, 9, None)
    """
    total, so_far = sum(found.values()), 0
    for number in sorted(found):
        so_far += found[number]
        if so_far * WHOLE >= total * permille and found[number]:
            return number
    return None
