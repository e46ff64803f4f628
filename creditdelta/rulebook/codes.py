"""Which department/class pairs and which places may a unified social credit code name?

Clause  S27.
Data    rulebook/codes/uscc-classes.csv and divisions.csv; README.md there says how they were made.

Lines of the division table become values only when one is looked at: a single check on the
command line needs one of seven thousand.

>>> tables = uscc_tables()
>>> "91" in tables.classes, tables.divisions["310103"].name, tables.divisions["310103"].successors
(True, '卢湾区', ('310101',))
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers.uscc import Division, UsccTables
from creditdelta.rulebook.folder import folder


@dataclass(frozen=True, slots=True)
class OrganisationClass:
    """What the first two characters of a code say: who registers, and what kind it is."""

    department: Words
    kind: Words


class Divisions(Mapping[str, Division]):
    """Every division code that was ever listed, abolished ones with their successors."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self._lines = lines

    def __getitem__(self, code: str) -> Division:
        row = next(csv.reader([self._lines[code]]))
        number, name, level, since, until, successors = row[:6]
        return Division(
            number, name, level, since, until, tuple(filter(None, successors.split(";")))
        )

    def __contains__(self, code: object) -> bool:
        return code in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


@cache
def divisions() -> Divisions:
    """The division table, keyed by its six-digit code."""
    text = (folder() / "codes" / "divisions.csv").read_bytes().decode()  # a third less than as text
    return Divisions({line[1:7]: line for line in text.splitlines()[1:]})


@cache
def classes() -> dict[str, OrganisationClass]:
    """The class table, keyed by the first two characters of a code."""
    with (folder() / "codes" / "uscc-classes.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["department"] + row["class"]: OrganisationClass(
                Words(row["department_zh"], row["department_en"]),
                Words(row["class_zh"], row["class_en"]),
            )
            for row in csv.DictReader(file)
        }


@cache
def uscc_tables() -> UsccTables:
    """Both tables in the form in which `kernel.identifiers.uscc` wants them."""
    return UsccTables(frozenset(classes()), divisions())
