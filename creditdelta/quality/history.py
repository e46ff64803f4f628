"""Which submissions of a region does the journal tell of, up to a sealed number, and when did each count?

Clause  S4, S31. Events alone are read, in their order; no table that may have moved on since.

The day on which a file was received is never earlier than that of any received before it in the region:
one that is taken in under an earlier day cannot slip into a month that was closed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from creditdelta.archive.indicators import PASSED
from creditdelta.intake import events
from creditdelta.journal.codec import moment
from creditdelta.journal.database import embedded
from creditdelta.journal.queries import leaves
from creditdelta.kernel.days import add_months
from creditdelta.quality.costs import Cost
from creditdelta.quality.rules import CLOSED, REFUSED, Sent
from creditdelta.records.queries import confirming
from creditdelta.subjects.queries import aware, marks, rows
from creditdelta.subjects.rules import HERE, local_day, month_of

_FORMS = (
    events.SubmissionOpened, events.SubmissionPartLoaded, events.SubmissionClosed,
    events.SubmissionReleased, events.SubmissionRefused, events.SubmissionRepeated,
    events.SubmissionMeasured,
)  # fmt: skip
VERSIONS = {form.kind: form.version for form in _FORMS}
KEPT = 8  # months of regions
_FIRST = (events.SubmissionOpened.kind, events.SubmissionRepeated.kind)  # of a submission
_NUMBERS = ("submission", "repeats")
_DAYS = """
SELECT number, {day} FROM journal_event
WHERE kind IN (%s, %s) AND region = %s AND number < %s ORDER BY number
"""
_TOLD = """
SELECT number, kind, version, recorded_at, body FROM journal_event
WHERE kind IN ({kinds}) AND region = %s AND number < %s AND {submission} IN (
    SELECT {submission} FROM journal_event WHERE kind IN (%s, %s) AND region = %s AND number < %s
    AND {issued} >= %s AND {issued} < %s
    UNION SELECT {repeats} FROM journal_event WHERE kind = %s AND region = %s AND number < %s
    AND {issued} >= %s AND {issued} < %s)
