"""Is the sign-in log of a day still what it was? Its digest stands in the journal once the day is over.

Clause  S70: who could change rows of the log cannot change the journal without being found out.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from creditdelta.accounts import apply
from creditdelta.accounts.events import AccountSignInsSealed
from creditdelta.accounts.models import SignIn
from creditdelta.journal.codec import moment
from creditdelta.journal.database import writing
from creditdelta.journal.models import Event
from creditdelta.journal.queries import last_of
from creditdelta.journal.services import envelope, record

NATION, ACTOR = "100000", "keeper"
_CHINA = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SealedDay:
    """A day of the log as it was sealed and as it is. `gone`: its term has ended."""

    day: date
    rows: int
    found: int
    whole: bool
    gone: bool


def seal_days(now: datetime) -> int:
    """Record the digest of every day that is over and was not recorded; returns how many days."""
    with writing():
        days = list(_open_days(now))
        for day in days:
            rows, digest = _digest(day)
            about = envelope(NATION, ACTOR)
            record(AccountSignInsSealed(day, rows, digest), apply.sign_ins_sealed, about)
    return len(days)


def sealed_days(kept_since: date, most: int) -> tuple[SealedDay, ...]:
    """The last sealed days beside what the log holds of them now, newest first."""
    events = Event.objects.filter(kind=AccountSignInsSealed.kind).order_by("-place")[:most]
    return tuple(_compared(json.loads(event.body), kept_since) for event in events)


def _compared(told: dict[str, str], kept_since: date) -> SealedDay:
    day, rows = date.fromisoformat(told["day"]), int(told["rows"])
    found, digest = _digest(day)
    return SealedDay(day, rows, found, digest == told["digest"], day < kept_since)


def _open_days(now: datetime) -> Iterator[date]:
    """Days with rows, after the last one recorded and before today."""
    last = last_of(AccountSignInsSealed.kind)
    since = date.fromisoformat(json.loads(last.body)["day"]) + _DAY if last else date(2000, 1, 1)
    today = now.astimezone(_CHINA).date()
    rows = SignIn.objects.filter(at__gte=_begins(since), at__lt=_begins(today)).order_by("at")
    first = rows.values_list("at", flat=True).first()
    while first is not None:
        day = first.astimezone(_CHINA).date()
        yield day
        first = rows.filter(at__gte=_begins(day + _DAY)).values_list("at", flat=True).first()


def _digest(day: date) -> tuple[int, str]:
    rows = SignIn.objects.filter(at__gte=_begins(day), at__lt=_begins(day + _DAY)).order_by("id")
    state, count = sha256(), 0
    for row in rows.iterator():
        line = (str(row.pk), moment(row.at), row.account, bytes(row.key).hex(), row.way, row.result)
        state.update(("\x1f".join(line) + "\n").encode())
        count += 1
    return count, state.hexdigest()


def _begins(day: date) -> datetime:
    return datetime.combine(day, time(), _CHINA)
