"""A record that an office itself reported, with what it said: the words it may put right.

Clause  S31. What another office said of the same record is that office's to correct.
"""

from dataclasses import dataclass
from datetime import date

from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.lookup import NoSuchRecord, record_by
from creditdelta.records.publishing import cells_of
from creditdelta.records.queries import sources_of, with_content
from creditdelta.records.rules import Record, Statement
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.reporters import office_of
from creditdelta.rulebook.standards import Standard
from creditdelta.uploads.wrong import Cells


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """The office's latest word on a record. `fixed`: columns that make it this record and no other."""

    standard: Standard
    cells: Cells
    fixed: tuple[str, ...]


def own_record(written: str, office: str, day: date) -> OwnRecord | None:
    """What an office said of a record that stands; None where it said nothing, or there is none."""
    try:
        held = record_by(written, day)
    except NoSuchRecord:
        return None
    if held.record.standing == "closed":
        return None
    (record,) = with_content(held.who, [held.record])
    said = _said_by(record, office, day)
    if said is None or not said.body:
        return None
    standard = standards()[said.standard]
    fixed = dict.fromkeys((standard.role.uscc, *standard.natural_key))
    return OwnRecord(standard, cells_of(said, standard), tuple(code for code in fixed if code))


def _said_by(record: Record, office: str, day: date) -> Statement | None:
    """The office's latest statement among those that are shown of a record."""
    words = [one for one in (record.speaking, *record.others) if one is not None]
    sources = sources_of({one.place >> ROW_BITS for one in words})
    own = []
    for one in words:
        source = sources[one.place >> ROW_BITS]
        speaker = office_of(source.region, source.source, day)
        if speaker is not None and speaker.id == office:
            own.append(one)
    return max(own, key=lambda one: one.rank, default=None)
