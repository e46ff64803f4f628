"""How long does a key of a deployment serve, and how long is what the one before signed believed?

Clause  S71.
Data    rulebook/security/keys.toml

>>> key_rule("web", date(2026, 1, 1)).still_believed
'+30d'
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import RulebookError, load, read


@dataclass(frozen=True, slots=True)
class KeyRule:
    """What holds for a key; either a `period` or a reason why it is `never` replaced."""

    name: str
    label: Words
    since: date
    basis: Basis
    period: str = ""
    still_believed: str = ""
    never: Words | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Keys:
    keys: tuple[KeyRule, ...]


def key_rule(name: str, day: date, root: Path | None = None) -> KeyRule:
    """The rule of a key on a day; `RulebookError` where there is none."""
    for row in key_rules(root):
        if row.name == name and in_force(row, day):
            return row
    raise RulebookError("keys.toml", "keys", f"no {name} on {day}", "add a row")


def key_rules(root: Path | None = None) -> tuple[KeyRule, ...]:
    """Every rule with its days and its ground, in the file's order."""
    return _key_rules(root or folder())


@cache
def _key_rules(root: Path) -> tuple[KeyRule, ...]:
    table, place = load(root / "security" / "keys.toml")
    found = read(_Keys, table, place).keys
    check_rows("keys", ((row.name, row) for row in found), place)
    for n, row in enumerate(found, 1):
        here = place.inside(f"keys.{n}")
        check_terms((row.period, row.still_believed), here)
        if bool(row.period) == bool(row.never):
            raise here.error("a period or a reason for none", "give one of them")
    return found
