"""A set of supplier rows with spoilt names and codes, and whom each is truly about.

Clause  S27, S28. With a seed nobody knew, a resolver of organisations can be measured.
Pure    equal arguments give equal rows.

Columns: `noise` (what was done), `code`, `registration_number`, `organisation_code` (each may be
empty), `name`, and `truth`: the code of the organisation the row is about, "" where no registered
one is, or where code and name are of different organisations and nobody can tell.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from creditdelta.world import records, vocabulary
from creditdelta.world.make import World, world
from creditdelta.world.noisy_names import NOISES, Name, parts
from creditdelta.world.organisations import Organisation
from creditdelta.world.records import Record

COLUMNS = ("noise", "code", "registration_number", "organisation_code", "name", "truth")
_BRACKETED_SHARE, _TWIN_SHARE = 0.15, 0.05
_EVIDENCE = {"": 60, "code": 15, "registration_number": 15, "organisation_code": 10}


@dataclass(frozen=True, slots=True)
class Registered:
    """An organisation of the set, its name in parts, and a former name or ""."""

    about: Organisation
    name: Name
    former: str


def write(path: Path, seed: int | str, organisations: int) -> Path:
    """Write the set and, beside it, the register it refers to; returns the register's path."""
    made = world(seed, organisations)
    rng = Random(f"names {seed}")  # noqa: S311  repeatable, no secret
    everybody = list(_registered(rng, made))
    register = path.with_name(f"{path.stem}-registrations.csv")
    _write_table(register, vocabulary.headings("registration_names"), _entries(rng, everybody))
    rows = queries(rng, everybody)
    _write_table(path, COLUMNS, ([row[column] for column in COLUMNS] for row in rows))
    return register


def _registered(rng: Random, made: World) -> Iterator[Registered]:
    """Everybody under the present name, and twins: the same words in another city."""
    taken = {one.name for one in made.everybody()} | set(made.renamed.values())
    places = vocabulary.places()
    for one in made.everybody():
        now = replace(one, name=made.renamed.get(one.uscc, one.name))
        name = parts(now, bracketed=rng.random() < _BRACKETED_SHARE)
        former = one.name if one.uscc in made.renamed else ""
        yield Registered(replace(now, name=name.text()), name, former)
    for old, twin in made.successors.items():
        place = rng.choice([place for place in places if place.code[:4] != twin.place.code[:4]])
        name = replace(parts(twin), place=place.name, city=place.city.removesuffix("市"))
        if name.text() not in taken and not old.startswith("92"):
            taken.add(name.text())
            yield Registered(replace(twin, name=name.text()), name, "")


def _entries(rng: Random, everybody: Iterable[Registered]) -> Iterator[list[str]]:
    columns = [part for _, part in vocabulary.form("registration_names")]
    for one in everybody:
        entry = {**records.registration(rng, one.about), "former_names": one.former}
        yield [entry.get(part, "") for part in columns]


def queries(rng: Random, everybody: list[Registered]) -> list[Record]:
    """One row or more about everybody, in an order that tells nothing."""
    names = {one.name.text() for one in everybody} | {one.former for one in everybody}
    bare = Counter(_bare(one.name) for one in everybody)
    found = [_spoilt(rng, one, names, alone=bare[_bare(one.name)] == 1) for one in everybody]
    found += [_former(rng, one) for one in everybody if one.former]
    some = rng.sample(everybody, max(1, round(_TWIN_SHARE * len(everybody))))
    found += [row for one in some for row in _nobody(rng, one, names)]
    found += [_other_firm(one, rng.choice(everybody)) for one in some]
    rng.shuffle(found)
    return found


def _row(noise: str, name: str, truth: str) -> Record:
    return {**dict.fromkeys(COLUMNS, ""), "noise": noise, "name": name, "truth": truth}


def _bare(name: Name) -> str:
    return name.core + name.trade + name.form


def _spoilt(rng: Random, one: Registered, names: set[str], *, alone: bool) -> Record:
    """A spoilt name; without its place it is nobody's when another city has the same words."""
    noise = rng.choice(list(NOISES))
    spoil, same = NOISES[noise]
    name = spoil(rng, one.name)
    if name in names:  # nothing changed, or it became another firm's name by chance
        noise, name, same = "exact", one.name.text(), True
    row = _row(noise, name, one.about.uscc if same else "")
    if not same:
        return row
    row = _with_evidence(rng, row, one)
    told = any(row[column] for column in _EVIDENCE if column)
    return row if alone or told or noise != "no_place" else {**row, "truth": ""}


def _with_evidence(rng: Random, row: Record, one: Registered) -> Record:
    known = {
        "code": one.about.uscc,
        "registration_number": one.about.registration_number,
        "organisation_code": one.about.organisation_code,
    }
    given = rng.choices(list(_EVIDENCE), list(_EVIDENCE.values()))[0]
    return {**row, given: known[given]} if given else row


def _former(rng: Random, one: Registered) -> Record:
    return _with_evidence(rng, _row("former_name", one.former, one.about.uscc), one)


def _nobody(rng: Random, one: Registered, names: set[str]) -> Iterator[Record]:
    """The same trade name in another city, where no such firm is registered."""
    place = rng.choice(
        [place for place in vocabulary.places() if place.city[:2] != one.name.city[:2]]
    )
    name = replace(one.name, place=place.name, city=place.city.removesuffix("市")).text()
    if name not in names:
        yield _row("other_city", name, "")


def _other_firm(one: Registered, other: Registered) -> Record:
    """One firm's code beside another's name."""
    row = {**_row("other_firm", other.name.text(), ""), "code": one.about.uscc}
    return {**row, "truth": one.about.uscc} if other is one else row


def _write_table(path: Path, headings: Iterable[str], rows: Iterable[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as sink:
        table = csv.writer(sink)
        table.writerow(headings)
        table.writerows(rows)
