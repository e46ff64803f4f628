"""What waits about list entries: to notify, to decide, to confirm, to let through.

Clause  S16, S37.
"""

from collections.abc import Iterator

from creditdelta.inbox.sources.place import Place
from creditdelta.inbox.tasks import Task, due_within
from creditdelta.kernel.errors import Words
from creditdelta.lists.breaking import stopped
from creditdelta.lists.hearing import hearings_of
from creditdelta.lists.models import Entry as Row
from creditdelta.lists.queries import entries_by
from creditdelta.lists.rules import (
    COUNTING,
    LACKINGS,
    SECOND,
    Entry,
    Hearing,
    Lacking,
    may_move,
    why_not_decide,
)
from creditdelta.lists.showing import judged, named
from creditdelta.pages.language import say, t

GONE: frozenset[Lacking] = frozenset({"law", "record", "event"})
_NEXT: dict[str, tuple[str, Words, Words]] = {
    "notify": (
        "listing.prepare",
        Words("告知拟列入的组织", "Notify whom it is to be entered"),
        Words("告知", "Notify"),
    ),
    "decide": ("listing.decide", Words("决定列入", "Decide on an entry"), Words("决定", "Decide")),
    "confirm": (
        "listing.confirm", Words("复核列入", "Confirm an entry"), Words("复核", "Confirm"),
    ),
    "agree": (
        "listing.confirm", Words("复核名单变更", "Confirm a change"), Words("复核", "Confirm"),
    ),
}  # fmt: skip


def entries(place: Place) -> Iterator[Task]:
    """Entries of the office whose next step can be taken now."""
    found = entries_by(place.office.id)
    moved = dict(Row.objects.filter(office=place.office.id).values_list("id", "moved_at"))
    since = {bytes(id): at for id, at in moved.items()}
    heard = hearings_of([one for one in found if may_move(one, "decide")])
    for one in named(found):
        step = _next(one.entry, heard.get(one.entry.id), place)
        if step is None:
            continue
        operation, what, action = _NEXT[step]
        own = step in SECOND and one.entry.first == place.account
        yield Task(
            say(what),
            place.at("desk_entry", one.entry.id.hex()),
            f"{one.name or one.code} · {say(one.listing.label)}",
            t("您是第一人，须由另一人复核", "you were the first: another officer confirms")
            if own
            else "",
            None if own or not place.may(operation) else say(action),
            due_within(
                since[one.entry.id], place.terms.second_officer_days, place.day, place.calendar
            ),
        )


def fallen(place: Place) -> Iterator[Task]:
    """Entries whose ground has gone: they are in force no more, and the organisation is still to be told."""
    found = [one for one in entries_by(place.office.id) if one.state in COUNTING]
    for one, why in judged(found, place.day):
        if why in GONE:
            yield Task(
                t("移出失去依据的条目", "Remove an entry whose ground has gone"),
                place.at("desk_entry", one.entry.id.hex()),
                f"{one.name or one.code} · {say(one.listing.label)}",
                say(LACKINGS[why]),
                t("移出", "Remove") if place.may("listing.decide") else None,
            )


def stops(place: Place) -> Iterator[Task]:
    """Lists of the province that stopped today: the credit office looks."""
    found = stopped(place.office.region, place.day)
    if found:
        yield Task(
            t(f"{len(found)} 个名单今天已停下", f"{len(found)} lists stopped today"),
            place.at("desk_release"),
            t("列入或移出远多于平时", "many more than usual were entered or removed"),
            action=t("核对", "Look"),
        )


def _next(one: Entry, heard: Hearing | None, place: Place) -> str | None:
    """The step that waits for somebody of the office; `heard`: where it can be decided on next."""
    if heard is not None:
        return None if why_not_decide(one, heard, place.day) else "decide"
    steps = ("notify", "confirm", "agree")
    return next((step for step in steps if may_move(one, step)), None)  # type: ignore[arg-type]
