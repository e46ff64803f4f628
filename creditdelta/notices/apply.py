"""From events to the tables of notices; nothing else writes them, the erasable `Content` apart."""

from django.db.models import QuerySet

from creditdelta.journal.services import Envelope
from creditdelta.notices.events import (
    NoticeDispatched,
    NoticeErased,
    NoticeFailed,
    NoticeIssued,
    NoticeRead,
    NoticeRequeued,
    NoticeSendingBegun,
    NoticeServed,
    ServiceAgreed,
    ServiceEnded,
)
from creditdelta.notices.models import Agreement, Dispatch, Notice

IN_SITE = "in_site"  # it is there the moment it is issued


def issued(event: NoticeIssued, about: Envelope) -> None:
    """The notice exists, and waits on every channel; in the site it is there at once."""
    Notice.objects.create(
        id=event.notice,
        form=event.form,
        since=event.since,
        ref=event.ref,
        account=event.account,
        office=event.office,
        region=about.region,
        year=event.year,
        serial=event.serial,
        number=event.number,
        issued_on=event.issued_on,
        issued_at=about.recorded_at,
        due_on=event.due_on,
        commitment=event.commitment,
    )
    Dispatch.objects.bulk_create(
        Dispatch(
            notice=event.notice,
            channel=channel,
            state="dispatched" if channel == IN_SITE else "queued",
            dispatched_on=event.issued_on if channel == IN_SITE else None,
        )
        for channel in event.channels
    )


def sending_begun(event: NoticeSendingBegun, about: Envelope) -> None:
    """It is being sent."""
    _dispatch(event).update(state="sending", attempts=event.attempt, until=event.until)


def dispatched(event: NoticeDispatched, about: Envelope) -> None:
    """It left."""
    _dispatch(event).update(state="dispatched", until=None, ground="", dispatched_on=event.on)


def failed(event: NoticeFailed, about: Envelope) -> None:
    """It did not get there."""
    state = "dead" if event.again_at is None else "failed"
    _dispatch(event).update(state=state, until=event.again_at, ground=event.ground)


def requeued(event: NoticeRequeued, about: Envelope) -> None:
    """It waits once more, as if nobody had tried."""
    _dispatch(event).update(state="queued", attempts=0, until=None)


def served(event: NoticeServed, about: Envelope) -> None:
    """It counts as served from a day."""
    _dispatch(event).update(state="served", until=None, ground="")
    Notice.objects.filter(pk=event.notice).update(
        served_on=event.served_on, method=event.method, proof=event.proof
    )


def read(event: NoticeRead, about: Envelope) -> None:
    """Its first reading."""
    Notice.objects.filter(pk=event.notice).update(read_at=about.recorded_at)


def erased(event: NoticeErased, about: Envelope) -> None:
    """What it said is gone."""
    Notice.objects.filter(pk=event.notice).update(erased_at=about.recorded_at)


def service_agreed(event: ServiceAgreed, about: Envelope) -> None:
    """The agreement stands."""
    Agreement.objects.create(
        id=event.agreement, ref=event.ref, since=event.on, agreed_by=about.actor
    )


def service_ended(event: ServiceEnded, about: Envelope) -> None:
    """It does not stand any more."""
    Agreement.objects.filter(pk=event.agreement).update(until=event.on, ended_by=about.actor)


_OnChannel = NoticeSendingBegun | NoticeDispatched | NoticeFailed | NoticeRequeued | NoticeServed


def _dispatch(event: _OnChannel) -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(notice=event.notice, channel=event.channel)
