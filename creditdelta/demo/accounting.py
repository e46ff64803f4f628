"""What became of all files together: by province and kind of file?

Clause  S3, S31: rows = accepted + waiting + duplicate + withdrawn + rejected.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from creditdelta.demo.take_in import Taken
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.rulebook.records import standard

Group = Literal["registers", "public", "market", "withdrawals"]


@dataclass(slots=True)
class Account:
    """The files of one province and group, and their rows by what became of them."""

    files: int = 0
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, counts: dict[str, int], files: int = 1) -> None:
        """Count further files in."""
        self.files += files
        self.counts.update(counts)

    @property
    def balanced(self) -> bool:
        """Whether every row is accounted for, once."""
        return 2 * self.counts["rows"] == self.counts.total()


def group(kind: str) -> Group:
    """Registers of organisations, withdrawals, or the side from which a kind of record comes."""
    if kind == WITHDRAWAL:
        return "withdrawals"
    found = standard(kind)
    return "registers" if found.confirms else found.side


def accounts(taken: Iterable[Taken]) -> dict[tuple[str, Group], Account]:
    """An account for each province and group, in the order of provinces."""
    order: list[Group] = ["registers", "public", "market", "withdrawals"]
    found: dict[tuple[str, Group], Account] = {}
    for one in taken:
        found.setdefault((one.region, group(one.kind)), Account()).add(one.counts)
    return dict(sorted(found.items(), key=lambda item: (item[0][0], order.index(item[0][1]))))


def total(all_accounts: Iterable[Account]) -> Account:
    """The sum of accounts."""
    found = Account()
    for one in all_accounts:
        found.add(one.counts, one.files)
    return found