ORDER BY number
"""
_LOADED = ("accepted", "waiting", "duplicate", "withdrawn", "rejected", "dated", "late")
Body = dict[str, Any]


class OtherForm(LookupError):
    """An event of a form these rules do not read; its older or newer version needs a reading here."""


@dataclass(slots=True)
class Exchange:
    """A submission as the journal tells it. `counted_on` None: it does not count (yet)."""

    number: int
    source: str
    standard: str
    month: str
    opened_at: datetime
    received_on: date
    rows: int
    state: str
    repeated: bool = False
    passed: int = 0
    counted_on: date | None = None
    cost: Cost | None = None
    findings: dict[str, int] = field(default_factory=dict)
    loaded: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_LOADED, 0))

    def sent(self) -> Sent:
        """What it adds to the counts."""
        return Sent(
            month=self.month,
            state=self.state,
            repeated=self.repeated,
            confirms=self.standard in confirming(),
            files=1,
            rows=self.rows,
            passed=self.passed,
            corrected=self.cost.corrected if self.cost else 0,
            **self.loaded,
        )


def exchanges(region: str, month: str, until: int) -> Sequence[Exchange]:
    """The submissions of a region issued in a month (2026-03), as the first `until` sealed events tell.

    What was read is kept for a while: sealed events never change. The last leaf says which journal it was.
    """
    last = next(leaves(until - 1, until), b"") if until else b""
    return _exchanges(region, month, until, last)


@lru_cache(maxsize=KEPT)
def _exchanges(region: str, month: str, until: int, last: bytes) -> Sequence[Exchange]:
    del last
    found: dict[int, Exchange] = {}
    days = _days_reached(region, until)
    for event, kind, at, body in _told(region, month, until):
        number = body["submission"]
        if kind == events.SubmissionOpened.kind:
            found[number] = _opened(body, at, days[event])
        elif kind == events.SubmissionRepeated.kind:
            found[number] = _repeated(body, at, days[event], found[body["repeats"]])
        else:
            _grown(found[number], kind, at, body)
    return tuple(one for one in found.values() if one.month == month)


def _days_reached(region: str, until: int) -> dict[int, date]:
    """By the number of its first event, the day under which each submission was received: no earlier one
    than that of any received before it."""
    found: dict[int, date] = {}
    reached = date.min
    for number, day in rows(_DAYS.format(day=_field("received_on")), [*_FIRST, region, until]):
        found[number] = reached = max(reached, date.fromisoformat(day))
    return found


def _told(region: str, month: str, until: int) -> Iterator[tuple[int, str, datetime, Body]]:
    asked = _TOLD.format(
        submission=_field("submission"),
        repeats=_field("repeats"),
        issued=_field("issued_at"),
        kinds=marks(VERSIONS),
    )
    within = (region, until, *_begin_and_end(month))
    given = [*VERSIONS, region, until, *_FIRST, *within, _FIRST[1], *within]
    for number, kind, version, at, body in rows(asked, given):
        if version != VERSIONS[kind]:
            raise OtherForm(f"{kind} version {version}")
        yield number, kind, aware(at), json.loads(body)


def _begin_and_end(month: str) -> tuple[str, str]:
    """When a month begins and ends where we are, as events write moments."""
    first = date.fromisoformat(f"{month}-01")
    return _midnight(first), _midnight(add_months(first, 1))


def _midnight(day: date) -> str:
    return moment(datetime(day.year, day.month, day.day, tzinfo=HERE))


def _field(name: str) -> str:
    """What a field of a body says, in the words of the database at hand."""
    if embedded():
        return f"json_extract(body, '$.{name}')"
    return f"(body::json ->> '{name}')" + ("::bigint" if name in _NUMBERS else "")


def _opened(body: Body, at: datetime, received_on: date) -> Exchange:
    found: dict[str, int] = body["findings"]
    one = Exchange(
        number=body["submission"],
        source=body["source"],
        standard=body["standard"],
        month=month_of(datetime.fromisoformat(body["issued_at"])),
        opened_at=at,
        received_on=received_on,
        rows=body["rows"],
        state="held" if body["held_for"] else "open",
        passed=sum(found.get(code, 0) for code in PASSED),
        findings=dict(found),
    )
    one.loaded["rejected"] = body["rejected"]
    return one


def _repeated(body: Body, at: datetime, received_on: date, first: Exchange) -> Exchange:
    """All rows of the first are known by now; those that were rejected are so again."""
    one = Exchange(
        number=body["submission"],
        source=first.source,
        standard=first.standard,
        month=month_of(datetime.fromisoformat(body["issued_at"])),
        opened_at=at,
        received_on=received_on,
        rows=first.rows,
        state=CLOSED,
        repeated=True,
        counted_on=received_on,
    )
    one.loaded["rejected"] = first.loaded["rejected"]
    one.loaded["duplicate"] = first.rows - first.loaded["rejected"]
    return one


def _grown(one: Exchange, kind: str, at: datetime, body: Body) -> None:
    if kind == events.SubmissionPartLoaded.kind:
        for name in _LOADED:
            one.loaded[name] += body[name]
        if body["rejected"]:  # the ledger answered "closed on": the rows themselves were in order
            one.passed += body["rejected"]
            one.findings[PASSED[1]] = one.findings.get(PASSED[1], 0) + body["rejected"]
    elif kind == events.SubmissionClosed.kind:
        one.state = CLOSED
        one.counted_on = one.received_on + (local_day(at) - local_day(one.opened_at))
    elif kind == events.SubmissionRefused.kind:
        one.state = REFUSED
    elif kind == events.SubmissionReleased.kind:
        one.state = "open"
    else:
        given = {name: body[name] for name in Cost.__slots__ if name != "delays"}
        delays = {int(days): count for days, count in body["delays"].items()}
        one.cost = Cost(**given, delays=delays)
