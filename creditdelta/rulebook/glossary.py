"""What is a thing called: the one English identifier of each Chinese term of the field.

Clause  S75: shared terms come before shared standards.
Data    seed/glossary.toml.

>>> term("penalty").zh
'行政处罚'
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from creditdelta.rulebook.seed import entries, once


@dataclass(frozen=True, slots=True)
class Term:
    """One term: `identifier` is the name used for folders, classes, keys and pages."""

    identifier: str
    zh: str
    en: str
    kind: Literal["noun", "verb"]
    clause: str
    definition: str
    also: tuple[str, ...] = ()  # other wordings a reader may search by


@cache
def terms() -> tuple[Term, ...]:
    """Every term in the file's order; `RulebookError` when two share a name or a wording."""
    found = entries("glossary.toml", "term", Term)
    once("glossary.toml", [row.identifier for row in found])
    once("glossary.toml", [wording for row in found for wording in (row.zh, *row.also)])
    return found


def term(identifier: str) -> Term:
    """The term of an identifier; `KeyError` when the glossary has none."""
    for row in terms():
        if row.identifier == identifier:
            return row
    raise KeyError(identifier)
