"""An application begins, is examined, decided, confirmed, revoked. Decided, recorded, applied.

Clause  S72, S74; threats T4, T8, T9. No step is taken that rules.py does not allow. What is repaired stops
being public and used in the very transaction in which a second officer agrees.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from creditdelta.journal import written
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.kernel.terms import due_after, step
from creditdelta.repair import apply, letters
from creditdelta.repair.checks import NotPossible, check, check_digest, check_listed, check_text
from creditdelta.repair.ending import end, restore
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
from creditdelta.repair.models import Text
from creditdelta.repair.queries import answered, case, cases_of
from creditdelta.repair.rules import (
    Case,
    Move,
    decider,
    lacks_paper,
    way_of,
    why_not_ask,
    why_not_move,
)
from creditdelta.repair.targets import Target, target
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.offices import offices
from creditdelta.rulebook.repairs import (
    About,
    ClockStep,
    NoRule,
    clock_on,
    commitment_on,
    regime_on,
    ways_on,
)

ID_BYTES = 16
TOO_EARLY = "公示期未满"
LAW = "law"


@dataclass(frozen=True, slots=True)
class Application:
    """What is to be repaired, and how. `id`: a record's document, or an entry's id."""

    ref: bytes
    about: About
    id: bytes
    way: str


def begin(wanted: Application, about: Envelope, day: date) -> bytes:
    """Begin an application; its id. Raises `NotPossible`."""
    way = ways_on(day).get(wanted.way)
    if way is None:
        raise NotPossible("way")
    with writing():
        one = _target(wanted.about, wanted.ref, wanted.id, day)
        check(why_not_ask(answered(one, cases_of(wanted.ref), day).answer, way))
        regime = regime_on(day)
        id = secrets.token_bytes(ID_BYTES)
        event = RepairBegun(
            case=id,
            ref=wanted.ref,
            about=wanted.about,
            target=wanted.id,
            office=decider(regime, wanted.about, one.recogniser, one.site),
            regime=regime.id,
            way=way.id,
            lifts=way.lifts,
            on=day,
        )
        record(event, apply.begun, about)
    seal()
    return id


def prove(id: bytes, digest: str, about: Envelope, day: date) -> None:
    """A paper was handed in. Raises `NotPossible`."""
    check_digest(digest)
    _step(id, "prove", RepairProved(id, digest, day), about)


def sign(id: bytes, about: Envelope, day: date) -> None:
    """The commitment of that day is signed. Raises `NotPossible`."""
    _step(id, "sign", RepairSigned(id, commitment_on(day).since, day), about)


def file(id: bytes, about: Envelope, day: date) -> None:
    """The application is handed in, complete. Raises `NotPossible`."""
    with writing():
        one = _moving(id, "file", about)
        if lacks_paper(one):
            raise NotPossible("papers")
        _happened(RepairFiled(id, due("accept", day), day), about)
    seal()


def withdraw(id: bytes, about: Envelope, day: date) -> None:
    """The organisation takes it back. Raises `NotPossible`."""
    _step(id, "withdraw", RepairWithdrawn(id, day), about)


def forward(id: bytes, office: str, about: Envelope, day: date) -> None:
    """Hand it on to the unit that recognised it; its time begins anew. Raises `NotPossible`."""
    with writing():
        one = _moving(id, "forward", about)
        if office == one.office or office not in offices(day):
            raise NotPossible("office")
        _happened(RepairForwarded(id, office, due("accept", day), day), about)
    seal()


def send_for_completion(id: bytes, missing: str, about: Envelope, day: date) -> None:
    """Say once what is missing. Raises `NotPossible`."""
    check_text(missing)
    with writing():
        one = _moving(id, "return", about)
        until = due("complete", day)
        kept = written.keep(Text, id, "missing", missing)
        notice = letters.incomplete(one, missing, until, about)
        _happened(RepairReturned(id, kept, notice, until, day), about)
    seal()


def accept(id: bytes, about: Envelope, day: date) -> None:
    """Take it up; the organisation is told until when it is answered. Raises `NotPossible`."""
    with writing():
        one = _moving(id, "accept", about)
        until = due("decide", day)
        _happened(RepairAccepted(id, letters.received(one, until, about), until, day), about)
    seal()


def extend(id: bytes, about: Envelope, day: date) -> None:
    """Take longer, once. Raises `NotPossible`."""
    with writing():
        one = _moving(id, "extend", about)
        try:
            until = due("extend", one.decide_until or day)
        except NoRule:
            raise NotPossible("no_extension") from None
        _happened(RepairExtended(id, until, day), about)
    seal()


def grant(id: bytes, findings: str, about: Envelope, day: date) -> None:
    """A first officer finds that it is to be repaired. Raises `NotPossible`."""
    check_text(findings)
    with writing():
        one = _moving(id, "grant", about)
        _check_repairable(one, _target(one.about, one.ref, one.target, day), day)
        kept = written.keep(Text, id, "findings", findings)
        _happened(RepairDecided(id, True, (), kept, None, day), about)
    seal()


def refuse(id: bytes, reasons: tuple[str, ...], findings: str, about: Envelope, day: date) -> None:
    """A first officer finds that it is not. Raises `NotPossible`."""
    check_text(findings)
    check_listed(reasons, letters.REFUSALS)
    with writing():
        one = _moving(id, "refuse", about)
        kept = written.keep(Text, id, "findings", findings)
        again = _again(_target(one.about, one.ref, one.target, day), reasons, day)
        _happened(RepairDecided(id, False, reasons, kept, again, day), about)
    seal()


def complete(id: bytes, findings: str, about: Envelope, day: date) -> None:
    """A first officer finds that a plan has been carried out. Raises `NotPossible`."""
    check_text(findings)
    with writing():
        _moving(id, "complete", about)
        kept = written.keep(Text, id, "completion", findings)
        _happened(RepairCompletionAsked(id, kept, day), about)
    seal()


def revoke(id: bytes, reasons: tuple[str, ...], findings: str, about: Envelope, day: date) -> None:
    """A first officer finds the commitment false or broken. Raises `NotPossible`."""
    check_text(findings)
    check_listed(reasons, letters.REVOCATIONS)
    with writing():
        _moving(id, "revoke", about)
        kept = written.keep(Text, id, "revocation", findings)
        _happened(RepairRevocationAsked(id, reasons, kept, day), about)
    seal()


def confirm(id: bytes, about: Envelope, day: date) -> None:
    """A second officer agrees: what was decided comes to be, at once. Raises `NotPossible`."""
    with writing():
        one = _moving(id, "confirm", about)
        revoking = one.state == "revoking"
        barred = bar_until(day) if revoking else None
        told = _target(one.about, one.ref, one.target, day)
        if one.state == "granting":
            _check_repairable(one, told, day)
        if revoking:
            notice = letters.revoked(one, barred, about)
            restore(one, notice, about, day)
        elif one.state == "refusing":
            notice = letters.refused(one, about)
        else:
            notice = letters.repaired(one, told, about, day)
            if one.state == "granting":
                end(one, notice, about, day)
        _happened(RepairConfirmed(id, notice, barred, day), about)
    seal()


def send_back(id: bytes, about: Envelope, day: date) -> None:
    """A second officer does not agree. Raises `NotPossible`."""
    _step(id, "send_back", RepairSentBack(id, day), about)


def due(step_: ClockStep, day: date) -> date:
    """Until when a step that begins on a day is to be taken; raises `NoRule`."""
    return due_after(day, (step(clock_on(step_, day).term),), calendar()).date


def bar_until(day: date) -> date | None:
    """Until when nothing of an organisation is repaired after a breach: only where a law names the term."""
    return due("barred", day) if clock_on("barred", day).basis.kind == LAW else None


def _check_repairable(one: Case, told: Target, day: date) -> None:
    """What was asked for may still be repaired, and nobody is repaired before its time."""
    others = [each for each in cases_of(one.ref) if each.id != one.id]
    check(why_not_ask(answered(told, others, day).answer, way_of(one)))


def _again(one: Target, reasons: tuple[str, ...], day: date) -> date | None:
    """From when it can be asked for again: once the period is over, or after a term."""
    hand = one.clock.repair
    if TOO_EARLY in reasons and hand is not None and hand.on > day:
        return hand.on
    return due("again", day)


def _target(about: About, ref: bytes, id: bytes, day: date) -> Target:
    found = target(about, ref, id, day)
    if found is None:
        raise NotPossible("gone")
    return found


def _step(id: bytes, move: Move, event: OfCase, about: Envelope) -> None:
    with writing():
        _moving(id, move, about)
        _happened(event, about)
    seal()


def _moving(id: bytes, move: Move, about: Envelope) -> Case:
    """The application, where the account may take the step."""
    one = case(id)
    if one is None:
        raise NotPossible("gone")
    check(why_not_move(one, move, about.actor))
    return one


def _happened(event: OfCase, about: Envelope) -> None:
    record(event, apply.happened, about)
