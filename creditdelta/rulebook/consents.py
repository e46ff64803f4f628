"""What may an organisation consent to show, and for how long at most?

Clause  S71: fields, recipient, purpose and period are named; nothing about a person is among the fields.
Data    rulebook/consent/parts.toml, limits.toml; purposes: rulebook/policy/purposes.toml

>>> columns_of(["housing_fund"])
{'housing_fund': ('month', 'headcount', 'amount', 'state')}
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.purposes import Purpose, purposes
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.strict import Place, RulebookError, load, read

LimitName = Literal["longest", "answer"]
NAMES: tuple[LimitName, ...] = get_args(LimitName)


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
class Limit:
    """A term of consents with the days on which it holds."""

    name: LimitName
    term: str
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Limits:
    """The terms in force on a day, as steps of the calendar."""

    longest: str  # of a consent
    answer: str  # for which a request waits


@dataclass(frozen=True, slots=True)
class _Parts:
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class _Limits:
    limits: tuple[Limit, ...]


DEFAULTS: dict[type, dict[str, object]] = {Part: {"until": None}, Limit: {"until": None}}


class NotInForce(LookupError):
    """No row of a term holds on the day asked for."""


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


def limits_on(day: date, root: Path | None = None) -> Limits:
    """The terms of a day; `NotInForce` when one is lacking, `RulebookError`."""
    held = {row.name: row.term for row in limits(root) if in_force(row, day)}
    if lacking := [name for name in NAMES if name not in held]:
        raise NotInForce(f"limits.toml, {lacking[0]}: nothing holds on {day}")
    return Limits(longest=held["longest"], answer=held["answer"])


def limits(root: Path | None = None) -> tuple[Limit, ...]:
    """Every term with its days and its ground, in the file's order."""
    return _limits(root or folder())


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


@cache
def _limits(root: Path) -> tuple[Limit, ...]:
    table, place = load(root / "consent" / "limits.toml", defaults=DEFAULTS)
    rows = read(_Limits, table, place).limits
    check_rows("limits", ((row.name, row) for row in rows), place)
    for n, row in enumerate(rows, 1):
        check_terms((row.term,), place.inside(f"limits.{n}"))
        if not row.term:
            raise place.inside(f"limits.{n}").error("a term is empty", "write it as +30d")
    if lacking := set(NAMES) - {row.name for row in rows}:
        raise RulebookError(place.file, "limits", f"no {min(lacking)}", "add a row for each term")
    return rows
