"""Which list triggers which measure by a memorandum, who executes it, and for how long?

Clause  S14, S17, S18-S22; architecture idea 2.
Data    rulebook/sectors/<sector>/memorandum.toml; beside it memorandum-<name>.toml, one for each further one

A memorandum chooses from the catalogue of measures and adds none. Any set of divisions and of kinds of office
may be its parties. It reaches what lies in a party's division: an office of a county that agreed, and who is
registered there; not the city around it, which agreed to nothing. One that was invented is read for a
demonstration only.

>>> memoranda()["tourism"].instrument
'tourism-2019'
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.dated import check_rows, check_terms, in_force
from creditdelta.rulebook.folder import folder
from creditdelta.rulebook.instruments import Instrument, instruments, on_day
from creditdelta.rulebook.listings import Listing, listings
from creditdelta.rulebook.measures import Measure, held, measures
from creditdelta.rulebook.office_kinds import office_kinds
from creditdelta.rulebook.places import check_places, lies_in
from creditdelta.rulebook.sectors import folders
from creditdelta.rulebook.strict import Place, load, read

FILES = "memorandum*.toml"
Ending = Literal["entry", "repair", "term"]
ENDINGS: dict[Ending, Words] = {
    "entry": Words("移出名单时停止", "when the entry leaves the list"),
    "repair": Words(
        "移出名单时停止，信用修复的提前停止",
        "when the entry leaves the list, or before that by credit repair",
    ),
    "term": Words(
        "期满停止，最迟移出名单时停止", "after its own term, at the latest with the entry"
    ),
}
_NAME = re.compile(r"memorandum((?:-[a-z0-9]+)*)", re.ASCII)
_SUITS = {"sanction": "black", "incentive": "red"}


@dataclass(frozen=True, slots=True)
class Agreed:
    """A measure that some lists trigger. `executed_by`: kinds of office; `term`: "" as long as the entry."""

    measure: str
    lists: tuple[str, ...]
    executed_by: tuple[str, ...]
    term: str
    ends: Ending
    since: date
    until: date | None
    basis: Basis


@dataclass(frozen=True, slots=True)
class Memorandum:
    """What is agreed for a sector. `id`: the sector's, with the file's name behind it for a further one.

    `regions`: divisions that are parties; `earlier`: documents it took the place of, the oldest first.
    """

    id: str
    sector: str
    label: Words
    instrument: str
    earlier: tuple[str, ...]
    regions: tuple[str, ...]
    offices: tuple[str, ...]
    measures: tuple[Agreed, ...]
    basis: Basis

    @property
    def documents(self) -> tuple[str, ...]:
        """Every document it was or is, the oldest first."""
        return (*self.earlier, self.instrument)

    def reaches(self, division: str) -> bool:
        """Whether a division is a party or lies in one; what is larger than a party is none."""
        return lies_in(division, self.regions)


DEFAULTS: dict[type, dict[str, object]] = {
    Agreed: {"term": "", "ends": "entry", "until": None},
    Memorandum: {"earlier": ()},
}


def memoranda(
    root: Path | None = None, *, allow_fictional: bool = False
) -> Mapping[str, Memorandum]:
    """Every memorandum by its id, sector by sector; `RulebookError` where a file is wrong."""
    root = root or folder()
    real = instruments(root)
    found = _memoranda(root)
    return {id: one for id, one in found.items() if allow_fictional or one.instrument in real}


def document_on(
    one: Memorandum,
    day: date,
    root: Path | None = None,
    *,
    allow_fictional: bool = False,
    at: str = "",
) -> Instrument | None:
    """The document that carries a memorandum on a day, `at` a division if asked; None where none does."""
    for id in one.documents:
        if found := on_day(id, day, root, allow_fictional=allow_fictional, at=at):
            return found
    return None


def applies(
    row: Agreed,
    one: Memorandum,
    day: date,
    root: Path | None = None,
    *,
    allow_fictional: bool = False,
    at: str = "",
) -> bool:
    """Whether what was agreed may be done on a day: agreed then, and held by the catalogue of measures.

    A sanction of which nobody has read that it was agreed may not; in an invented document all is invented.
    `at` a division, if asked: it must lie in a party, and everything must hold there.
    """
    carried = document_on(one, day, root, allow_fictional=allow_fictional, at=at)
    if carried is None or (at and not one.reaches(at)):
        return False
    if not in_force(row, day) or not held(row.measure, day, root, at=at):
        return False
    read = "default" not in (carried.basis.kind, row.basis.kind)
    return read or carried.fictional or measures(root)[row.measure].kind == "incentive"


@cache
def _memoranda(root: Path) -> Mapping[str, Memorandum]:
    found: dict[str, Memorandum] = {}
    for path in folders(root):
        carried: set[str] = set()
        for one, place in _of_sector(path):
            if twice := carried & {*one.documents}:
                problem = f"{min(twice)} carries another memorandum already"
                raise place.inside("instrument").error(problem, "give each a document of its own")
            _check(one, place, root)
            carried |= {*one.documents}
            found[one.id] = one
    return found


def _of_sector(path: Path) -> Iterator[tuple[Memorandum, Place]]:
    """Each memorandum of a sector's folder, the one without a name of its own first."""
    for file in sorted(path.glob(FILES), key=lambda file: file.stem):
        table, place = load(file, defaults=DEFAULTS, under=path.name)
        named = _NAME.fullmatch(file.stem)
        if named is None:
            raise place.error("no name of a memorandum", "call it memorandum-<name>.toml")
        id = path.name + named[1]
        yield read(Memorandum, table, place, id=id, sector=path.name), place


