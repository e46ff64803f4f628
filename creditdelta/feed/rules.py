"""What may a feed tell of an organisation today, until when, and what must it take back?

Clause  S30, S31; architecture "one gate to the public". The gate is records/publishing.py, asked for a
viewer who did not ask by the exact code: sole traders are in no feed.
Pure    records and rules in, values out.

What was public here and is so no more is named by its id and the reason, for as long as somebody may
have it from a feed: nobody learns in this way of what ended years ago, or never was public.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from creditdelta.archive.entries import short_id
from creditdelta.records.clock import Reckon, clock
from creditdelta.records.many import Known
from creditdelta.records.publishing import Rules, Viewer, Why, gate, visible_cells
from creditdelta.records.rules import Record, Statement

ANYBODY = Viewer(exact_code=False)
ERASED = "erased"
_RAN_OUT = {"ended", "publicity_ended", "period_over", "query_ended"}
ONE_DAY = timedelta(1)

Line = dict[str, Any]
Gates = dict[date, Callable[[Record], Why]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is gone by: the rules, how terms are counted, the day, and how long a reader may stay away."""

    rules: Rules
    reckon: Reckon
    day: date
    window_days: int


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told of an organisation. `public`: statements with the last day of each, by record.

    `withdrawn`: records and why they are public no more. `due_on`: the day on which this is out of date
    though nothing happens.
    """

    ref: bytes
    code: str
    public: tuple[tuple[bytes, Statement, date | None], ...]
    withdrawn: tuple[tuple[bytes, str], ...]
    due_on: date | None


def told_of(known: Known, by: Terms) -> Told:
    """What may be told of an organisation on the day."""
    code = known.who.code
    why = gate(code, by.day, ANYBODY, by.rules)
    public, withdrawn = [], []
    earlier: Gates = {}
    for record in known.records:
        reason, said = why(record), record.speaking
        if not reason and said is not None:
            public.append((record.document, said, _until(said, by)))
        elif _taken_back(record, reason, known, by, earlier):
            manner = record.closing.manner if record.closing else reason
            withdrawn.append((record.document, manner))
    ends = [until + ONE_DAY for _, _, until in public if until is not None]
    turns = [known.turns] if known.turns else []
    due_on = min([*ends, *turns], default=None)
    return Told(known.who.ref, code, tuple(public), tuple(withdrawn), due_on)


def _until(said: Statement, by: Terms) -> date | None:
    """The last day on which a record is public; None where no rule ends it."""
    end = clock(said, by.rules, by.day, by.reckon).end
    return end.on if end else None


def _taken_back(record: Record, why: Why, known: Known, by: Terms, gates: Gates) -> bool:
    """Whether a record that is not public was so here, not too long ago."""
    said = record.speaking
    if record.closing is not None:
        left = known.closed[record.document]
    elif said is not None and why in _RAN_OUT:
        left = _until(said, by) or date.min
    else:
        return False
    if (by.day - left).days > by.window_days:
        return False
    if said is None:  # nothing is left but that it was erased, or it was never reported
        return record.closing is not None and record.closing.manner == ERASED
    return said.fits and not known.who.wait and _was_public(record, said, known, by, gates)


def _was_public(record: Record, said: Statement, known: Known, by: Terms, gates: Gates) -> bool:
    """Whether it passed the gate on the day it was first reported."""
    came = known.arrived[record.document]
    if came not in gates:
        gates[came] = gate(known.who.code, came, ANYBODY, by.rules)
    over = said.ends_on is not None and said.ends_on < came
    return not gates[came](replace(record, closing=None, standing="ended" if over else "standing"))


def lines(told: Sequence[Told], by: Terms) -> list[Line]:
    """The organisations as they are written, in the order given; one scan for personal numbers."""
    said = [one for item in told for _, one, _ in item.public]
    cells = iter(visible_cells(said, ANYBODY, by.rules))
    return [
        {
            "id": item.ref.hex(),
            "subject": item.code or None,
            "records": [_record(item.ref, *one, next(cells), by) for one in item.public],
            "withdrawn": [
                {"id": short_id(item.ref, document), "why": why} for document, why in item.withdrawn
            ],
        }
        for item in told
    ]


def _record(
    ref: bytes, document: bytes, said: Statement, until: date | None, cells: dict[str, str],
    by: Terms,
) -> Line:  # fmt: skip
    standard = by.rules.standards[said.standard]
    return {
        "id": short_id(ref, document),
        "standard": standard.id,
        "section": standard.section,
        "side": standard.side,
        "nature": standard.nature,
        "region": said.region,
        "decided_on": said.decided_on.isoformat() if said.decided_on else None,
        "public_until": until.isoformat() if until else None,
        "cells": {**cells},
    }
