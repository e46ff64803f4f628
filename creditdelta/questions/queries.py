"""The queue of a region: what officers can answer, what waits for the register, what rests, what was decided.

Clause  S27, S28. The queue follows a moment later (following.py), so what it offers is held to what
waits now before it is shown.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from django.db.models import QuerySet

from creditdelta.questions.evidence import Evidence, evidence_of, id_of
from creditdelta.questions.models import Queued, SetAside
from creditdelta.records.queries import plain
from creditdelta.records.questions import Waiting, names_at, waiting_under
from creditdelta.subjects import sql
from creditdelta.subjects.models import Judgement
from creditdelta.subjects.queries import marks, rows
from creditdelta.subjects.rules import NAME, SAME

Tab = Literal["ask", "register", "resting"]
TABS: tuple[Tab, ...] = ("ask", "register", "resting")
AT_ONCE = 50
_AHEAD = 5  # questions among which the next one still waits
ASIDE = "aside"
_RESTS = """
EXISTS (SELECT 1 FROM questions_setaside a WHERE a.question = q.id AND a.taken_up_at IS NULL
    AND (q.evidence IS NULL OR a.evidence = q.evidence))
"""
_WHICH: dict[Tab, str] = {
    "ask": f"q.asks AND NOT {_RESTS}",
    "register": f"NOT q.asks AND NOT {_RESTS}",
    "resting": _RESTS,
}
_COUNTS = "SELECT count(*) FROM questions_queued q WHERE q.region = %s AND {which}"
_LISTED = """
SELECT q.id, q.ref, q.since, q.rows FROM questions_queued q WHERE q.region = %s AND {which} {after}
ORDER BY q.since, q.rows DESC, q.id LIMIT %s OFFSET %s
"""
_AFTER = """
AND (q.since > %s OR (q.since = %s AND (q.rows < %s OR (q.rows = %s AND q.id > %s))))
"""
_REPORTED = """
SELECT s.delivery, s.standard, count(*), CAST(min(d.received_on) AS TEXT)
FROM records_statement s JOIN subjects_delivery d ON d.id = s.delivery
WHERE s.ref = %s AND d.region = %s AND {delivered} AND s.body <> '' AND {named} AND NOT EXISTS (
    SELECT 1 FROM records_closure e LEFT JOIN subjects_delivery f ON f.id = e.delivery
    WHERE e.ref = s.ref AND e.document = s.document AND {closing})
GROUP BY s.delivery, s.standard ORDER BY s.delivery DESC, s.standard LIMIT %s
"""
_PLACES = """
SELECT s.ref, s.name_key, min(s.place) FROM records_statement s WHERE s.ref IN ({refs})
GROUP BY s.ref, s.name_key
"""


@dataclass(frozen=True, slots=True)
class Reported:
    """How many of the rows came in one submission as one kind of record."""

    submission: int
    standard: str
    rows: int
    received_on: date


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: same, name or aside. `other`: the organisation; `name`: as it was sent, or ""."""

    id: bytes
    kind: str
    ref: bytes
    name_key: bytes | None
    other: bytes | None
    ground: str
    actor: str
    made_at: datetime
    undone: bool
    name: str = ""


def counts(region: str) -> dict[Tab, int]:
    """How many questions stand in each part of a region's queue."""
    found = {tab: rows(_COUNTS.format(which=_WHICH[tab]), [region]) for tab in TABS}
    return {tab: int(answer[0][0]) for tab, answer in found.items()}


def queue(region: str, tab: Tab, page: int = 1) -> list[Waiting]:
    """One page of a part of the queue, who waits longest first; those answered meanwhile left out."""
    statement = _LISTED.format(which=_WHICH[tab], after="")
    found = rows(statement, [region, AT_ONCE, (page - 1) * AT_ONCE])
    now = {id_of(one): one for one in waiting_under(sorted({bytes(row[1]) for row in found}))}
    return [now[bytes(row[0])] for row in found if bytes(row[0]) in now]


def found(id: bytes) -> Waiting | None:
    """What waits under a question now; None where nothing does any more."""
    queued = Queued.objects.filter(pk=id).first()
    listed = waiting_under([bytes(queued.ref)]) if queued else []
    return next((one for one in listed if id_of(one) == id), None)


def reported(about: Waiting) -> list[Reported]:
    """In which submissions the rows came, the latest first."""
    key = about.name_key
    statement = _REPORTED.format(
        delivered=sql.delivered("d"),
        closing=sql.closing("e", "f"),
        named="s.name_key IS NULL" if key is None else "s.name_key = %s",
    )
    given = [about.ref, about.region, *([] if key is None else [key]), AT_ONCE]
    return [
        Reported(submission, standard, count, date.fromisoformat(day))
        for submission, standard, count, day in rows(statement, given)
    ]


def evidence(about: Waiting) -> Evidence:
    """Everything that is known of a question."""
    return evidence_of([about])[0]


def next_after(about: Waiting) -> bytes | None:
    """The question an officer of the region answers next; from the beginning where this was the last."""
    given = [about.since, about.since, about.rows, about.rows, id_of(about)]
    for after, more in ((_AFTER, given), ("", [])):
        statement = _LISTED.format(which=_WHICH["ask"], after=after)
        listed = [bytes(row[0]) for row in rows(statement, [about.region, *more, _AHEAD, 0])]
        for one in listed:
            if one != id_of(about) and found(one) is not None:
                return one
    return None


def decided(region: str, most: int = AT_ONCE) -> list[Decision]:
    """What officers of a region decided, the latest first; four statements."""
    linked = _linked(region).order_by("-made_at", "id")[:most]
    rested = SetAside.objects.filter(region=region).order_by("-made_at", "id")[:most]
    both = [*map(_judgement, linked), *map(_setting, rested)]
    both.sort(key=lambda one: (one.made_at, one.id), reverse=True)
    return _named(both[:most])


def decision(region: str, id: bytes) -> Decision | None:
    """One decision of a region."""
    linked = _linked(region).filter(pk=id)
    rested = SetAside.objects.filter(region=region, pk=id)
    return next(iter(_named([*map(_judgement, linked), *map(_setting, rested)])), None)


def _linked(region: str) -> QuerySet[Judgement]:
    return Judgement.objects.filter(region=region, kind__in=(SAME, NAME))


def _judgement(row: Judgement) -> Decision:
    same = row.kind == SAME
    ref, key = (row.ref, None) if same else (row.other, bytes(row.ref))
    undone = row.undone_at is not None
    return Decision(
        bytes(row.id), row.kind, bytes(ref), key, bytes(row.other), row.ground, row.actor,
        row.made_at, undone,
    )  # fmt: skip


def _setting(row: SetAside) -> Decision:
    undone = row.taken_up_at is not None
    return Decision(
        bytes(row.id), ASIDE, bytes(row.ref), plain(row.name_key), None, "", row.actor, row.made_at,
        undone,
    )  # fmt: skip


def _named(found: list[Decision]) -> list[Decision]:
    """The decisions with the name each was about, where a statement still says it."""
    refs = sorted({one.ref for one in found})
    places: dict[tuple[bytes, bytes | None], int] = {}
    for ref, key, place in rows(_PLACES.format(refs=marks(refs)), refs) if refs else ():
        places[bytes(ref), plain(key)] = places[bytes(ref), None] = place
    wanted = [places.get((one.ref, one.name_key)) for one in found]
    names = names_at([place for place in wanted if place is not None])
    return [
        replace(one, name=names.get(place, "")) if place is not None else one
        for one, place in zip(found, wanted, strict=True)
    ]
