"""What does the world remember from file to file: who may be met, which rows were sent, what is promised?

Clause  S22. State of one build; nothing outlives it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from creditdelta.world.files import Wrong
from creditdelta.world.make import World
from creditdelta.world.organisations import PROVINCES, Organisation
from creditdelta.world.records import Record
from creditdelta.world.supplies import Supply

_KEPT_ROWS = 400  # rows remembered of one file, for corrections and withdrawals


@dataclass(slots=True)
class Row:
    """One row before it is written: the right record, what is wrong with it, and why it is there.

    `spelled` is the name as written where that is not as registered.
    """

    record: Record
    situation: str = ""
    wrong: Wrong | None = None
    spelled: str = ""


@dataclass(slots=True)
class Story:
    """The world, and what later files need of earlier ones.

    sent       rows of files that come again, by file
    right      ordinary rows of signed forms by province and kind: to be corrected or withdrawn
    told       records another province reports as well, by that province
    promised   records withdrawn before they come, by province; replacements: those that take a
               withdrawn one's place under another number
    broken     codes of organisations whose registration or code-map row is wrong
    """

    seed: int
    world: World
    everybody: dict[str, list[Organisation]]
    groups: dict[str, dict[str, list[Organisation]]]
    sent: dict[str, list[Row]] = field(default_factory=dict)
    right: dict[tuple[str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))
    told: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    promised: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    replacements: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    broken: set[str] = field(default_factory=set)
    numbers: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))
    planted: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def running(self, supply: Supply) -> int:
        """The next number of a province and kind."""
        key = (supply.province, supply.kind)
        self.numbers[key] += 1
        return self.numbers[key]

    def remember(self, supply: Supply, rows: list[Row]) -> None:
        """Keep ordinary rows for later files."""
        kept = [row for row in rows if not row.situation and row.wrong is None]
        self.right[supply.province, supply.kind] += kept[:_KEPT_ROWS]

    def rng(self, supply: Supply) -> Random:
        """The random source of one file, the same in every build."""
        return Random(f"{self.seed} {supply.file} {supply.part}")  # noqa: S311  a repeatable world, no secret


def begin(seed: int, world: World) -> Story:
    """A story in which nothing was sent yet."""
    apart = {
        "unregistered": world.never,
        "registered_later": world.late,
        "renamed": world.renamed.keys(),
        "former": world.former.keys(),
        "older": world.renamed_earlier.keys(),
        "renumbered": world.renumbered.keys(),
    }
    groups = {
        name: {
            province: [one for one in world.organisations[province] if one.uscc in codes]
            for province in PROVINCES
        }
        for name, codes in apart.items()
    }
    special = {code for codes in apart.values() for code in codes}
    everybody = {
        province: [one for one in world.organisations[province] if one.uscc not in special]
        for province in PROVINCES
    }
    return Story(seed, world, everybody, groups)
