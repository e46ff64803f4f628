"""Does an organisation live, by the state its register gives it?

Clause  S27, S29: only the living are counted by the indicators; the dead keep their archive.
Data    rulebook/codes/life.toml.

>>> life_of("吊销未注销", date(2024, 1, 1)), life_of("", date(2024, 1, 1))
('revoked', 'alive')
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import load, read

Life = Literal["alive", "revoked", "gone"]
LABELS: dict[Life, Words] = {
    "alive": Words("存续", "existing"),
    "revoked": Words("吊销", "revoked"),
    "gone": Words("注销", "dissolved"),
}


@dataclass(frozen=True, slots=True)
class State:
    """What one registered state means."""

    status: str
    life: Life
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class _File:
    states: tuple[State, ...]


DEFAULTS: dict[type, dict[str, object]] = {State: {"until": None}}


def states(root: Path | None = None) -> tuple[State, ...]:
    """Every state with its days; `RulebookError` where the file is wrong."""
    return _states(root or folder())


def life_of(status: str, day: date, root: Path | None = None) -> Life:
    """What a state means on a day; an unknown one says nothing against the organisation."""
    rows = (row for row in states(root) if row.status == status and in_force(row, day))
    return next((row.life for row in rows), "alive")


@cache
def _states(root: Path) -> tuple[State, ...]:
    table, place = load(root / "codes" / "life.toml", defaults=DEFAULTS)
    found = read(_File, table, place).states
    check_rows("states", ((row.status, row) for row in found), place)
    return found
