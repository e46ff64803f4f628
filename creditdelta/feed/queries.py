"""What changed after a number, and what is everything there is?

Clause  S30. Every page is written by today's word, at least as new as its numbers: what happened since is
told again at its own number. An organisation that changed often is told once, at its latest number.

Pages chain: a page covers all numbers above `after` up to `through`, and the next begins there. Where one
event touched more organisations than a page holds, the page ends within its number, and `beyond` says
after whom.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from creditdelta.feed import rules
from creditdelta.feed.following import next_number
from creditdelta.feed.models import Change
from creditdelta.feed.rules import Line, told_of
from creditdelta.feed.terms import feed_on, mark, terms, unchanged_until
from creditdelta.journal.events import RulebookActivated
from creditdelta.journal.models import Event, Head
from creditdelta.records.many import records_of_many
from creditdelta.subjects.queries import Row, rows

AT_ONCE = 1_000
_CHANGES = """
SELECT c.ref, c.number, e.leaf FROM feed_change c JOIN journal_event e ON e.number = c.number
WHERE (c.number, c.ref) > (%s, %s) AND c.number <= %s ORDER BY c.number, c.ref LIMIT %s
"""
_ALL = """
SELECT c.ref, c.number, e.leaf FROM feed_change c JOIN journal_event e ON e.number = c.number
WHERE c.ref > %s AND c.number <= %s ORDER BY c.ref LIMIT %s
"""
_LAST = b"\xff" * 64  # after every reference


class NeverIssued(LookupError):
    """No event has this number yet; `head` is the last one that may be given."""

    def __init__(self, head: int) -> None:
        super().__init__(head)
        self.head = head


class TakeAnew(LookupError):
    """A reader cannot go on from here and takes everything anew; `why`: away or rules."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Place:
    """How far a reader is: all up to `after`, and of the number `within` all up to `beyond`.

    `mark`: of the rules it reads by; "" where a reader gives a bare number.
    """

    after: int
    within: int | None = None
    beyond: bytes = b""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Changes in the order of their numbers. `next`: where to go on; `more`: whether at once.

    `head`: the last number there is something to say about. `rules_until`: the last day on which this
    stays true but for the days it names itself.
    """

    after: int
    through: int
    head: int
    day: date
    rules: str
    rules_until: date | None
    items: tuple[Line, ...]
    next: Place
    more: bool


def head() -> int:
    """The last number up to which every change is noted; -1 where none is."""
    # First, since what is sealed after one looked for pending events was not looked at.
    sealed = _sealed()
    pending = next_number()
    return (sealed if pending is None else pending) - 1


def page(place: Place, limit: int, *, day: date, now: datetime) -> Page:
    """The changes after a place; raises `NeverIssued`, `TakeAnew`. `now`: of the calendar."""
    _check(place, day, now)
    last = head()
    start = (place.after, _LAST) if place.within is None else (place.within, place.beyond)
    found = rows(_CHANGES, [*start, last, limit + 1])
    cut, listed = len(found) > limit, found[:limit]
    through = max(last, place.after)
    onward = Place(through, mark=mark(day))
    if cut:
        ref, number, _ = listed[-1]
        through = max(place.after, number - 1)
        onward = Place(through, number, bytes(ref), mark(day))
    return Page(
        place.after, through, last, day, mark(day), unchanged_until(day),
        tuple(_written(listed, day)), onward, cut,
    )  # fmt: skip


def everything(day: date) -> Iterator[Line]:
    """Every organisation of which anything may be shown, by reference; nothing that was taken back."""
    last, ref = head(), b""
    while found := rows(_ALL, [ref, last, AT_ONCE]):
        for line in _written(found, day):
            if line["records"]:
                yield {name: value for name, value in line.items() if name != "withdrawn"}
        ref = bytes(found[-1][0])


def grown(after: int) -> tuple[int, int]:
    """The last number, and how many organisations changed since another one."""
    last = head()
    return last, Change.objects.filter(number__gt=after, number__lte=last).count()


def changed_count() -> int:
    """How many organisations there is something to say about."""
    return Change.objects.count()


def _written(found: Sequence[Row], day: date) -> Iterator[Line]:
    refs, by = [bytes(row[0]) for row in found], terms(day)
    known = records_of_many(refs, day=day)
    told = [told_of(known[ref], by) for ref in refs]
    for (_, number, leaf), line in zip(found, rules.lines(told, by), strict=True):
        yield {"number": number, "leaf": bytes(leaf).hex(), **line}


def _check(place: Place, day: date, now: datetime) -> None:
    sealed = _sealed()
    if not 0 <= place.after < max(sealed, 1):
        raise NeverIssued(sealed - 1)
    if place.mark and place.mark != mark(day):
        raise TakeAnew("rules")
    if not place.after:
        return  # who holds nothing has nothing that could be out of date
    activated = Event.objects.filter(kind=RulebookActivated.kind, number__gt=place.after)
    if not place.mark and activated.exists():
        raise TakeAnew("rules")
    unseen = Event.objects.filter(number=place.after + 1).values_list("recorded_at", flat=True)
    if any(now - at > timedelta(feed_on(day).window_days) for at in unseen):
        raise TakeAnew("away")


def _sealed() -> int:
    return Head.objects.filter(pk=1).values_list("size", flat=True).first() or 0


def begun(day: date) -> Place:
    """Where somebody goes on who takes everything now; asked before it is taken."""
    return replace(Place(max(head(), 0)), mark=mark(day))
