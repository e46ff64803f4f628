"""Where do the rules of the four provinces differ on a day? Read off the rows that name a region.

Clause  S8; formal property F18: the table of differences is made, never written.
Data    rulebook/publication (query_ends), rulebook/instruments (local regulations)

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
from creditdelta.rulebook.behaviours import CLASSES, Behaviour, Rule, behaviours, rules_on
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.instruments import NATION, instruments
from creditdelta.rulebook.publication import QueryEnd, publications
from creditdelta.rulebook.publication_words import START, spoken

FOUND = Words("可以查到多久：", "how long it is found: ")
ORDINANCE = Words("地方信用法规", "local regulation on credit")
_TERM = Words("自{start}起{term}", "{term} after {start}")


@dataclass(frozen=True, slots=True)
class Regional:
    """What one province says, in both languages, and on what it rests."""

    text: Words
    basis: Basis


@dataclass(frozen=True, slots=True)
class Difference:
    """One question and what each province says to it; a province without a row goes by national rules."""

    id: str
    label: Words
    rules: Mapping[str, Regional]

    @property
    def differs(self) -> bool:
        """Whether two provinces say different things, or one says something and another nothing."""
        said = {one.text for one in self.rules.values()}
        return len(said) > 1 or len(self.rules) < len(PROVINCES)


def differences(day: date, root: Path | None = None) -> list[Difference]:
    """Every question to which at least one province has a rule of its own on a day."""
    return [one for one in (_ordinances(day, root), *_found(day, root)) if one.rules]


def crosswalk(day: date, root: Path | None = None) -> list[Difference]:
    """What follows from each conduct in each province on a day; national rules hold where it has none."""
    return [_followed(one, day, root) for one in behaviours(root).values()]


def _followed(one: Behaviour, day: date, root: Path | None) -> Difference:
    rows = {row.region: row for row in rules_on(one.id, day, root)}
    rules = {
        region: Regional(_follows(row), row.basis)
        for region in PROVINCES
        if (row := rows.get(region) or rows.get(NATION)) is not None
    }
    return Difference(f"behaviour {one.id}", one.label, rules)


def _follows(row: Rule) -> Words:
    def said(lang: Lang) -> str:
        parts = [CLASSES[row.severity].say(lang), row.follows.say(lang)]
        parts += [spoken(row.term, lang)] if row.term else []
        return ("，" if lang == "zh" else ", ").join(parts)

    return Words(said("zh"), said("en"))


def _ordinances(day: date, root: Path | None) -> Difference:
    rules = {
        region: Regional(one.label, one.basis)
        for one in instruments(root).values()
        if one.kind == "local_regulation" and in_force(one, day)
        for region in one.regions
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
