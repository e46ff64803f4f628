"""What happens elsewhere because something happened? The one table of followers, and how they run.

Clause  S71. A lower slice never calls a higher one: the higher one follows its sealed events. Each
follower has a cursor of its own; its effect and the cursor move in one transaction, so that every
effect happens exactly once after any crash. What a follower decides is itself an event. Followers
read live events only: a rebuild plays their events and runs none of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from creditdelta.journal.database import alias, writing
from creditdelta.journal.models import Cursor, Event
from creditdelta.journal.services import Envelope
from creditdelta.project.registry import about, told_by

LIVE = "default"
Effect = Callable[[Any, Envelope], None]


@dataclass(frozen=True, slots=True)
class Follower:
    """Kinds of events and what is done on each; called with the event, within `writing()`."""

    effects: Mapping[str, Effect]


class NotLive(RuntimeError):
    """A follower was to run in a rebuild."""


# name of the follower (it is written into the database: never renamed) -> what it does
FOLLOWERS: dict[str, Follower] = {}


def run_followers(followers: Mapping[str, Follower] = FOLLOWERS) -> int:
    """Let each follower see every sealed event it has not seen; returns how many effects happened."""
    if alias() != LIVE:
        raise NotLive(alias())
    return sum(_run(name, follower) for name, follower in followers.items())


def behind(followers: Mapping[str, Follower] | None = None) -> int:
    """How many sealed events the followers have not yet seen, all followers together."""
    reached = dict(Cursor.objects.values_list("follower", "number"))
    return sum(
        Event.objects.filter(number__gte=reached.get(name, 0), kind__in=list(one.effects)).count()
        for name, one in (FOLLOWERS if followers is None else followers).items()
    )


def _run(name: str, follower: Follower) -> int:
    done = 0
    while _step(name, follower):
        done += 1
    return done


def _step(name: str, follower: Follower) -> bool:
    """One effect and the cursor, together or not at all."""
    with writing():
        cursor, _ = Cursor.objects.get_or_create(follower=name, defaults={"number": 0})
        events = Event.objects.filter(number__gte=cursor.number, kind__in=list(follower.effects))
        event = events.order_by("number").first()
        if event is None:
            return False
        _, told = told_by(event)
        follower.effects[event.kind](told, about(event))
        Cursor.objects.filter(pk=name).update(number=(event.number or 0) + 1)
        return True
