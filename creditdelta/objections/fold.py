"""What does an objection look like after an event? The one reading of events, for tables and tests alike.

Clause  S73.
Pure    an objection, an event and who recorded it in; an objection out.
"""

from dataclasses import replace
from typing import cast

from creditdelta.objections.events import (
    ObjectionConfirmed,
    ObjectionDecided,
    ObjectionExtended,
    ObjectionFiled,
    ObjectionForwarded,
    ObjectionSentBack,
    ObjectionWithdrawn,
    OfObjection,
    ReviewAsked,
)
from creditdelta.objections.rules import Move, Objection, Outcome, moved
from creditdelta.rulebook.repairs import About


def filed(event: ObjectionFiled, actor: str) -> Objection:
    """The objection that was filed."""
    return Objection(
        event.objection, event.ref, cast(About, event.about), event.target, event.column, event.office,
        actor, event.on, decide_until=event.decide_until,
    )  # fmt: skip


def move_of(event: OfObjection) -> Move:
    """The step that an event records."""
    if isinstance(event, ObjectionDecided):
        return "uphold" if event.upheld else "reject"
    return _MOVES[type(event)]


def folded(one: Objection, event: OfObjection, actor: str) -> Objection:
    """The objection after an event that an account recorded."""
    after = replace(one, state=moved(one, move_of(event)))
    match event:
        case ObjectionForwarded():
            return replace(after, office=event.office, decide_until=event.decide_until)
        case ObjectionExtended():
            return replace(after, extended=True, decide_until=event.decide_until)
        case ObjectionDecided():
            outcome = cast(Outcome, event.outcome)
            return replace(after, first=actor, outcome=outcome, wrong=event.wrong)
        case ObjectionConfirmed():
            return _confirmed(one, after, event, actor)
        case ObjectionSentBack():
            return replace(after, first="", outcome="", wrong=False)
        case ReviewAsked():
            return replace(
                after, office=event.office, decide_until=event.decide_until, extended=False
            )
        case ObjectionWithdrawn():
            return after


def _confirmed(
    before: Objection, after: Objection, event: ObjectionConfirmed, actor: str
) -> Objection:
    closed = replace(after, first="", notice=event.notice)
    if before.state.startswith("review"):
        return replace(closed, reviewed_on=event.on)
    took_part = (before.first, actor) if after.state == "rejected" else ()
    return replace(closed, decided_on=event.on, deciders=took_part)


_MOVES: dict[type, Move] = {
    ObjectionForwarded: "forward",
    ObjectionExtended: "extend",
    ObjectionConfirmed: "confirm",
    ObjectionSentBack: "send_back",
    ReviewAsked: "ask_review",
    ObjectionWithdrawn: "withdraw",
}
