"""What is known about one organisation, on a day, for this viewer? Its credit archive.

Clause  S34, S2; architecture "one gate to the public". Sections: rulebook/archive/sections.toml.
A fixed number of SQL statements, however many records there are.

The public sees today's word on what may be published today, also when it asks for an earlier day.
What was known on an earlier day is for the organisation itself and for officers with a purpose.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from creditdelta.archive.entries import Entry, made
from creditdelta.kernel.errors import Words
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.publishing import Rules, Viewer, about, gate, rules
from creditdelta.records.queries import Identity, identity, records_of, sources_of, with_content
from creditdelta.records.rules import Record
from creditdelta.rulebook.archive_sections import archive_sections
from creditdelta.rulebook.life import Life, life_of
from creditdelta.rulebook.records import standards
from creditdelta.subjects.finding import Relative, by_code, relatives
from creditdelta.subjects.judgements import Standing, standing_about
from creditdelta.subjects.queries import portraits_of
from creditdelta.subjects.rules import SUCCEEDS, Portrait

LATEST = 20  # of each section and side; the rest is counted and read out when asked for


class UnknownCode(LookupError):
    """Nobody ever reported by this code or number."""


class SeveralOrganisations(LookupError):
    """The number is one of several organisations'; ask by the unified code."""


class HistoryNotPublic(PermissionError):
    """What was known on an earlier day is not for the public."""


@dataclass(frozen=True, slots=True)
class Succession:
    """A change of code: which organisation follows which, from which day."""

    code: str
    follows: str
    since: date | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section with the latest records the viewer may see; public and market side stand apart.

    `count`: how many records the viewer may see in it, of which those asked for are here.
    """

    id: str
    label: Words
    count: int
    public: tuple[Entry, ...]
    market: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive of one organisation. `records`: all the viewer may see, in no order."""

    identity: Identity
    portrait: Portrait | None  # None: no registration and no code map confirms it
    life: Life
    day: date
    known: date | None
    viewer: Viewer
    records: tuple[Record, ...]
    sections: tuple[SectionView, ...]
    relatives: tuple[Relative, ...]
    succession: tuple[Succession, ...]
    judgements: tuple[Standing, ...]  # for officers


def archive(
    code: str, *, today: date, day: date | None = None, known: date | None = None,
    viewer: Viewer | None = None, latest: int | None = LATEST,
) -> Archive:  # fmt: skip
    """The archive of whoever has a code or an older number; raises `UnknownCode` and its like.

    `latest`: how many records of each section and side are read out; None: all. All are counted.
    """
    looks = viewer or Viewer()
    if looks.kind == "public" and known is not None:
        raise HistoryNotPublic
    return _read(who_has(code, known), day or today, today, known, looks, latest)


def archive_of(
    who: Identity,
    viewer: Viewer,
    *,
    today: date,
    day: date | None = None,
    latest: int | None = LATEST,
) -> Archive:
    """The archive of an organisation that was identified already, by what is known today."""
    return _read(who, day or today, today, None, viewer, latest)


def _read(
    who: Identity, on: date, today: date, known: date | None, looks: Viewer, latest: int | None
) -> Archive:
    shown = _shown(who, on, today, known, looks)
    portrait = portraits_of([who.ref], known).get(who.ref)
    judged = standing_about(who.ref, known)
    return Archive(
        identity=who,
        portrait=portrait,
        life=life_of(portrait.status if portrait else "", on),
        day=on,
        known=known,
        viewer=looks,
        records=tuple(shown),
        sections=_sections(who, shown, looks, latest),
        relatives=tuple(relatives(who.ref, portrait.name, known)) if portrait else (),
        succession=_succession(judged, looks),
        judgements=tuple(judged) if looks.kind == "officer" else (),
    )


def who_has(code: str, known: date | None = None) -> Identity:
    """Who has a code or an older number; raises `UnknownCode`, `SeveralOrganisations`."""
    found = by_code(code)
    if not found:
        raise UnknownCode(code)
    if len(found) > 1:
        raise SeveralOrganisations(code)
    who = identity(found[0].ref, known)
    if who is None:
        raise UnknownCode(code)
    return who


def _shown(
    who: Identity, day: date, today: date, known: date | None, viewer: Viewer
) -> list[Record]:
    """The records of the day that pass the gate of today."""
    found = records_of(who, day=day, known=known)
    if viewer.kind != "public":
        return found
    current = found if day == today else records_of(who, day=today)
    by, code = rules(), _code(who)
    graded = [one for one in current if _graded(one, by)]
    known_by = {one.document: one for one in with_content(who, graded)}
    current = [known_by.get(one.document, one) for one in current]
    why = gate(code, today, viewer, by)
    open_today = {record.document: record for record in current if not why(record)}
    then = [record.document for record in found if record.standing in ("standing", "ended")]
    return [open_today[document] for document in then if document in open_today]


def _graded(record: Record, by: Rules) -> bool:
    """Whether a cell of the record names the class of its period."""
    return record.speaking is not None and bool(
        by.standards[record.speaking.standard].role.severity
    )


def _code(who: Identity) -> str:
    return who.code if who.scheme == "uscc" else ""


def _sections(
    who: Identity, records: list[Record], viewer: Viewer, latest: int | None
) -> tuple[SectionView, ...]:
    by_place: dict[tuple[str, str], list[Record]] = defaultdict(list)
    listed = standards()
    for record in records:
        standard = listed[record.speaking.standard] if record.speaking else None
        if standard is not None and standard.kind != WITHDRAWAL:
            by_place[standard.section, standard.side].append(record)
    read = [one for placed in by_place.values() for one in latest_first(placed)[:latest]]
    entries = entries_of(who, read, viewer)
    sides = ("public", "market")
    return tuple(
        SectionView(
            section.id,
            section.label,
            sum(len(by_place[section.id, side]) for side in sides),
            *(
                tuple(one for one in entries if one.section == section.id and one.side == side)
                for side in sides
            ),
        )
        for section in archive_sections()
    )


def latest_first(records: list[Record]) -> list[Record]:
    """The records by day of decision, the latest first."""

    def day(record: Record) -> tuple[date, bytes]:
        said = record.speaking
        return (said.decided_on if said else None) or date.min, record.document

    return sorted(records, key=day, reverse=True)


def entries_of(who: Identity, records: list[Record], viewer: Viewer) -> list[Entry]:
    """The records as entries, latest decision first."""
    records = with_content(who, records)
    said = [one for record in records for one in (record.speaking, *record.others) if one]
    numbers = {one.place >> ROW_BITS for one in said}
    return made(who, records, viewer, rules(), sources_of(numbers))


def _succession(judged: list[Standing], viewer: Viewer) -> tuple[Succession, ...]:
    """Changes of code as judged; adverse records do not pass along them."""
    found = [
        Succession(one.code, one.other_code, one.since) for one in judged if one.kind == SUCCEEDS
    ]
    if viewer.kind == "public":  # a sole trader is found by its own code only
        found = [one for one in found if "sole_trader" not in (about(one.code), about(one.follows))]
    return tuple(found)


def counts(found: Archive) -> Mapping[str, int]:
    """How many records each section shows, sections without any left out."""
    return {section.id: section.count for section in found.sections if section.count}
