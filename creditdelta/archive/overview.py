"""What stands at the top of an archive: the answer, some counts, the latest events, what is adverse.

Clause  S34, S2.
Reads the content of a few records only, however many there are: one statement for it, one for sources.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from creditdelta.archive.answer import Adverse, Answer, answer
from creditdelta.archive.entries import Entry
from creditdelta.archive.headline import Headline, teller
from creditdelta.archive.queries import Archive, entries_of, latest_first
from creditdelta.kernel.errors import Lang, Words
from creditdelta.records.clock import Clock, clock, reckoner
from creditdelta.records.publishing import Rules
from creditdelta.records.rules import Record, Statement
from creditdelta.rulebook.archive_sections import archive_sections
from creditdelta.rulebook.standards import Standard

EVENTS = 12
ADVERSE = 20
ESTABLISHED = Words("成立", "established")


@dataclass(frozen=True, slots=True)
class Told:
    """A record as a list shows it: itself, in a line, its clock."""

    entry: Entry
    line: Headline
    clock: Clock


@dataclass(frozen=True, slots=True)
class Fact:
    """A count with what is counted."""

    count: int
    label: Words


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day: of a record, or (`told` None) of the organisation itself."""

    on: date
    label: Words
    told: Told | None


@dataclass(frozen=True, slots=True)
class Overview:
    """The top of an archive. `adverse`: the latest of them, all are counted in the answer."""

    answer: Answer
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    adverse: tuple[Told, ...]
    adverse_count: int


def overview(found: Archive, rules: Rules, lang: Lang) -> Overview:
    """The top of an archive that was read with all its records."""
    placed = latest_first([one for one in found.records if one.speaking is not None])
    bad = [one for one in placed if _standard(one, rules).nature == "adverse"]
    clocks = _clocks(found, bad, rules)
    chosen = {one.document: one for one in (*placed[:EVENTS], *bad[:ADVERSE])}
    told = tell(found, list(chosen.values()), rules, lang, clocks)
    adverse = _adverse(bad, clocks, rules)
    return Overview(
        answer=answer(found.identity.wait, found.life, adverse, found.day),
        facts=_facts(placed, rules),
        events=_events(found, told),
        adverse=tuple(one for one in told if one.clock.adverse)[:ADVERSE],
        adverse_count=len(bad),
    )


def tell(
    found: Archive, records: list[Record], rules: Rules, lang: Lang,
    known: Mapping[bytes, Clock] | None = None,
) -> list[Told]:  # fmt: skip
    """Records as lists show them, the latest decision first. `known`: clocks by document."""
    given = known or {}
    clocks = {
        **_clocks(found, [one for one in records if one.document not in given], rules), **given,
    }  # fmt: skip
    line = teller(lang)
    return [
        Told(entry, line(rules.standards[entry.standard], entry.cells), clocks[entry.document])
        for entry in entries_of(found.identity, records, found.viewer)
    ]


def _clocks(found: Archive, records: Iterable[Record], rules: Rules) -> dict[bytes, Clock]:
    reckon = reckoner(rules.calendar)
    return {one.document: clock(_said(one), rules, found.day, reckon) for one in records}


def rests_on_invention(records: Iterable[Record], rules: Rules) -> bool:
    """Whether what is shown goes by a rule of the demonstration that has no ground."""
    items = {one.id: one for one in (_standard(each, rules) for each in records)}.values()
    used = {one.publication: rules.publications[one.publication] for one in items}.values()
    bases = [one.basis for one in items]
    for rule in used:
        bases += [row.basis for row in rule.viewers]
        bases += [row.basis for row in rule.periods]
        bases += [row.basis for row in rule.query_ends]
    return any(basis.kind == "fictional" for basis in bases)


def _said(record: Record) -> Statement:
    if record.speaking is None:
        raise ValueError("nobody ever reported this record")
    return record.speaking


def _standard(record: Record, rules: Rules) -> Standard:
    return rules.standards[_said(record).standard]


def _adverse(bad: Sequence[Record], clocks: Mapping[bytes, Clock], rules: Rules) -> list[Adverse]:
    """In the order of the archive's sections, so that equal kinds stand together."""
    order = {section.id: place for place, section in enumerate(archive_sections())}
    both = [(_standard(one, rules), clocks[one.document]) for one in bad]
    both.sort(key=lambda pair: (order[pair[0].section], pair[0].id))
    return [Adverse(item.label, item.section, each) for item, each in both]


LICENCES = Words("行政许可", "licences")
PENALTIES = Words("公示中的行政处罚", "penalties in publicity")
LISTED = Words("在列名单", "lists it stands on")
RECOGNISED = Words("守信激励记录", "recognitions of trustworthiness")
_LISTS = ("serious_list", "abnormal_list")


def _facts(placed: Iterable[Record], rules: Rules) -> tuple[Fact, ...]:
    items = [_standard(one, rules) for one in placed]
    counts = (
        (LICENCES, sum(item.kind == "licence" for item in items)),
        (PENALTIES, sum(item.kind == "penalty" for item in items)),
        (LISTED, sum(item.section in _LISTS for item in items)),
        (RECOGNISED, sum(item.nature == "favourable" for item in items)),
    )
    return tuple(Fact(count, label) for label, count in counts)


def _events(found: Archive, told: Sequence[Told]) -> tuple[Event, ...]:
    events = [
        Event(on, one.entry.label, one)
        for one in told
        if (on := one.clock.counted_from) is not None
    ]
    if found.portrait is not None and found.portrait.established_on is not None:
        events.append(Event(found.portrait.established_on, ESTABLISHED, None))
    events.sort(key=lambda event: event.on, reverse=True)
    return tuple(events[:EVENTS])
