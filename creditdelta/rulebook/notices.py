"""Which letters does the platform write, with which words, and within how long must they be served?

Clause  S9: an organisation is told of everything that is decided about it.
Data    rulebook/notices/kinds.toml

>>> kind_on("repair_decision", date(2026, 4, 1)).title.zh
'信用修复决定书'
>>> pattern_on(date(2026, 4, 1)).format(sender="沪信", mark="告", year=2026, serial=12)
'沪信告〔2026〕12号'
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import Place, load, read

Channel = Literal["in_site", "mail", "letter"]
Form = Literal["line", "text", "day", "rows"]
PARTS = {"sender", "mark", "year", "serial"}
ADDRESS = "address"  # may be given with every letter on paper, where it is known


class UnknownNotice(LookupError):
    """No row of kinds.toml writes such a letter on that day."""


@dataclass(frozen=True, slots=True)
class Field:
    """What must be given for a letter. `columns`: of a table, whose form is rows.

    `secret`: it stands on the letter that goes out, and is shown and printed no more afterwards.
    """

    id: str
    label: Words
    form: Form
    columns: tuple[Words, ...] = ()
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter as it is written from a day on."""

    id: str
    title: Words
    mark: str
    to: Literal["organisation", "account"]
    channels: tuple[Channel, ...]
    serve: str  # a term in which its service must be proved, or ""
    fields: tuple[Field, ...]
    paragraphs: tuple[str, ...]
    rights: tuple[Words, ...]
    since: date
    until: date | None
    basis: Basis

    @property
    def listed(self) -> tuple[Field, ...]:
        """The fields told in a list of their own: those that no paragraph tells."""
        told = {name for text in self.paragraphs for name in named(text)}
        return tuple(one for one in self.fields if one.id not in told and one.form != "rows")

    @property
    def tables(self) -> tuple[Field, ...]:
        """The fields that are tables."""
        return tuple(one for one in self.fields if one.form == "rows")


@dataclass(frozen=True, slots=True)
class Numbering:
    """How letters are numbered from a day on."""

    pattern: str
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class _File:
    numbering: tuple[Numbering, ...]
    kinds: tuple[Kind, ...]


def kinds(root: Path | None = None) -> tuple[Kind, ...]:
    """Every row of the file; `RulebookError` where one is wrong."""
    return _file(root or folder()).kinds


def kind_on(id: str, day: date, root: Path | None = None) -> Kind:
    """The letter of that name as it is written on a day; raises `UnknownNotice`."""
    for row in kinds(root):
        if row.id == id and in_force(row, day):
            return row
    raise UnknownNotice(f"{id} on {day}")


def kind_since(id: str, since: date, root: Path | None = None) -> Kind:
    """The very row a letter was written by; raises `UnknownNotice`."""
    for row in kinds(root):
        if (row.id, row.since) == (id, since):
            return row
    raise UnknownNotice(f"{id} since {since}")


def pattern_on(day: date, root: Path | None = None) -> str:
    """How a letter of a day is numbered; raises `UnknownNotice` before the first one."""
    for row in _file(root or folder()).numbering:
        if in_force(row, day):
            return row.pattern
    raise UnknownNotice(f"a number on {day}")


def named(text: str) -> tuple[str, ...]:
    """The fields a paragraph speaks of."""
    return tuple(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@cache
def _file(root: Path) -> _File:
    ends: dict[str, object] = {"until": None}
    table, place = load(root / "notices" / "kinds.toml", defaults={Kind: ends, Numbering: ends})
    found = read(_File, table, place)
    check_rows("kinds", ((row.id, row) for row in found.kinds), place)
    check_rows("numbering", (("", row) for row in found.numbering), place)
    check_terms((row.serve for row in found.kinds), place)
    for numbering in found.numbering:
        if set(named(numbering.pattern)) != PARTS:
            raise place.error(f"pattern {numbering.pattern!r}", f"use {sorted(PARTS)}, each once")
    _check_marks(found.kinds, place)
    for row in found.kinds:
        _check(row, place.inside(f"kinds.{row.id}"))
    return found


def _check_marks(rows: Iterable[Kind], place: Place) -> None:
    owners: dict[str, str] = {}
    for row in rows:
        if not row.mark or owners.setdefault(row.mark, row.id) != row.id:
            raise place.error(f"mark {row.mark!r} of {row.id}", "give every kind a mark of its own")


def _check(row: Kind, place: Place) -> None:
    ids = [one.id for one in row.fields]
    told = {name for text in row.paragraphs for name in named(text)}
    if len(set(ids)) != len(ids) or ADDRESS in ids:
        raise place.error("fields are named twice", f"name each once, and none {ADDRESS}")
    if told - {one.id for one in row.fields if one.form != "rows"}:
        raise place.error(f"no field {min(told - set(ids), default='')}", "name fields of this row")
    if not row.channels or not row.paragraphs:
        raise place.error("no channel or no word", "say where it goes and what it says")
    if row.serve and "letter" not in row.channels:
        raise place.error("cannot be served on paper", "add the channel letter")
    for one in row.fields:
        if bool(one.columns) != (one.form == "rows"):
            raise place.inside(one.id).error("columns go with form rows", "name them there only")
