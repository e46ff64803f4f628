"""What may an organisation consent to show, and for how long at most?

Clause  S71: fields, recipient, purpose and period are named; nothing about a person is among the fields.
Data    rulebook/consent/parts.toml, figures.toml; purposes: rulebook/policy/purposes.toml

>>> columns_of(["housing_fund"])
{'housing_fund': ('month', 'headcount', 'amount', 'state')}
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.figures import figures_on
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.purposes import Purpose, purposes
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.strict import Place, load, read

FILE = "consent/figures.toml"


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of one kind of record."""

    kind: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an archive as it is asked for and granted."""

    id: str
    label: Words
    of: tuple[Columns, ...]
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Consents:
    """The figures of one day."""

    longest_days: int  # from a consent to its last day
    answer_days: int  # for which a request waits


@dataclass(frozen=True, slots=True)
class _Parts:
    parts: tuple[Part, ...]


DEFAULTS: dict[type, dict[str, object]] = {Part: {"until": None}}


def parts(day: date | None = None, root: Path | None = None) -> dict[str, Part]:
    """The parts that may be asked for on a day (None: that ever could), by id; `RulebookError`."""
    rows = _parts(root or folder())
    return {row.id: row for row in rows if day is None or in_force(row, day)}


def columns_of(names: Iterable[str], root: Path | None = None) -> dict[str, tuple[str, ...]]:
    """The columns of each record kind that some parts show; `KeyError` for a part nobody knows."""
    known = parts(root=root)
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        for one in known[name].of:
            found[one.kind] = tuple(dict.fromkeys((*found.get(one.kind, ()), *one.columns)))
    return found


def consent_purposes() -> dict[str, Purpose]:
    """The purposes a consent may be asked for: those that are kept secret from nobody."""
    return {name: one for name, one in purposes().items() if not one.secret}


def consents_on(day: date, root: Path | None = None) -> Consents:
    """The figures of a day; `RulebookError` where one is lacking."""
    return figures_on(Consents, FILE, day, root)


@cache
def _parts(root: Path) -> tuple[Part, ...]:
    table, place = load(root / "consent" / "parts.toml", defaults=DEFAULTS)
    rows = read(_Parts, table, place).parts
    check_rows("parts", ((row.id, row) for row in rows), place)
    for n, row in enumerate(rows, 1):
        for one in row.of:
            _check_columns(one, root, place.inside(f"parts.{n}.of"))
    return rows


def _check_columns(one: Columns, root: Path, here: Place) -> None:
    """Columns there are, and none about a person."""
    known = {
        column.code: column.privacy
        for item in standards(root).values()
        if item.kind == one.kind
        for column in item.columns
    }
    if not one.columns or not known:
        raise here.error(f"{one.kind} has no columns here", "name a record kind and its columns")
    for column in one.columns:
        if column not in known:
            raise here.error(f"{one.kind} has no column {column!r}", "see rulebook/records")
        if known[column].startswith("person"):
            raise here.error(f"{column} is about a person", "leave it out")
