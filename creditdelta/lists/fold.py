"""What does an entry look like after an event? The one reading of events, for tables and for tests alike.

Clause  S15, S37.
Pure    an entry, an event and who recorded it in; an entry out.
"""

from dataclasses import replace
from typing import cast

from creditdelta.lists.events import (
    ChangeAgreed,
    ChangeAsked,
    ChangeDeclined,
    ListingConfirmed,
    ListingDecided,
    ListingDropped,
    ListingEnded,
    ListingNotified,
    ListingProposed,
    ListingRestored,
    ListingSentBack,
    OfEntry,
    StatementMade,
    StatementWaived,
)
from creditdelta.lists.rules import Entry, Move, moved
from creditdelta.rulebook.listings import Colour

ASKS: dict[str, Move] = {"suspend": "ask_suspend", "resume": "ask_resume", "remove": "ask_remove"}


def begun(event: ListingProposed) -> Entry:
    """The entry that a proposal begins."""
    return Entry(
        event.entry, event.list, event.rule, cast(Colour, event.colour), event.ref, event.office,
        event.criteria, event.documents, "proposed", event.on,
    )  # fmt: skip


def folded(entry: Entry, event: OfEntry, actor: str) -> Entry:
    """The entry after an event that an account recorded."""
    match event:
        case ListingNotified():
            state, last = moved(entry, "notify"), event.reply_until
            return replace(entry, state=state, notice=event.notice, reply_until=last)
        case StatementMade():
            return replace(entry, state=moved(entry, "state"), heard_on=event.on)
        case StatementWaived():
            return replace(entry, state=moved(entry, "waive"), waived_on=event.on)
        case ListingDecided():
            return _decided(entry, event, actor)
        case ListingConfirmed():
            state = moved(entry, "confirm")
            return replace(
                entry, state=state, confirmed_on=event.on, decision_notice=event.notice, first=""
            )
        case ListingSentBack():
            return _undecided(entry)
        case ListingDropped():
            return replace(
                entry, state=moved(entry, "drop"), ground=event.ground, changed_on=event.on
            )
        case ChangeAsked():
            return replace(
                entry, state=moved(entry, ASKS[event.change]), ground=event.ground, first=actor,
                act_number=event.act_number, act_digest=event.act_digest,
            )  # fmt: skip
        case ListingEnded():
            return replace(entry, ended_on=event.on)
        case ListingRestored():
            return replace(entry, ended_on=None)
        case ChangeAgreed():
            return replace(entry, state=moved(entry, "agree"), changed_on=event.on, first="")
        case ChangeDeclined():
            return replace(
                entry,
                state=moved(entry, "disagree"),
                ground="",
                act_number="",
                act_digest="",
                first="",
            )


def _decided(entry: Entry, event: ListingDecided, actor: str) -> Entry:
    return replace(
        entry,
        state=moved(entry, "decide"),
        number=event.number,
        digest=event.digest,
        instrument=event.instrument,
        decided_on=event.on,
        since=event.since,
        until=event.until,
        first=actor,
    )


def _undecided(entry: Entry) -> Entry:
    return replace(
        entry,
        state=moved(entry, "send_back"),
        number="",
        digest="",
        instrument="",
        decided_on=None,
        since=None,
        until=None,
        first="",
    )