def _check(one: Memorandum, place: Place, root: Path) -> None:
    documents = _documents(one, place, root)
    check_places(one.regions, place.inside("regions"))
    outside = [region for region in one.regions if not documents[-1].holds_in(region)]
    if outside:
        problem = f"its document does not hold in {min(outside)}"
        raise place.inside("regions").error(problem, "leave it out, or correct the document's file")
    _check_kinds(one.offices, {kind.id for kind in office_kinds(root)}, place.inside("offices"))
    if not one.measures:
        raise place.inside("measures").error("agrees nothing", "add a [[measures]]")
    check_rows("measures", ((row.measure, row) for row in one.measures), place)
    known = measures(root)
    own = {id: row for id, row in listings(root).items() if row.sector == one.sector}
    for n, row in enumerate(one.measures, 1):
        here = place.inside(f"measures.{n}")
        if row.measure not in known:
            mend = "choose one of measures/catalogue.toml"
            raise here.inside("measure").error(f"no measure {row.measure!r}", mend)
        _check_lists(row, known[row.measure], own, here.inside("lists"))
        _check_kinds(
            row.executed_by, set(known[row.measure].executed_by), here.inside("executed_by")
        )
        _check_end(row, known[row.measure], here.inside("ends"))
        _check_days(row, documents, here.inside("since"))


def _documents(one: Memorandum, place: Place, root: Path) -> list[Instrument]:
    """The documents it is and was: memoranda, each followed by the next."""
    known = instruments(root, allow_fictional=True)
    for id in one.documents:
        if id not in known or known[id].kind != "memorandum":
            mend = "give its file in instruments/ the kind memorandum"
            raise place.inside("instrument").error(f"no memorandum {id!r}", mend)
    found = [known[id] for id in one.documents]
    for before, after in pairwise(found):
        if before.successor != after.id:
            problem = f"{after.id} does not follow {before.id}"
            raise place.inside("earlier").error(problem, "name the oldest first, none left out")
    return found


def _check_kinds(named: tuple[str, ...], known: Set[str], place: Place) -> None:
    strange = set(named) - known
    if strange or not named or len(set(named)) < len(named):
        problem = f"no office for this, or twice: {min(strange, default='none named')!r}"
        raise place.error(problem, f"use each once of {', '.join(sorted(known))}")


def _check_lists(row: Agreed, measure: Measure, own: Mapping[str, Listing], place: Place) -> None:
    strange = set(row.lists) - own.keys()
    if strange or not row.lists:
        problem = f"no list of this sector: {min(strange, default='none named')!r}"
        raise place.error(problem, "name lists of the lists.toml beside it")
    for id in row.lists:
        if own[id].colour != _SUITS[measure.kind]:
            problem = f"a {measure.kind} does not go with the {own[id].colour} list {id}"
            raise place.error(problem, "sanctions go with black lists, incentives with red ones")


def _check_end(row: Agreed, measure: Measure, place: Place) -> None:
    check_terms((row.term,), place)
    if bool(row.term) != (row.ends == "term"):
        mend = 'give ends = "term" with a term, and no term otherwise'
        raise place.error("the term does not fit the end", mend)
    if row.ends == "repair" and measure.kind != "sanction":
        raise place.error("repair ends sanctions only", 'make it ends = "entry"')


def _check_days(row: Agreed, documents: list[Instrument], place: Place) -> None:
    first, last = documents[0].since, documents[-1].until
    if row.since < first or (last is not None and (row.until is None or row.until > last)):
        mend = f"keep it within {first} and {last or 'no end'}"
        raise place.error("agreed before or after the memorandum", mend)
