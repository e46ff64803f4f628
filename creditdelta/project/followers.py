"""What happens elsewhere because something happened? The one table of followers, and how they run.

Clause  S71. A lower slice never calls a higher one: the higher one follows its sealed events. Each
follower has a cursor of its own; its effect and the cursor move in one transaction, so that every
effect happens exactly once after any crash. What a follower decides is itself an event. Followers
read live events only: a rebuild plays their events and runs none of them.

No transaction holds more than 10,000 rows: the effect of a big event does a piece of its work and says
where to go on, which is kept in the cursor.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from creditdelta.feed import following as feed
from creditdelta.journal.database import alias, writing
from creditdelta.journal.models import Cursor, Event
from creditdelta.journal.queries import head
from creditdelta.journal.services import Envelope
from creditdelta.project.registry import about, told_by
from creditdelta.questions import following as questions
from creditdelta.representation import following as representation
from creditdelta.search import following as search

LIVE = "default"
# the event, its envelope and where to go on (0: at its beginning) -> where to go on, None: done
Effect = Callable[[Any, Envelope, int], int | None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Follower:
    """Kinds of events and what is done on each; called with the event, within `writing()`.

    `anew`: within `writing()` before anything else, whether all events must be followed once more;
    what was made of them is gone by then. `settled`: outside any transaction once all were seen.
    """

    effects: Mapping[str, Effect]
    anew: Callable[[], bool] | None = None
    settled: Callable[[], None] | None = None


class NotLive(RuntimeError):
    """A follower was to run in a rebuild."""


# name of the follower (it is written into the database: never renamed) -> what it does, in this order:
# the queue of questions asks the index for near names
FOLLOWERS: dict[str, Follower] = {
    search.NAME: Follower(search.EFFECTS, search.anew, search.settled),
    questions.NAME: Follower(questions.EFFECTS),
    representation.NAME: Follower(representation.EFFECTS),
    feed.NAME: Follower(feed.EFFECTS),
}


def run_followers(
    followers: Mapping[str, Follower] = FOLLOWERS, progress: Progress | None = None
) -> int:
    """Let each follower see every sealed event it has not seen; returns how many effects happened.

    A piece of a big effect counts as one. `progress` hears (events seen, events sealed).
    """
    if alias() != LIVE:
        raise NotLive(alias())
    return sum(_run(name, follower, progress) for name, follower in followers.items())


def behind(followers: Mapping[str, Follower] | None = None) -> int:
    """How many sealed events the followers have not yet seen, all followers together."""
    reached = dict(Cursor.objects.values_list("follower", "number"))
    return sum(
        Event.objects.filter(number__gte=reached.get(name, 0), kind__in=list(one.effects)).count()
        for name, one in (FOLLOWERS if followers is None else followers).items()
    )


def _run(name: str, follower: Follower, progress: Progress | None) -> int:
    _begin(name, follower)
    done = 0
    while _step(name, follower):
        done += 1
        if progress is not None:
            progress(Cursor.objects.get(pk=name).number, head().size)
    if follower.settled is not None:
        follower.settled()
    return done


def _begin(name: str, follower: Follower) -> None:
    """A cursor for everybody, and for whoever begins again its first place."""
    with writing():
        Cursor.objects.get_or_create(follower=name, defaults={"number": 0})
        if follower.anew is not None and follower.anew():
            Cursor.objects.filter(pk=name).update(number=0, step=0)


def _step(name: str, follower: Follower) -> bool:
    """One effect, or a piece of it, and the cursor, together or not at all."""
    with writing():
        cursor = Cursor.objects.get(pk=name)
        events = Event.objects.filter(number__gte=cursor.number, kind__in=list(follower.effects))
        event = events.order_by("number").first()
        if event is None:
            return False
        number = event.number or 0
        _, told = told_by(event)
        begun = cursor.step if number == cursor.number else 0
        step = follower.effects[event.kind](told, about(event), begun)
        moved = (
            {"number": number + 1, "step": 0} if step is None else {"number": number, "step": step}
        )
        Cursor.objects.filter(pk=name).update(**moved)
        return True
