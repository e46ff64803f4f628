"""Which sectors share red and black lists, and who leads each?

Clause  S18-S22: a new sector is a folder of data over one mechanism.
Data    rulebook/sectors/<sector>/sector.toml; beside it lists.toml (listings.py), memorandum.toml and more of
        them (memoranda.py), and cases.toml, by which the tests try criteria and reach.

>>> sectors()["environment"].authorities
('ecology',)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.office_kinds import office_kinds
from creditdelta.rulebook.strict import load, read

FOLDER = "sectors"
FILE = "sector.toml"


@dataclass(frozen=True, slots=True)
class Sector:
    """One sector. `authorities`: kinds of office competent in it; `about`: whom it is about, in a line."""

    id: str
    label: Words
    about: Words
    clause: str
    authorities: tuple[str, ...]
    since: date
    basis: Basis


def sectors(root: Path | None = None) -> Mapping[str, Sector]:
    """Every sector by its id; `RulebookError` where a file is wrong."""
    return _sectors(root or folder())


def folders(root: Path) -> list[Path]:
    """The folders of the sectors, in the order of their names."""
    return sorted(path.parent for path in (root / FOLDER).glob(f"*/{FILE}"))


@cache
def _sectors(root: Path) -> Mapping[str, Sector]:
    known = {kind.id for kind in office_kinds(root)}
    found: dict[str, Sector] = {}
    for path in folders(root):
        table, place = load(path / FILE, under=path.name)
        one = read(Sector, table, place, id=path.name)
        unknown = set(one.authorities) - known
        if unknown or not one.authorities:
            problem = f"nobody is competent: {min(unknown, default='none named')!r}"
            raise place.inside("authorities").error(problem, "see offices/kinds.toml")
        found[one.id] = one
    return found
