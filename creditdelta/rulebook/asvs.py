"""Which requirements of OWASP ASVS 5.0.0 at level 2 apply here, and which are proved by which test?

Clause  S71. The words are ours and short: what a requirement demands is read in the standard itself,
under its id. "covered" means that the tests named fail when the requirement is broken.
Data    docs/security/asvs.csv
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from creditdelta.rulebook.strict import RulebookError
from creditdelta.rulebook.threats import security_folder

FILE = "asvs.csv"
Status = Literal["covered", "open", "not applicable"]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement; `reason` says why it does not apply, or what it waits for."""

    id: str
    level: int
    chapter: str
    words: str
    status: Status
    tests: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many requirements apply, and how many of those are proved; `share` is rounded down."""

    applicable: int
    covered: int
    share: float
    open: int


@cache
def requirements() -> tuple[Requirement, ...]:
    """Every requirement of levels 1 and 2 in the standard's order; `RulebookError`."""
    with (security_folder() / FILE).open(encoding="utf-8", newline="") as text:
        return tuple(_read(n, row) for n, row in enumerate(csv.DictReader(text), 2))


def _read(line: int, row: dict[str, str]) -> Requirement:
    tests = tuple(row["tests"].split())
    status = row["status"]
    if status not in get_args(Status):
        raise RulebookError(FILE, f"line {line}", f"status {status!r}", "covered, open, …")
    if (status == "covered") != bool(tests) or bool(tests) == bool(row["reason"]):
        mend = "name tests where it is covered, else a reason"
        raise RulebookError(FILE, f"line {line}", row["requirement"], mend)
    known = cast("Status", status)
    place = row["requirement"], int(row["level"]), row["chapter"], row["words"]
    return Requirement(*place, known, tests, row["reason"])


def coverage(rows: Iterable[Requirement]) -> Coverage:
    """What share of the applicable requirements has tests of its own.

    >>> open_ = Requirement("v5.0.0-1.1.1", 2, "Encoding", "once", "open", (), "later")
    >>> coverage([open_]).share
    0.0
    """
    applicable = [row for row in rows if row.status != "not applicable"]
    covered = sum(row.status == "covered" for row in applicable)
    share = covered * 1000 // len(applicable) / 1000 if applicable else 0.0
    return Coverage(len(applicable), covered, share, len(applicable) - covered)
