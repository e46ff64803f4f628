"""How often is a notice sent again, after how long, and why may it not arrive?

Clause  S9.
Data    rulebook/notices/sending.toml, failures.toml

>>> sending_on(date(2024, 1, 1)).most_attempts
8
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows
from creditdelta.rulebook.figures import figures_on
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.notices import Channel
from creditdelta.rulebook.strict import load, read

FILE = "notices/sending.toml"


@dataclass(frozen=True, slots=True)
class Sending:
    """The figures of one day. `window_minutes`: so long nobody else sends what somebody began to send."""

    window_minutes: int
    first_delay_minutes: int
    growth: int
    longest_delay_minutes: int
    most_attempts: int
    mails_at_once: int


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a notice may not arrive, and on which channels."""

    id: str
    label: Words
    channels: tuple[Channel, ...]
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class _File:
    failures: tuple[Failure, ...]


def sending_on(day: date, root: Path | None = None) -> Sending:
    """The figures of sending on a day; `RulebookError` where one is lacking."""
    return figures_on(Sending, FILE, day, root)


def failures(root: Path | None = None) -> tuple[Failure, ...]:
    """Every reason of failure; `RulebookError` where a row is wrong."""
    return _failures(root or folder())


@cache
def _failures(root: Path) -> tuple[Failure, ...]:
    table, place = load(root / "notices" / "failures.toml", defaults={Failure: {"until": None}})
    found = read(_File, table, place).failures
    check_rows("failures", ((row.id, row) for row in found), place)
    return found
