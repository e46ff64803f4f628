"""By which examples is a criterion tried, and a memorandum: what is found or reached, and what nearly is?

Clause  S15, S22: whoever writes a criterion shows what it means; the tests hold it to that. S14: so does
        whoever writes for which divisions a memorandum holds.
Data    rulebook/sectors/<sector>/cases.toml; everything in them is invented.

>>> {one.found for one in cases() if one.criterion == "environment_false_monitoring"} == {True, False}
True
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.listings import criteria_on, listings
from creditdelta.rulebook.memoranda import memoranda
from creditdelta.rulebook.places import check_places
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.sectors import folders
from creditdelta.rulebook.standards import Standard
from creditdelta.rulebook.strict import Place, load, read

FILE = "cases.toml"


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A record of a case. `decided_on`: absent for kinds of record that name no day of decision."""

    kind: str
    decided_on: date | None
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The records of one organisation on a day, and whether a criterion finds it by them."""

    sector: str
    name: Words
    criterion: str
    day: date
    records: tuple[CaseRecord, ...]
    found: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether a memorandum lets a measure be used on a day in a division."""

    sector: str
    name: Words
    memorandum: str
    measure: str
    day: date
    division: str
    applies: bool


@dataclass(frozen=True, slots=True)
class _File:
    cases: tuple[Case, ...]
    reach: tuple[Reach, ...]


def cases(root: Path | None = None) -> tuple[Case, ...]:
    """Every case, by sector and as written; `RulebookError` where a file is wrong."""
    return tuple(one for file in _files(root or folder()) for one in file.cases)


def reach(root: Path | None = None) -> tuple[Reach, ...]:
    """Every case of a memorandum's reach, by sector and as written; `RulebookError` where a file is wrong."""
    return tuple(one for file in _files(root or folder()) for one in file.reach)


@cache
def _files(root: Path) -> tuple[_File, ...]:
    found: list[_File] = []
    kinds = {one.kind: one for one in standards(root).values()}
    for path in folders(root):
        defaults: dict[type, dict[str, object]] = {
            Case: {"sector": path.name, "records": ()},
            CaseRecord: {"decided_on": None, "cells": ()},
            Reach: {"sector": path.name},
            _File: {"reach": ()},
        }
        table, place = load(path / FILE, defaults=defaults, under=path.name)
        own = read(_File, table, place)
        for n, one in enumerate(own.cases, 1):
            _check(one, path.name, kinds, place.inside(f"cases.{n}"), root)
        for n, each in enumerate(own.reach, 1):
            _check_reach(each, path.name, place.inside(f"reach.{n}"), root)
        found.append(own)
    return tuple(found)


def _check(one: Case, sector: str, kinds: Mapping[str, Standard], place: Place, root: Path) -> None:
    tried = criteria_on(one.day, root).get(one.criterion)
    if one.sector != sector or tried is None or listings(root)[tried.list].sector != sector:
        problem = f"no criterion {one.criterion!r} of this sector on {one.day}"
        raise place.inside("criterion").error(problem, "see the lists.toml beside it")
    for n, record in enumerate(one.records, 1):
        here = place.inside(f"records.{n}")
        standard = kinds.get(record.kind)
        if standard is None:
            raise here.inside("kind").error(f"no kind of record {record.kind!r}", "see records/")
        if bool(standard.role.decided) != (record.decided_on is not None):
            mend = f"see the role decided of {record.kind}"
            raise here.inside("decided_on").error("a day of decision too much or too few", mend)
        lacking = {code for code, _ in record.cells} - {row.code for row in standard.columns}
        if lacking:
            problem = f"no column {min(lacking)!r}"
            raise here.inside("cells").error(problem, f"see the standard of {record.kind}")


def _check_reach(one: Reach, sector: str, place: Place, root: Path) -> None:
    tried = memoranda(root, allow_fictional=True).get(one.memorandum)
    if tried is None or not tried.sector == one.sector == sector:
        problem = f"no memorandum {one.memorandum!r} of this sector"
        raise place.inside("memorandum").error(problem, "see the files beside it")
    if one.measure not in {row.measure for row in tried.measures}:
        problem = f"{one.measure!r} is not agreed there"
        raise place.inside("measure").error(problem, "name a measure of that memorandum")
    check_places((one.division,), place.inside("division"))
