"""For which purposes may an officer look at what is not public?

Clause  S71, S9. `secret` purposes appear to the organisation when the case is closed.
Data    rulebook/policy/purposes.toml

>>> purposes()["sealed_investigation"].secret
True
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import load, read

ANY = "any"


@dataclass(frozen=True, slots=True)
class Purpose:
    """Why somebody looks. `reference`: the number of a case or file must be named with it."""

    id: str
    label: Words
    reference: bool
    secret: bool
    since: date
    basis: Basis


@dataclass(frozen=True, slots=True)
class _Purposes:
    purposes: tuple[Purpose, ...]


def purposes(root: Path | None = None) -> dict[str, Purpose]:
    """Every purpose by its id; `RulebookError` where a row is wrong."""
    return _purposes(root or folder())


@cache
def _purposes(root: Path) -> dict[str, Purpose]:
    table, place = load(root / "policy" / "purposes.toml")
    rows = read(_Purposes, table, place).purposes
    found = {row.id: row for row in rows}
    if len(found) != len(rows) or ANY in found:
        raise place.error("a purpose stands twice or is called any", "keep one row of a name")
    return found
