"""Where do the rules of the four provinces differ on a day? Read off the rows that name a region.

Clause  S8, S17; formal property F18: the tables of differences are made, never written.
Data    rulebook/publication (query_ends), rulebook/instruments (local regulations); for the crosswalk of
        behaviours rulebook/behaviours

>>> row = next(one for one in differences(date(2026, 4, 1)) if one.id == "found penalty")
>>> row.differs, sorted(row.rules)
(True, ['310000', '330000'])
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from creditdelta.kernel.errors import Lang, Words
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.behaviours import SEVERITIES, Rule, behaviours, own_rule
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.instruments import instruments
from creditdelta.rulebook.measures import measures
from creditdelta.rulebook.places import NATION
from creditdelta.rulebook.publication import QueryEnd, publications
from creditdelta.rulebook.publication_words import START, spoken

FOUND = Words("可以查到多久：", "how long it is found: ")
ORDINANCE = Words("地方信用法规", "local regulation on credit")
_TERM = Words("自{start}起{term}", "{term} after {start}")


@dataclass(frozen=True, slots=True)
class Regional:
    """What one province says, in both languages, and on what it rests. `document`: an instrument's id."""

    text: Words
    basis: Basis
    document: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One question and what each province says to it. `national`: what holds where one says nothing."""

    id: str
    label: Words
    rules: Mapping[str, Regional]
    national: Regional | None = None

    def holds(self, province: str) -> Regional | None:
        """What holds in a province: its own rule, else the national one; None where none is known."""
        return self.rules.get(province, self.national)

    @property
    def differs(self) -> bool:
        """Whether two provinces say different things, or one says something and another nothing."""
        held = [self.holds(province) for province in PROVINCES]
        return len({one and one.text for one in held}) > 1


def differences(day: date, root: Path | None = None) -> list[Difference]:
    """Every question to which at least one province has a rule of its own on a day."""
    return [one for one in (_ordinances(day, root), *_found(day, root)) if one.rules]


def crosswalk(day: date, root: Path | None = None) -> list[Difference]:
    """Every behaviour of which something is known on a day, with what follows from it in each province."""
    found = []
    for one in behaviours(root).values():
        own = {region: own_rule(one, region, day) for region in PROVINCES}
        national = own_rule(one, NATION, day)
        rules = {region: _follows(row, root) for region, row in own.items() if row}
        if rules or national:
            told = _follows(national, root) if national else None
            found.append(Difference(one.id, one.label, rules, told))
    return found


def _ordinances(day: date, root: Path | None) -> Difference:
    rules = {
        region: Regional(one.label, one.basis)
        for one in instruments(root).values()
        if one.kind == "local_regulation" and in_force(one, day)
        for region in one.regions
        if region in PROVINCES  # one of a city or county is no rule of its province
    }
    return Difference("ordinance", ORDINANCE, rules)


def _found(day: date, root: Path | None) -> Iterator[Difference]:
    for name, rule in publications(root).items():
        rules = {
            row.region: Regional(_end(row), row.basis)
            for row in rule.query_ends
            if in_force(row, day)
        }
        label = Words(FOUND.zh + rule.label.zh, FOUND.en + rule.label.en)
        yield Difference(f"found {name}", label, rules)


def _end(row: QueryEnd) -> Words:
    def said(lang: Lang) -> str:
        words = {"start": START[row.start].say(lang), "term": spoken(row.term, lang)}
        return _TERM.say(lang).format(**words)

    return Words(said("zh"), said("en"))


def _follows(row: Rule, root: Path | None) -> Regional:
    known = measures(root)

    def said(lang: Lang) -> str:
        names = ("、" if lang == "zh" else ", ").join(
            known[id].label.say(lang) for id in row.measures
        )
        parts = (
            SEVERITIES[row.severity].say(lang) if row.severity else "",
            spoken(row.term, lang) if row.term else "",
            row.says.say(lang) if row.says else "",
            names,
        )
        return ("；" if lang == "zh" else "; ").join(part for part in parts if part)

    return Regional(Words(said("zh"), said("en")), row.basis, row.instrument)
