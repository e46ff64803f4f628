"""Where does a clause of the action plan live: folder, rulebook file, page, test?

Clause  S67: clear division of work, each task with its place.
Data    seed/clauses.toml.

>>> clause("S56").home
('creditdelta/benefits',)
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from creditdelta.rulebook.seed import entries, once


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. Paths are relative to the repository; pages are routes or `cdelta` commands.

    Of a `built` or `part` clause every home, rulebook file, command and test exists;
    `planned` then names what is still to come.
    """

    id: str
    section: str
    paragraph: int  # line of seed/action-plan.md that holds the phrase
    phrase: str
    capability: str
    kind: Literal["core", "workflow", "portal", "register", "metric"]
    state: Literal["built", "part", "planned"]
    home: tuple[str, ...]
    rulebook: tuple[str, ...]
    pages: tuple[str, ...]
    tests: tuple[str, ...]
    words: tuple[str, ...]
    planned: tuple[str, ...] = ()


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause in the plan's order; `RulebookError` on a double id or an unknown state."""
    found = entries("clauses.toml", "clause", Clause)
    once("clauses.toml", [row.id for row in found])
    return found


def clause(name: str) -> Clause:
    """The clause of an id such as "S56"; `KeyError` when the plan has none."""
    for row in clauses():
        if row.id == name:
            return row
    raise KeyError(name)
