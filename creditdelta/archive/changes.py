"""Which submissions brought what an archive shows, and how often was each record reported?

Clause  S34, S31. Published records only, and only reports that are attached; what was closed since, what
waits and what an earlier report said otherwise is not for the public.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from creditdelta.archive.entries import short_id
from creditdelta.archive.queries import Archive
from creditdelta.kernel.errors import Words
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.queries import Source, sources_of, statements_of
from creditdelta.records.rules import Record, Statement
from creditdelta.rulebook.standards import Standard

_ROW = (1 << ROW_BITS) - 1


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a record: the `number`-th of `count`; `speaks`: what is shown is this one's word."""

    record: str
    label: Words
    decided_on: date | None
    number: int
    count: int
    speaks: bool
    row: int
    source: Source


@dataclass(frozen=True, slots=True)
class Brought:
    """A submission and how many reports of the shown records it brought."""

    source: Source
    count: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Reports, the latest received first, and the submissions they came in."""

    reports: tuple[Report, ...]
    submissions: tuple[Brought, ...]


def changes(found: Archive, standards: Mapping[str, Standard]) -> Changes:
    """How what the archive shows came here; three statements of SQL, and one for the submissions."""
    shown = {one.document: one for one in found.records if one.speaking is not None}
    said: dict[bytes, list[Statement]] = defaultdict(list)
    for one in statements_of(found.identity):
        if one.fits and one.document in shown:
            said[one.document].append(one)
    every = [one for listed in said.values() for one in listed]
    sources = sources_of({one.place >> ROW_BITS for one in every})
    reports = [
        report
        for document, listed in said.items()
        for report in _reports(found, shown[document], listed, sources, standards)
    ]
    reports.sort(key=_latest, reverse=True)
    brought = Counter(one.source.delivery for one in reports)
    submissions = [Brought(sources[number], count) for number, count in brought.items()]
    submissions.sort(key=lambda one: (one.source.received_on, one.source.delivery), reverse=True)
    return Changes(tuple(reports), tuple(submissions))


def _latest(one: Report) -> tuple[date, int, int]:
    return one.source.received_on, one.source.delivery, one.row


def _reports(
    found: Archive, record: Record, listed: list[Statement], sources: Mapping[int, Source],
    standards: Mapping[str, Standard],
) -> list[Report]:  # fmt: skip
    listed.sort(key=lambda one: one.rank)
    speaking = record.speaking
    return [
        Report(
            record=short_id(found.identity.ref, record.document),
            label=standards[one.standard].label,
            decided_on=one.decided_on,
            number=number,
            count=len(listed),
            speaks=speaking is not None and one.place == speaking.place,
            row=one.place & _ROW,
            source=sources[one.place >> ROW_BITS],
        )
        for number, one in enumerate(listed, 1)
    ]
