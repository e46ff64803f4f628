"""A day begins on which, by the calendar alone, more or less may be shown: it becomes an event.

Clause  S30, S31. Readers go by sealed numbers; a change without an event would have none. One event a
day at most, and none on a day on which nothing differs.
"""

from datetime import date

from creditdelta.feed.apply import day_turned
from creditdelta.feed.events import DayTurned
from creditdelta.feed.following import next_number
from creditdelta.feed.models import Change
from creditdelta.journal.database import writing
from creditdelta.journal.models import Event
from creditdelta.journal.services import envelope, record, seal

ACTOR, NATION = "feed", "100000"


def turn(day: date) -> bool:
    """Record that the day began, where an organisation is due and its event is not on its way."""
    if not _due(day):
        return False
    with writing():
        if not _due(day):
            return False
        record(DayTurned(day), day_turned, envelope(NATION, ACTOR))
    seal()
    return True


def _due(day: date) -> bool:
    if next_number() is not None or Event.objects.filter(kind=DayTurned.kind, number=None).exists():
        return False
    return Change.objects.filter(due_on__lte=day).exists()
