"""What is known about one organisation, on a day, for this viewer? Its credit archive.

Clause  S34, S2; architecture "one gate to the public". Sections: rulebook/archive/sections.toml.
A fixed number of SQL statements, however many records there are.

The public sees today's word on what may be published today, also when it asks for an earlier day.
What was known on an earlier day is for the organisation itself and for officers with a purpose.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from creditdelta.archive.entries import Entry, made
from creditdelta.kernel.errors import Words
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.publishing import Rules, Viewer, publishable
from creditdelta.records.queries import Identity, identity, records_of, sources_of
from creditdelta.records.rules import Record
from creditdelta.rulebook.archive_sections import archive_sections
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.life import Life, life_of
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.records import standards
from creditdelta.subjects.finding import Relative, by_code, relatives
from creditdelta.subjects.judgements import Standing, standing_about
from creditdelta.subjects.queries import portraits, rows, told
from creditdelta.subjects.rules import SUCCEEDS, Portrait


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
    """One section with the records the viewer may see; public and market side stand apart."""

    id: str
    label: Words
    public: tuple[Entry, ...]
    market: tuple[Entry, ...]

    @property
    def count(self) -> int:
        """How many records are shown."""
        return len(self.public) + len(self.market)


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive of one organisation."""

    identity: Identity
    portrait: Portrait | None  # None: no registration and no code map confirms it
    life: Life
    day: date
    known: date | None
    viewer: Viewer
    sections: tuple[SectionView, ...]
    relatives: tuple[Relative, ...]
    succession: tuple[Succession, ...]
    judgements: tuple[Standing, ...]  # for officers


def archive(
    code: str, *, today: date, day: date | None = None, known: date | None = None,
    viewer: Viewer | None = None,
) -> Archive:  # fmt: skip
    """The archive of whoever has a code or an older number; raises `UnknownCode` and its like."""
    looks = viewer or Viewer()
    if looks.kind == "public" and known is not None:
        raise HistoryNotPublic
    who = _who(code, known)
    on = day or today
    shown = _shown(who, on, today, known, looks)
    portrait = dict(portraits(rows(told(known, "AND n.ref = %s"), [who.ref]))).get(who.ref)
    judged = standing_about(who.ref, known)
    return Archive(
        identity=who,
        portrait=portrait,
        life=life_of(portrait.status if portrait else "", on),
        day=on,
        known=known,
        viewer=looks,
        sections=_sections(who, shown, looks),
        relatives=tuple(relatives(who.ref, portrait.name, known)) if portrait else (),
        succession=_succession(judged),
        judgements=tuple(judged) if looks.kind == "officer" else (),
    )


def rules() -> Rules:
    """What the gate goes by, from the rulebook in use."""
    return Rules(standards(), publications(), calendar())


def _who(code: str, known: date | None) -> Identity:
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
    open_today = {
        record.document: record
        for record in current
        if not publishable(record, code, today, viewer, by)
    }
    then = [record.document for record in found if record.standing in ("standing", "ended")]
    return [open_today[document] for document in then if document in open_today]


def _code(who: Identity) -> str:
    return who.code if who.scheme == "uscc" else ""


def _sections(who: Identity, records: list[Record], viewer: Viewer) -> tuple[SectionView, ...]:
    by = rules()
    said = [one for record in records for one in (record.speaking, *record.others) if one]
    entries = made(who, records, viewer, by, sources_of(said))
    kept = [entry for entry in entries if entry.kind != WITHDRAWAL]
    return tuple(
        SectionView(
            section.id,
            section.label,
            *(
                tuple(one for one in kept if one.section == section.id and one.side == side)
                for side in ("public", "market")
            ),
        )
        for section in archive_sections()
    )


def _succession(judged: list[Standing]) -> tuple[Succession, ...]:
    """Changes of code as judged; adverse records do not pass along them."""
    return tuple(
        Succession(one.code, one.other_code, one.since) for one in judged if one.kind == SUCCEEDS
    )


def counts(found: Archive) -> Mapping[str, int]:
    """How many records each section shows, sections without any left out."""
    return {section.id: section.count for section in found.sections if section.count}
