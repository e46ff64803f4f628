"""By which examples are the criteria of a sector tried, and shown to whoever reads them?

Clause  S15, S22.
Data    rulebook/sectors/<sector>/cases.toml; everything in it is invented.

>>> [case.found for case in cases("environment")[:2]]
[True, False]
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.sectors import FOLDER
from creditdelta.rulebook.strict import load, read

FILE = "cases.toml"


@dataclass(frozen=True, slots=True)
class Given:
    """A record of an example: its kind, what its cells say, when it was decided."""

    kind: str
    cells: tuple[tuple[str, str], ...]
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class Case:
    """Records about an organisation, and whether a criterion finds it on a day."""

    name: Words
    criterion: str
    day: date
    records: tuple[Given, ...]
    found: bool


@dataclass(frozen=True, slots=True)
class _File:
    cases: tuple[Case, ...]


DEFAULTS: dict[type, dict[str, object]] = {Given: {"decided_on": None}}


def cases(sector: str, root: Path | None = None) -> tuple[Case, ...]:
    """The examples of a sector, in the file's order; `RulebookError` where the file is wrong."""
    return _cases((root or folder()) / FOLDER / sector / FILE)


@cache
def _cases(path: Path) -> tuple[Case, ...]:
    table, place = load(path, defaults=DEFAULTS)
    return read(_File, table, place).cases
