"""Everything that lies here about one organisation: for itself, and for an officer with a purpose.

Clause  S71, S34, S9. Also what waits, what is closed and what the public no longer sees, each with the
reason why. Pages that the public reads lie elsewhere; nothing here is shown without the gatekeeper.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse

from creditdelta.archive.headline import plain
from creditdelta.archive.overview import Told, tell
from creditdelta.archive.portal.heading import Heading, heading
from creditdelta.archive.portal.listed import AUTHORITY, DECIDED, ID, KIND, MATTER, NUMBER, SOURCE
from creditdelta.archive.portal.sources import named_source, source_words
from creditdelta.archive.queries import Archive
from creditdelta.archive.words import MANNERS, SEEN_BY, STANDINGS
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import lang, say
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.publishing import Viewer, Why, gate, rules
from creditdelta.records.queries import with_content
from creditdelta.records.rules import Record
from creditdelta.rulebook.standard_words import NATURES, SIDES

STANDING = Column("standing", Words("状态", "how it stands"))
OPEN = Column("seen_by", Words("谁看得到", "who sees it"))
COLUMNS = (NUMBER, KIND, MATTER, AUTHORITY, DECIDED, STANDING, OPEN, SOURCE, ID)
EMPTY = Words("没有收到任何记录。", "No record at all was received.")
TITLE = Words("全部记录", "All records")


@dataclass(frozen=True, slots=True)
class Reading:
    """How these pages are reached and what they say of it.

    `record`: the address of one record's page; `way`: text and href of what stands above.
    """

    address: str
    record: Callable[[str], str]
    way: list[dict[str, str]]
    note: str


def whole(request: HttpRequest, found: Archive, reading: Reading) -> HttpResponse:
    """All records in one table, to be exported as it stands."""
    seen = seen_by(found)
    told = tell(found, reported(found), rules(), lang())
    rows = [_row(one, seen, reading) for one in told]
    context = {"heading": _heading(found), "archive": found, "reading": reading}
    table = Table("whole", TITLE, COLUMNS, rows, None, EMPTY)
    return page(request, "archive/whole.html", context, tables=[table])


def whole_record(
    request: HttpRequest, found: Archive, record: str, reading: Reading
) -> HttpResponse:
    """One record with every cell the viewer may read, who sees it and why not, who says otherwise."""
    document = record.lower().partition("-")[2]
    held = [one for one in reported(found) if document and one.document.hex().startswith(document)]
    told = [one for one in tell(found, held, rules(), lang()) if one.entry.id == record.lower()]
    if not told:
        raise Http404
    entry = told[0].entry
    standard = rules().standards[entry.standard]
    labels = {column.code: say(column.label) for column in standard.columns}
    why = seen_by(found)[entry.document]
    context = {
        "heading": _heading(found),
        "archive": found,
        "reading": reading,
        "entry": entry,
        "line": told[0].line,
        "cells": [(labels[code], plain(entry.cells[code])) for code in labels if code in entry.cells],
        "standing": STANDINGS[entry.standing],
        "manner": MANNERS[entry.closing.manner] if entry.closing else None,
        "public": why == "",
        "seen_by": SEEN_BY[why],
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


def seen_by(found: Archive) -> dict[bytes, Why]:
    """For each record of the archive why the public does not see it, "" where it does."""
    why = gate(found.identity.code, found.day, Viewer(), rules())
    return {one.document: why(one) for one in with_content(found.identity, reported(found))}


def reported(found: Archive) -> list[Record]:
    """Records that somebody reported; an instruction to withdraw is none."""
    known = rules().standards
    return [
        one for one in found.records
        if one.speaking is not None and known[one.speaking.standard].kind != WITHDRAWAL
    ]  # fmt: skip


def _row(one: Told, seen: Mapping[bytes, Why], reading: Reading) -> list[Cell]:
    entry, line = one.entry, one.line
    return [
        Link(line.number or say(entry.label), reading.record(entry.id)), entry.label, line.matter,
        line.authority, one.clock.counted_from, STANDINGS[entry.standing],
        SEEN_BY[seen[entry.document]], source_words(entry.provenance), entry.id,
    ]  # fmt: skip


def _heading(found: Archive) -> Heading:
    """Who it is, without the tabs that lead to public pages."""
    return replace(heading(found, ""), tabs=())
