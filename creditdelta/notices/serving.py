"""A notice goes its way: it is posted, comes back, is served; an organisation agrees to read in the site.

Clause  S9. The moves are those of rules.py; mails are sent by mails.py, which asks here.
"""

import secrets
from datetime import date
from hashlib import sha256
from typing import cast

from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.journal.synthetic import business_day
from creditdelta.notices import apply
from creditdelta.notices.events import (
    NoticeDispatched,
    NoticeFailed,
    NoticeRead,
    NoticeRequeued,
    NoticeSendingBegun,
    NoticeServed,
    ServiceAgreed,
    ServiceEnded,
)
from creditdelta.notices.models import Dispatch, Notice
from creditdelta.notices.queries import agreement_of
from creditdelta.notices.rules import (
    Act,
    Move,
    MoveRefused,
    Standing,
    State,
    failing,
    moved,
    served_on,
)
from creditdelta.notices.services import ID_BYTES
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.sending import failures, sending_on
from creditdelta.rulebook.service import UnknownMethod, method_on

IN_SITE, ELECTRONIC = "in_site", "electronic"


def begin(notice: bytes, channel: str, about: Envelope) -> int:
    """Claim the sending for a while; returns which attempt it is. Raises `MoveRefused`."""
    with writing():
        after = _moved(notice, channel, "begin", about)
        if after.until is None:
            raise MoveRefused("move")
        event = NoticeSendingBegun(notice, channel, after.attempts, after.until)
        record(event, apply.sending_begun, about)
    return after.attempts


def dispatch(notice: bytes, channel: str, about: Envelope, *, on: date | None = None) -> None:
    """It left. Raises `MoveRefused`."""
    day = on or business_day()
    with writing():
        found = _notice(notice)
        if not found.issued_on <= day <= business_day():
            raise MoveRefused("days")
        _moved(notice, channel, "dispatch", about)
        record(NoticeDispatched(notice, channel, day), apply.dispatched, about)
    seal()


def fail(notice: bytes, channel: str, ground: str, about: Envelope) -> None:
    """It did not get there; a mail is tried again until that is hopeless. Raises `MoveRefused`."""
    if ground not in {row.id for row in failures() if channel in row.channels}:
        raise MoveRefused("failure")
    with writing():
        attempts = _standing(notice, channel).attempts
        move = failing(attempts, sending_on(business_day()))
        after = _moved(notice, channel, move, about)
        record(NoticeFailed(notice, channel, ground, after.until), apply.failed, about)
    seal()


def again(notice: bytes, channel: str, about: Envelope) -> None:
    """Let it be sent once more. Raises `MoveRefused`."""
    with writing():
        _moved(notice, channel, "again", about)
        record(NoticeRequeued(notice, channel), apply.requeued, about)
    seal()


def serve(
    notice: bytes, channel: str, method: str, on: date, about: Envelope, proof: bytes = b""
) -> date:
    """Enter an act of service; returns the day from which it counts. Raises `MoveRefused`."""
    with writing():
        day = _serve(_notice(notice), channel, method, on, about, proof)
    seal()
    return day


def opened(notice: bytes, about: Envelope) -> date | None:
    """A representative opens a notice in the site; returns from when it counts as served by that.

    It serves only where the organisation agreed to be served so, and where it was not served before.
    """
    with writing():
        found = _notice(notice)
        if found.read_at is None:
            record(NoticeRead(notice), apply.read, about)
        day = _served_by_reading(found, about)
    seal()
    return day


def agree(ref: bytes, about: Envelope) -> bytes:
    """The organisation agrees to electronic service; returns the agreement's id."""
    with writing():
        standing = agreement_of(ref, business_day())
        if standing is not None:
            return bytes(standing.pk)
        event = ServiceAgreed(secrets.token_bytes(ID_BYTES), ref, business_day())
        record(event, apply.service_agreed, about)
    seal()
    return event.agreement


def end_agreement(ref: bytes, about: Envelope) -> None:
    """The organisation takes its agreement back; what was served by it stays served."""
    with writing():
        standing = agreement_of(ref, business_day())
        if standing is not None:
            event = ServiceEnded(bytes(standing.pk), business_day())
            record(event, apply.service_ended, about)
    seal()


def _served_by_reading(found: Notice, about: Envelope) -> date | None:
    today = business_day()
    if found.ref is None or found.served_on is not None or found.due_on is None:
        return None
    if agreement_of(bytes(found.ref), today) is None or not _serves_so(today):
        return None
    seen = f"{bytes(found.pk).hex()} {about.actor} {about.recorded_at.isoformat()}"
    return _serve(found, IN_SITE, ELECTRONIC, today, about, sha256(seen.encode()).digest())


def _serve(
    found: Notice, channel: str, method: str, on: date, about: Envelope, proof: bytes
) -> date:
    if found.served_on is not None:
        raise MoveRefused("served")
    today = business_day()
    try:
        act = Act(method_on(method, on), on, proof)
    except UnknownMethod:
        raise MoveRefused("method") from None
    agreed = found.ref is not None and agreement_of(bytes(found.ref), on) is not None
    day = served_on(act, channel, found.issued_on, today, agreed=agreed, calendar=calendar())
    notice = bytes(found.pk)
    _moved(notice, channel, "serve", about)
    event = NoticeServed(notice, channel, method, on, day, proof)
    record(event, apply.served, about)
    return day


def _serves_so(day: date) -> bool:
    try:
        return IN_SITE in method_on(ELECTRONIC, day).channels
    except UnknownMethod:
        return False


def _notice(notice: bytes) -> Notice:
    found = Notice.objects.filter(pk=notice).first()
    if found is None:
        raise MoveRefused("unknown")
    return found


def _standing(notice: bytes, channel: str) -> Standing:
    row = Dispatch.objects.filter(notice=notice, channel=channel).first()
    if row is None:
        raise MoveRefused("unknown")
    return Standing(cast(State, row.state), row.attempts, row.until)


def _moved(notice: bytes, channel: str, move: Move, about: Envelope) -> Standing:
    limits = sending_on(business_day())
    return moved(_standing(notice, channel), move, about.recorded_at, limits)
