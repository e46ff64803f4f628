"""Everything that lies here about one organisation: for itself, and for an officer with a purpose.

Clause  S71, S34, S9. Also what waits, what is closed and what the public no longer sees, each with the
reason why. Pages that the public reads lie elsewhere; nothing here is shown without the gatekeeper.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse

from creditdelta.archive.entries import Entry
from creditdelta.archive.headline import plain, teller
from creditdelta.archive.portal.heading import Heading, heading
from creditdelta.archive.portal.listed import AUTHORITY, ID, KIND, MATTER, NUMBER, SOURCE
from creditdelta.archive.portal.sources import named_source, source_words
from creditdelta.archive.queries import Archive, entries_of, rules
from creditdelta.archive.words import MANNERS, NOT_PUBLIC, STANDINGS
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import lang, say
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.publishing import Viewer, Why, publishable
from creditdelta.records.rules import Record
from creditdelta.rulebook.standard_words import NATURES, SIDES

PUBLIC = Viewer()
STANDING = Column("standing", Words("状态", "how it stands"))
OPEN = Column("public", Words("公众能否看到", "may the public see it"))
DECIDED = Column("decided_on", Words("日期", "date"), "day")
EMPTY = Words("没有任何记录。", "There is no record at all.")
TITLE = Words("全部记录", "All records")
YES = Words("能", "yes")


@dataclass(frozen=True, slots=True)
class Reading:
    """How these pages are reached: `address` of the whole, `way`: what stands above them."""

    address: str
    way: list[dict[str, str]]  # text and href of each step
    note: str  # for what they are shown


def whole(request: HttpRequest, found: Archive, reading: Reading) -> HttpResponse:
    """All records in one table, to be exported as it stands."""
    shown = _told(found)
    why = _reasons(found, shown)
    rows = [
        _row(one, why, reading.address) for one in entries_of(found.identity, shown, found.viewer)
    ]
    columns = (NUMBER, KIND, MATTER, AUTHORITY, DECIDED, STANDING, OPEN, SOURCE, ID)
    context = {"heading": _heading(found, reading), "archive": found, "reading": reading}
    table = Table("whole", TITLE, columns, rows, None, EMPTY)
    return page(request, "archive/whole.html", context, tables=[table])


def whole_record(
    request: HttpRequest, found: Archive, record: str, reading: Reading
) -> HttpResponse:
    """One record with every cell the viewer may read, why the public does not see it, who says otherwise."""
    document = record.lower().partition("-")[2]
    held = [one for one in _told(found) if document and one.document.hex().startswith(document)]
    entries = entries_of(found.identity, held, found.viewer)
    if len(entries) != 1 or entries[0].id != record.lower():
        raise Http404
    entry, by = entries[0], rules()
    standard = by.standards[entry.standard]
    labels = {column.code: say(column.label) for column in standard.columns}
    context = {
        "heading": _heading(found, reading),
        "archive": found,
        "reading": reading,
        "entry": entry,
        "line": teller(lang())(standard, entry.cells),
        "cells": [(labels[code], plain(text)) for code, text in entry.cells.items()],
        "standing": STANDINGS[entry.standing],
        "manner": MANNERS[entry.closing.manner] if entry.closing else None,
        "why": NOT_PUBLIC.get(_reasons(found, held)[entry.document]),
        "nature": NATURES[entry.nature],
        "side": SIDES[entry.side],
        "source": source_words(entry.provenance),
        "differences": [
            (labels[one.column], one.speaking, one.other,
             named_source(one.provenance.region, one.provenance.source))
            for one in entry.differences
        ],
    }  # fmt: skip
    return page(request, "archive/whole_record.html", context)


def _told(found: Archive) -> list[Record]:
    """Records that somebody reported; an instruction to withdraw is none."""
    known = rules().standards
    return [
        one for one in found.records
        if one.speaking is not None and known[one.speaking.standard].kind != WITHDRAWAL
    ]  # fmt: skip


def _reasons(found: Archive, records: list[Record]) -> dict[bytes, Why]:
    by, code = rules(), found.identity.code
    return {one.document: publishable(one, code, found.day, PUBLIC, by) for one in records}


def _row(one: Entry, why: Mapping[bytes, Why], address: str) -> list[Cell]:
    standard = rules().standards[one.standard]
    line = teller(lang())(standard, one.cells)
    reason = why[one.document]
    return [
        Link(line.number or say(one.label), f"{address}record/{one.id}/"), one.label, line.matter,
        line.authority, one.decided_on, STANDINGS[one.standing],
        NOT_PUBLIC[reason] if reason else YES, source_words(one.provenance), one.id,
    ]  # fmt: skip


def _heading(found: Archive, reading: Reading) -> Heading:
    top = heading(found, "whole")
    return replace(top, address=reading.address, tabs=())
