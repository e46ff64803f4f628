"""One record as an archive shows it: its cells, how it stands, where it comes from, who differs.

Clause  S34, S2. What reporters say differently is for officers only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from creditdelta.kernel.errors import Words
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.publishing import Rules, Viewer, visible_cells
from creditdelta.records.queries import Identity, Source
from creditdelta.records.rules import Closing, Record, Statement
from creditdelta.rulebook.roles import Nature, Side

_ROW = (1 << ROW_BITS) - 1
SHORT = 8


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who said it, in which submission and row."""

    region: str
    source: str
    reporter: str
    delivery: int
    row: int
    issued_at: datetime
    batch: str
    received_on: date


@dataclass(frozen=True, slots=True)
class Difference:
    """What another reporter says otherwise: column, what speaks, what is said instead."""

    column: str
    speaking: str
    other: str
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Entry:
    """A record in a section. `cells`: column code to text, only what the viewer may read."""

    id: str
    document: bytes
    standard: str
    kind: str
    label: Words
    section: str
    side: Side
    nature: Nature
    standing: str
    wait: str
    closing: Closing | None
    decided_on: date | None
    ends_on: date | None
    cells: Mapping[str, str]
    provenance: Provenance | None
    differences: tuple[Difference, ...]


def short_id(ref: bytes, document: bytes) -> str:
    """The id of a record as people write it: the beginnings of its organisation's and its own."""
    return f"{ref.hex()[:SHORT]}-{document.hex()[:SHORT]}"


def made(
    who: Identity, records: Sequence[Record], viewer: Viewer, rules: Rules,
    sources: Mapping[int, Source],
) -> list[Entry]:  # fmt: skip
    """The records as entries; a closed record nobody ever reported has none."""
    told = [(record, record.speaking) for record in records if record.speaking is not None]
    cells = visible_cells([said for _, said in told], viewer, rules)
    entries = []
    for (record, said), read in zip(told, cells, strict=True):
        standard = rules.standards[said.standard]
        entries.append(
            Entry(
                id=short_id(who.ref, record.document),
                document=record.document,
                standard=standard.id,
                kind=standard.kind,
                label=standard.label,
                section=standard.section,
                side=standard.side,
                nature=standard.nature,
                standing=record.standing,
                wait=record.wait,
                closing=record.closing,
                decided_on=said.decided_on,
                ends_on=said.ends_on,
                cells=read,
                provenance=_provenance(said, read, rules, sources),
                differences=_differences(record, said, read, viewer, rules, sources),
            )
        )
    return sorted(entries, key=lambda entry: (entry.decided_on or date.min, entry.id), reverse=True)


def _provenance(
    said: Statement, cells: Mapping[str, str], rules: Rules, sources: Mapping[int, Source]
) -> Provenance | None:
    found = sources.get(said.place >> ROW_BITS)
    if found is None:
        return None
    reporter = cells.get(rules.standards[said.standard].role.reporter, "")
    return Provenance(
        found.region,
        found.source,
        reporter,
        found.delivery,
        said.place & _ROW,
        found.issued_at,
        found.batch,
        found.received_on,
    )


def _differences(
    record: Record, said: Statement, cells: Mapping[str, str], viewer: Viewer, rules: Rules,
    sources: Mapping[int, Source],
) -> tuple[Difference, ...]:  # fmt: skip
    """For officers: every cell that another reporter fills otherwise."""
    if viewer.kind != "officer" or not record.others:
        return ()
    found = []
    for other, theirs in zip(
        record.others, visible_cells(record.others, viewer, rules), strict=True
    ):
        where = _provenance(other, theirs, rules, sources)
        for column in sorted(cells.keys() | theirs.keys()):
            ours, told = cells.get(column, ""), theirs.get(column, "")
            if ours != told and where is not None:
                found.append(Difference(column, ours, told, where))
    return tuple(found)
