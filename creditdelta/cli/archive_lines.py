"""An archive and its records in a terminal and in JSON. Provenance with every record."""

from collections.abc import Iterator
from typing import Any

from creditdelta.archive.entries import Difference, Entry, Provenance
from creditdelta.archive.queries import Archive
from creditdelta.cli.subject_lines import LIFE, visible, word
from creditdelta.kernel.errors import Lang
from creditdelta.rulebook.records import standards

STANDINGS = {
    "standing": ("有效", "stands"),
    "ended": ("期满", "ended"),
    "waiting": ("待核", "waits"),
    "closed": ("已关闭", "closed"),
}
NOTHING: dict[Lang, str] = {
    "zh": "没有可以显示的记录。",
    "en": "There is nothing that may be shown.",
}


def archive_line(found: Archive) -> dict[str, Any]:
    """The whole archive as JSON."""
    portrait = found.portrait
    return {
        "code": found.identity.code,
        "name": portrait.name if portrait else "",
        "former_names": list(portrait.former) if portrait else [],
        "status": portrait.status if portrait else "",
        "life": found.life,
        "confirmed": portrait is not None,
        "day": found.day.isoformat(),
        "known": found.known.isoformat() if found.known else None,
        "viewer": found.viewer.kind,
        "numbers": [list(pair) for pair in found.identity.numbers],
        "relatives": [[one.relation, one.code, one.name] for one in found.relatives],
        "succession": [
            {"code": one.code, "follows": one.follows, "since": _day(one.since)}
            for one in found.succession
        ],
        "sections": [
            {
                "id": section.id,
                "label": {"zh": section.label.zh, "en": section.label.en},
                "count": section.count,
                "public": [entry_line(one) for one in section.public],
                "market": [entry_line(one) for one in section.market],
            }
            for section in found.sections
        ],
    }


def entry_line(one: Entry) -> dict[str, Any]:
    """One record as JSON."""
    closing = one.closing
    return {
        "id": one.id,
        "kind": one.kind,
        "side": one.side,
        "nature": one.nature,
        "standing": one.standing,
        "waits_for": one.wait,
        "closed": None
        if closing is None
        else {
            "manner": closing.manner,
            "ground": closing.ground,
            "on": closing.closed_on.isoformat(),
            "act_number": closing.act_number,
        },
        "decided_on": _day(one.decided_on),
        "ends_on": _day(one.ends_on),
        "cells": dict(one.cells),
        "provenance": None if one.provenance is None else _provenance(one.provenance),
        "differences": [_difference(difference) for difference in one.differences],
    }


def _provenance(one: Provenance) -> dict[str, Any]:
    return {
        "region": one.region,
        "source": one.source,
        "reporter": one.reporter,
        "submission": one.delivery,
        "row": one.row,
        "issued_at": one.issued_at.isoformat(),
        "batch": one.batch,
        "received_on": one.received_on.isoformat(),
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "column": one.column,
        "speaking": one.speaking,
        "other": one.other,
        "provenance": _provenance(one.provenance),
    }


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def archive_page(found: Archive, lang: Lang) -> Iterator[str]:
    """The archive as lines for a reader."""
    name = visible(found.portrait.name) if found.portrait else ""
    yield f"{found.identity.code}  {name}  {word(LIFE, found.life, lang)}  {found.day}"
    shown = False
    for section in found.sections:
        if not section.count:
            continue
        shown = True
        yield f"{section.label.say(lang)}  {section.count}"
        for one in (*section.public, *section.market):
            yield from entry_page(one, lang)
    if not shown:
        yield NOTHING[lang]


def entry_page(one: Entry, lang: Lang) -> Iterator[str]:
    """One record as a line, with the number of its decision, its days and where it comes from."""
    days = " – ".join(filter(None, (_day(one.decided_on), _day(one.ends_on))))
    state = word(STANDINGS, one.standing, lang)
    if one.closing is not None:
        state += f" {one.closing.closed_on} {one.closing.ground}"
    said = one.provenance
    source = "" if said is None else f"{said.region} {said.source} #{said.delivery}:{said.row}"
    number = visible(_number(one))
    yield "  " + "  ".join(filter(None, (one.id, one.label.say(lang), number, days, state, source)))
    for difference in one.differences:
        ours, theirs = visible(difference.speaking), visible(difference.other)
        yield f"      {difference.column}: {ours} | {difference.provenance.region} {theirs}"


def _number(one: Entry) -> str:
    """What numbers the record, as its standard says."""
    for item in standards().values():
        if item.kind == one.kind:
            return " ".join(filter(None, (one.cells.get(code, "") for code in item.role.number)))
    return ""
