"""What follows from the same behaviour in each province: which class, which measures, for how long?

Clause  S17: standards of behaviour mutually recognised, paths of measures connected.
Data    rulebook/behaviours/<id>.toml

A rule of a province goes before one of the whole country. What nobody has read is absent, not guessed.

>>> rule_on(behaviours()["counterfeit"], "310000", date(2022, 1, 1)).severity
'serious'
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.instruments import on_day
from creditdelta.rulebook.measures import measures
from creditdelta.rulebook.places import NATION
from creditdelta.rulebook.sectors import sectors
from creditdelta.rulebook.strict import Place, load, read

FOLDER = "behaviours"
Severity = Literal["minor", "general", "serious"]
SEVERITIES: dict[Severity, Words] = {
    "minor": Words("轻微", "minor"),
    "general": Words("一般", "general"),
    "serious": Words("严重", "serious"),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """What a document says of a behaviour in some regions. `says`: what no field holds, in a line of ours."""

    regions: tuple[str, ...]
    severity: Severity | None
    measures: tuple[str, ...]
    term: str
    says: Words | None
    instrument: str
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Behaviour:
    """Something an organisation does or leaves undone."""

    id: str
    sector: str
    label: Words
    rules: tuple[Rule, ...]


DEFAULTS: dict[type, dict[str, object]] = {
    Rule: {"severity": None, "measures": (), "term": "", "says": None, "until": None},
}


def behaviours(root: Path | None = None) -> Mapping[str, Behaviour]:
    """Every behaviour by its id; `RulebookError` where a file is wrong."""
    return _behaviours(root or folder())


def own_rule(one: Behaviour, region: str, day: date) -> Rule | None:
    """What a region, or the whole country, has laid down itself by a day; None where nothing is known."""
    return next((row for row in one.rules if region in row.regions and in_force(row, day)), None)


def rule_on(one: Behaviour, province: str, day: date) -> Rule | None:
    """What holds in a province on a day: its own rule, else that of the whole country."""
    return own_rule(one, province, day) or own_rule(one, NATION, day)


@cache
def _behaviours(root: Path) -> Mapping[str, Behaviour]:
    found: dict[str, Behaviour] = {}
    for path in sorted((root / FOLDER).glob("*.toml")):
        table, place = load(path, defaults=DEFAULTS)
        one = found[path.stem] = read(Behaviour, table, place, id=path.stem)
        if one.sector not in sectors(root):
            raise place.inside("sector").error(f"no sector {one.sector!r}", "see sectors/")
        for region in (NATION, *PROVINCES):
            own = [(region, row) for row in one.rules if region in row.regions]
            check_rows(f"rules of {region}", own, place)
        for n, row in enumerate(one.rules, 1):
            _check(row, place.inside(f"rules.{n}"), root)
    return found


def _check(row: Rule, place: Place, root: Path) -> None:
    if not row.regions or set(row.regions) - {NATION, *PROVINCES}:
        mend = f"name provinces by division code, or {NATION} for the whole country"
        raise place.inside("regions").error(f"{row.regions!r} are no regions", mend)
    if not (row.severity or row.measures or row.term or row.says):
        raise place.error("says nothing", "leave out a rule of which nothing is known")
    lacking = set(row.measures) - measures(root).keys()
    if lacking:
        mend = "choose from measures/catalogue.toml"
        raise place.inside("measures").error(f"no measure {min(lacking)!r}", mend)
    check_terms((row.term,), place.inside("term"))
    document = on_day(row.instrument, row.since, root)
    if document is None:
        problem = f"no document {row.instrument!r} on {row.since}"
        raise place.inside("instrument").error(problem, "see instruments/")
    if document.until and (row.until is None or row.until > document.until):
        mend = f"end it by {document.until}, and say what follows"
        raise place.inside("until").error("outlasts its document", mend)
    outside = [region for region in row.regions if not document.holds_in(region)]
    if outside:
        problem = f"its document does not hold in {min(outside)}"
        raise place.inside("regions").error(problem, "see the document's regions")
