"""What do a market reporter's verified records earn: how many looks, at which public records, for what?

Clause  S33: who reports market credit information may also obtain public credit information.
Data    rulebook/reciprocity/steps.toml, figures.toml

Only what everybody may find by its code is ever unlocked: a row that names a record kind which is not
public, or which needs an organisation's consent, does not load.

>>> [row.id for row in steps(date(2026, 3, 31))], reciprocity_on(date(2026, 3, 31)).records_for_one
(['identity', 'conduct', 'adverse'], 10)
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.consents import parts
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.figures import figures_on
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.purposes import purposes
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Standard
from creditdelta.rulebook.strict import Place, load, read

FILE = "reciprocity/figures.toml"


@dataclass(frozen=True, slots=True)
class Step:
    """From `verified` records on, looks may show records of these kinds, for these purposes."""

    id: str
    label: Words
    verified: int
    kinds: tuple[str, ...]
    purposes: tuple[str, ...]
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """The figures of one day."""

    records_for_one: int
    valid_months: int
    used_least: int


@dataclass(frozen=True, slots=True)
class _Steps:
    steps: tuple[Step, ...]


DEFAULTS: dict[type, dict[str, object]] = {Step: {"until": None}}


def steps(day: date | None = None, root: Path | None = None) -> tuple[Step, ...]:
    """The steps of a day (None: that ever were), the lowest first; `RulebookError`."""
    rows = _steps(root or folder())
    return tuple(row for row in rows if day is None or in_force(row, day))


def reciprocity_on(day: date, root: Path | None = None) -> Reciprocity:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Reciprocity, FILE, day, root)


@cache
def _steps(root: Path) -> tuple[Step, ...]:
    table, place = load(root / "reciprocity" / "steps.toml", defaults=DEFAULTS)
    rows = read(_Steps, table, place).steps
    check_rows("steps", ((row.id, row) for row in rows), place)
    for n, row in enumerate(rows, 1):
        _check(row, root, place.inside(f"steps.{n}"))
    return tuple(sorted(rows, key=lambda row: (row.verified, row.id)))


def _check(row: Step, root: Path, here: Place) -> None:
    consented = {one.kind for part in parts(root=root).values() for one in part.of}
    known = {item.kind: item for item in standards(root).values()}
    for kind in row.kinds:
        if kind not in known:
            raise here.error(f"no kind of record {kind!r}", "name a kind of rulebook/records")
        if kind in consented or known[kind].side != "public" or not _is_public(known[kind], root):
            mend = "name only public records that everybody may find by code"
            raise here.error(f"{kind} is not shared", mend)
    named = {name: one for name, one in purposes(root).items() if not one.secret}
    for purpose in row.purposes:
        if purpose not in named:
            raise here.error(f"no purpose {purpose!r}", "name one of policy/purposes.toml")


def _is_public(item: Standard, root: Path) -> bool:
    """Whether its rule of publication shows such records of organisations to anybody at all."""
    viewers = publications(root)[item.publication].viewers
    return all(row.who != "nobody" for row in viewers if row.about == "organisation")
