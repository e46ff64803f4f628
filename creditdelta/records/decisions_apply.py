"""From officers' decisions about records to the table of closures; nothing else writes them there."""

from creditdelta.journal.services import Envelope
from creditdelta.records.events import RecordClosed, RecordReopened
from creditdelta.records.models import Closure
from creditdelta.subjects.rules import local_day


def closed(event: RecordClosed, about: Envelope) -> None:
    """The record stands no longer, from now on and for whatever day it is asked about after it."""
    Closure.objects.create(
        id=event.closing,
        ref=event.ref,
        document=event.document,
        manner=event.manner,
        ground=event.ground,
        closed_on=event.closed_on,
        successor=event.successor,
        told_on=local_day(about.recorded_at),
        act_number=event.act_number,
        act_digest=event.act_digest,
    )


def reopened(event: RecordReopened, about: Envelope) -> None:
    """Nothing that closed the record so far closes it any more."""
    Closure.objects.filter(pk__in=event.closings).update(
        reopened_at=about.recorded_at, reopened_on=local_day(about.recorded_at)
    )
