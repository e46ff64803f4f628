"""What can be repaired: every adverse record of an organisation, and where it stands in a black list.

Clause  S72. A record or an entry with its clock, who decided it, and who would decide on its repair.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from creditdelta.kernel.errors import Words
from creditdelta.lists.queries import entries_of, standings
from creditdelta.lists.queries import entry as found_entry
from creditdelta.lists.rules import Entry, lacking
from creditdelta.records.clock import Clock, clock, listed_clock, reckoner
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.publishing import Rules, cells_of, masked, rules
from creditdelta.records.queries import (
    Identity,
    Source,
    identity,
    records_of,
    sources_of,
    with_content,
)
from creditdelta.records.rules import Record, Statement
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.listings import listing_on
from creditdelta.rulebook.offices import office as found_by
from creditdelta.rulebook.offices import offices
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.repairs import About
from creditdelta.rulebook.reporters import office_of

ADVERSE, CREDIT = "adverse", "credit"


@dataclass(frozen=True, slots=True)
class Target:
    """A record or an entry. `number`: of the decision; `authority`: who decided, in words.

    `recogniser`: the office that reported or entered it; `site`: the credit office of its province.
    """

    about: About
    id: bytes
    ref: bytes
    label: Words
    number: str
    authority: Words
    decided_on: date | None
    clock: Clock
    closed: bool
    recogniser: str
    site: str


def targets_of(ref: bytes, day: date) -> list[Target]:
    """Everything of an organisation that could be repaired, the latest first."""
    who = identity(ref)
    found = [] if who is None else [*_records(who, records_of(who, day=day), day)]
    found += _entries([one for one in entries_of(ref) if one.colour == "black"], day)
    return sorted(found, key=lambda one: (one.decided_on or date.min, one.id), reverse=True)


def target(about: About, ref: bytes, id: bytes, day: date) -> Target | None:
    """One of them; None where there is none, or nothing was ever reported of it."""
    if about == "entry":
        one = found_entry(id)
        listed = [one] if one is not None and one.ref == ref and one.colour == "black" else []
        return next(iter(_entries(listed, day)), None)
    who = identity(ref)
    if who is None:
        return None
    held = [one for one in records_of(who, day=day) if one.document == id]
    return next(iter(_records(who, held, day)), None)


def site_of(region: str) -> str:
    """The credit office of a province, which keeps its site."""
    return next(
        one.id
        for one in offices().values()
        if one.kind == CREDIT and one.region == region and one.division == region
    )


def _records(who: Identity, held: Iterable[Record], day: date) -> Iterable[Target]:
    by = rules()
    known = [one for one in held if one.speaking is not None and one.standing != "waiting"]
    told = [
        (one, one.speaking)
        for one in with_content(who, known)
        if one.speaking is not None and by.standards[one.speaking.standard].nature == ADVERSE
    ]
    sources = sources_of({said.place >> ROW_BITS for _, said in told})
    reckon = reckoner(by.calendar)
    for record, said in told:
        source = sources[said.place >> ROW_BITS]
        yield _record(who.ref, record, said, source, clock(said, by, day, reckon), by)


def _record(
    ref: bytes, record: Record, said: Statement, source: Source, found: Clock, by: Rules
) -> Target:
    standard = by.standards[said.standard]
    cells = cells_of(said, standard)
    numbers = [code for code in standard.role.number if standard.column(code).type == "code"]
    number = " ".join(cells[code] for code in numbers if code in cells)
    names = masked([number, cells.get(standard.role.authority_name, "")])
    office = office_of(source.region, source.source)
    site = site_of(source.region)
    return Target(
        "record", record.document, ref, standard.label, names[0], Words(names[1], names[1]),
        said.decided_on, found,
        record.standing != "standing", office.id if office else site, site,
    )  # fmt: skip


def _entries(entries: list[Entry], day: date) -> Iterable[Target]:
    standing = standings(entries)
    reckon = reckoner(calendar())
    for one in entries:
        if one.decided_on is None or one.since is None or one.until is None:
            continue
        listing = listing_on(one.list, one.rule)
        rule = publications()[listing.publication]
        found = listed_clock(rule, one.decided_on, one.since, one.until, reckon)
        yield Target(
            "entry", one.id, one.ref, listing.label, one.number, found_by(one.office).label,
            one.decided_on, found, bool(lacking(one, day, standing[one.id])), one.office,
            site_of(f"{one.office[:2]}0000"),
        )  # fmt: skip
