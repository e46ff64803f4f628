"""What may be done for or against an organisation, by whom, in which procedure, on which documents?

Clause  S8, S14, S17; architecture idea 2.
Data    rulebook/measures/catalogue.toml: nothing that stands elsewhere is a measure.

A sanction holds on a day only where one of its documents is a ground of law on that day, whoever applies it;
an incentive needs a document in force.

>>> held("inspection_more", date(2023, 1, 1)), held("inspection_more", date(2021, 1, 1))
(True, False)
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.instruments import instruments, lawful, on_day
from creditdelta.rulebook.office_kinds import office_kinds
from creditdelta.rulebook.strict import Place, load, read

FILE = "measures/catalogue.toml"
Kind = Literal["incentive", "sanction"]
Group = Literal["by_law", "management", "market"]
KINDS: dict[Kind, Words] = {
    "incentive": Words("守信激励", "incentive"),
    "sanction": Words("失信惩戒", "sanction"),
}
GROUPS: dict[Group, Words] = {
    "by_law": Words("减损权益或者增加义务", "takes rights away or adds duties"),
    "management": Words("管理措施", "measure of management"),
    "market": Words("市场和行业自主", "done by market and associations at their own risk"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. `executed_by`: kinds of office; `instruments`: documents, `id` or `id#clause`."""

    id: str
    label: Words
    kind: Kind
    group: Group
    executed_by: tuple[str, ...]
    procedure: Words
    instruments: tuple[str, ...]
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class _File:
    measures: tuple[Measure, ...]


DEFAULTS: dict[type, dict[str, object]] = {Measure: {"until": None}}


def measures(root: Path | None = None, *, allow_fictional: bool = False) -> Mapping[str, Measure]:
    """Every measure by its id, the newest row of each; `RulebookError` where the file is wrong."""
    return {row.id: row for row in _rows(root or folder(), allow_fictional)}


def measures_on(day: date, root: Path | None = None) -> Mapping[str, Measure]:
    """The measures of the catalogue on a day, whether or not they hold."""
    return {row.id: row for row in _rows(root or folder(), False) if in_force(row, day)}


def held(id: str, day: date, root: Path | None = None, *, at: str = "") -> bool:
    """Whether a measure may be used on a day, `at` a division if asked, by catalogue and documents."""
    row = measures_on(day, root).get(id)
    if row is None:
        return False
    if row.kind == "sanction":
        return any(lawful(one, day, root, at=at) for one in row.instruments)
    return any(on_day(one, day, root, at=at) for one in row.instruments)


@cache
def _rows(root: Path, allow_fictional: bool) -> tuple[Measure, ...]:
    table, place = load(root / FILE, defaults=DEFAULTS, allow_fictional=allow_fictional)
    found = read(_File, table, place).measures
    check_rows("measures", ((row.id, row) for row in found), place)
    offices = {kind.id for kind in office_kinds(root)}
    documents = instruments(root, allow_fictional=allow_fictional)
    for n, row in enumerate(found, 1):
        _check(row, offices, documents.keys(), place.inside(f"measures.{n}"))
    return found


def _check(row: Measure, offices: Set[str], documents: Set[str], place: Place) -> None:
    unknown = set(row.executed_by) - offices
    if unknown or not row.executed_by:
        problem = f"nobody executes it: {min(unknown, default='none named')!r}"
        raise place.inside("executed_by").error(problem, "see offices/kinds.toml")
    lacking = {one.partition("#")[0] for one in row.instruments} - documents
    if lacking or not row.instruments:
        problem = f"rests on nothing: {min(lacking, default='none named')!r}"
        raise place.inside("instruments").error(problem, "name documents of instruments/")
