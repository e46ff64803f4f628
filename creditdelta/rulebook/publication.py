"""Who may see a record, by when must it be published, and how long may it stay?

Clause  S31, S2: publication by rule. Data only: nothing is reckoned here.
Data    rulebook/publication/<name>.toml; a record standard names its rule in `publication`.

>>> rule = publications()["penalty"]
>>> [(row.name, row.minimum, row.maximum) for row in rule.periods_on(date(2024, 1, 1))]
[('general', '+3m', '+3y'), ('protected_field', '+1y', '+3y')]
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.strict import Place, load, read

About = Literal["organisation", "sole_trader"]  # natural persons: never, so they have no row
Who = Literal["everybody", "exact_code", "nobody"]
Start = Literal["decided", "recognised", "conduct_ended", "happened"]
EVERYONE: tuple[About, ...] = ("organisation", "sole_trader")


@dataclass(frozen=True, slots=True)
class Viewers:
    """Who may see records about whom; `exact_code`: whoever asks by the full code, nobody else."""

    about: About
    who: Who
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Deadline:
    """Within which term after which day a record must be public."""

    term: str
    start: Start
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Period:
    """How long a class of records is public: "" where the ground gives no figure.

    `usual` false: as a rule it is not published at all; `repair` false: for its full term, without repair.
    """

    name: str
    label: Words
    usual: bool
    minimum: str
    maximum: str
    repair: bool
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class QueryEnd:
    """After which term a record may no longer be found in a region, in print or by query."""

    region: str
    term: str
    start: Start
    since: date
    until: date | None
    basis: Basis


PublicationRow = Viewers | Deadline | Period | QueryEnd


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication rule with its dated rows."""

    name: str
    label: Words
    clause: str
    viewers: tuple[Viewers, ...]
    deadlines: tuple[Deadline, ...]
    periods: tuple[Period, ...]
    query_ends: tuple[QueryEnd, ...]

    def periods_on(self, day: date) -> tuple[Period, ...]:
        """The periods in force on a day, in the file's order."""
        return tuple(row for row in self.periods if in_force(row, day))


DEFAULTS: dict[type, dict[str, object]] = {
    Viewers: {"until": None},
    Deadline: {"until": None},
    Period: {"until": None, "minimum": "", "maximum": "", "repair": True},
    QueryEnd: {"until": None},
    Publication: {"deadlines": (), "periods": (), "query_ends": ()},
}


def publications(
    root: Path | None = None, *, allow_fictional: bool = False
) -> dict[str, Publication]:
    """Every publication rule by name; `RulebookError` where a file is wrong."""
    return _publications(root or folder(), allow_fictional)


@cache
def _publications(root: Path, allow_fictional: bool) -> dict[str, Publication]:
    found: dict[str, Publication] = {}
    for path in sorted((root / "publication").glob("*.toml")):
        table, place = load(path, defaults=DEFAULTS, allow_fictional=allow_fictional)
        found[path.stem] = read(Publication, table, place, name=path.stem)
        _check(found[path.stem], place)
    return found


def _check(item: Publication, place: Place) -> None:
    lacking = set(EVERYONE) - {row.about for row in item.viewers}
    if lacking:
        problem = f"nobody says who may see records about {min(lacking)}"
        raise place.inside("viewers").error(problem, "add a row for each")
    check_rows("viewers", ((row.about, row) for row in item.viewers), place)
    check_rows("deadlines", (("", row) for row in item.deadlines), place)
    check_rows("periods", ((row.name, row) for row in item.periods), place)
    check_rows("query_ends", ((row.region, row) for row in item.query_ends), place)
    for n, row in enumerate(item.periods, 1):
        check_terms((row.minimum, row.maximum), place.inside(f"periods.{n}"))
    for key, rows in (("deadlines", item.deadlines), ("query_ends", item.query_ends)):
        for n, term in enumerate((row.term for row in rows), 1):
            check_terms((term,), place.inside(f"{key}.{n}"))
