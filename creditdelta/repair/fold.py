"""What does an application look like after an event? The one reading of events, for tables and tests alike.

Clause  S72.
Pure    a case, an event and who recorded it in; a case out.
"""

from dataclasses import replace
from typing import cast

from creditdelta.repair.events import (
    OfCase,
    RepairAccepted,
    RepairBegun,
    RepairCompletionAsked,
    RepairConfirmed,
    RepairDecided,
    RepairExtended,
    RepairFiled,
    RepairForwarded,
    RepairProved,
    RepairReturned,
    RepairRevocationAsked,
    RepairSentBack,
    RepairSigned,
    RepairWithdrawn,
)
from creditdelta.repair.rules import Case, Move, moved
from creditdelta.rulebook.repairs import About


def begun(event: RepairBegun, actor: str) -> Case:
    """The case that an application begins."""
    return Case(
        event.case, event.ref, cast(About, event.about), event.target, event.office, event.regime,
        event.way, event.lifts, actor, event.on,
    )  # fmt: skip


def move_of(event: OfCase) -> Move:
    """The step that an event records."""
    if isinstance(event, RepairDecided):
        return "grant" if event.granted else "refuse"
    return _MOVES[type(event)]


def folded(case: Case, event: OfCase, actor: str) -> Case:
    """The case after an event that an account recorded."""
    after = replace(case, state=moved(case, move_of(event)))
    match event:
        case RepairProved():
            return replace(after, proof=event.digest)
        case RepairSigned():
            return replace(after, signed=event.wording)
        case RepairFiled():
            return replace(after, filed_on=event.on, accept_until=event.accept_until)
        case RepairForwarded():
            return replace(after, office=event.office, accept_until=event.accept_until)
        case RepairReturned():
            return replace(after, complete_until=event.complete_until)
        case RepairAccepted():
            return replace(after, accepted_on=event.on, decide_until=event.decide_until)
        case RepairExtended():
            return replace(after, extended=True, decide_until=event.decide_until)
        case RepairDecided():
            return replace(
                after, first=actor, back=case.state, reasons=event.reasons, again_on=event.again_on
            )
        case RepairCompletionAsked():
            return replace(after, first=actor, back=case.state)
        case RepairRevocationAsked():
            return replace(after, first=actor, back=case.state, reasons=event.reasons)
        case RepairConfirmed():
            return _confirmed(case, after, event)
        case RepairSentBack():
            return replace(after, first="", back="", reasons=(), again_on=None)
        case RepairWithdrawn():
            return after


def _confirmed(before: Case, after: Case, event: RepairConfirmed) -> Case:
    closed = replace(after, first="", back="", notice=event.notice)
    if before.state == "revoking":
        return replace(closed, revoked_on=event.on, barred_until=event.barred_until)
    return replace(closed, decided_on=before.decided_on or event.on)


_MOVES: dict[type, Move] = {
    RepairProved: "prove",
    RepairSigned: "sign",
    RepairFiled: "file",
    RepairForwarded: "forward",
    RepairReturned: "return",
    RepairAccepted: "accept",
    RepairExtended: "extend",
    RepairCompletionAsked: "complete",
    RepairRevocationAsked: "revoke",
    RepairConfirmed: "confirm",
    RepairSentBack: "send_back",
    RepairWithdrawn: "withdraw",
}
