"""An archive and its records as plain values, as programs are told of them.

Clause  S34, S2, S63. The same words, days and cells as the pages; laid out once, so that every door and
the feed say the same.
Pure    an archive that was read in, values out; what was not read out yet is read by `overview` and `tell`.
"""

from datetime import date
from typing import Any

from creditdelta.api.shapes import label, moment
from creditdelta.archive.entries import Provenance
from creditdelta.archive.overview import Told, overview, tell
from creditdelta.archive.queries import Archive
from creditdelta.pages.language import lang
from creditdelta.records.publishing import about, masked, rules
from creditdelta.records.rules import Record
from creditdelta.rulebook.life import LABELS

Values = dict[str, Any]


def subject_values(found: Archive) -> Values:
    """The organisation, the answer of its archive, counts, and its latest adverse records."""
    who, portrait = found.identity, found.portrait
    top = overview(found, rules(), lang())
    alone = about(who.code) == "sole_trader"
    return {
        "code": who.code,
        "scheme": who.scheme,
        "name": masked([portrait.name])[0] if portrait else "",
        "former_names": list(masked(portrait.former)) if portrait else [],
        "numbers": [] if alone else [{"scheme": one, "number": two} for one, two in who.numbers],
        "life": found.life,
        "life_label": label(LABELS[found.life]),
        "status": portrait.status if portrait else "",
        "division": portrait.division if portrait else "",
        "established_on": _day(portrait.established_on if portrait else None),
        "as_of": found.day.isoformat(),
        "answer": {
            "tone": top.answer.tone,
            "headline": label(top.answer.headline),
            "further": [label(one) for one in top.answer.further],
        },
        "sections": [
            {"id": one.id, "label": label(one.label), "count": one.count}
            for one in found.sections
            if one.count
        ],
        "records": sum(one.count for one in found.sections),
        "adverse": [_record(who.code, one) for one in top.adverse],
    }


def record_values(found: Archive, records: list[Record]) -> list[Values]:
    """Records with their cells, clocks and provenance, the latest decision first."""
    return [_record(found.identity.code, one) for one in tell(found, records, rules(), lang())]


def _record(code: str, told: Told) -> Values:
    entry, clock = told.entry, told.clock
    return {
        "id": entry.id,
        "subject": code,
        "standard": entry.standard,
        "kind": entry.kind,
        "label": label(entry.label),
        "section": entry.section,
        "side": entry.side,
        "nature": entry.nature,
        "standing": entry.standing,
        "decided_on": _day(entry.decided_on),
        "number": told.line.number,
        "matter": told.line.matter,
        "authority": told.line.authority,
        "cells": dict(entry.cells),
        "clock": {
            "adverse": clock.adverse,
            "counted_from": _day(clock.counted_from),
            "public_until": _day(clock.end.on if clock.end else None),
            "repair_from": _day(clock.repair.on if clock.repair else None),
        },
        "provenance": _source(entry.provenance) if entry.provenance else None,
    }


def _source(one: Provenance) -> Values:
    return {
        "region": one.region,
        "source": one.source,
        "reporter": one.reporter,
        "submission": one.delivery,
        "row": one.row,
        "issued_at": moment(one.issued_at),
        "received_on": one.received_on.isoformat(),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
