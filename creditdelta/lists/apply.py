"""From events to the tables of lists; nothing else writes them."""

from creditdelta.journal.services import Envelope
from creditdelta.lists.events import (
    ChangeAgreed,
    ListingErased,
    ListingProposed,
    ListingReleased,
    OfEntry,
)
from creditdelta.lists.fold import begun, folded
from creditdelta.lists.models import Entry as Row
from creditdelta.lists.models import Ground, Release, Step
from creditdelta.lists.rows import columns_of, told
from creditdelta.lists.rules import Entry


def proposed(event: ListingProposed, about: Envelope) -> None:
    """The entry begins."""
    Row.objects.create(**columns_of(begun(event)), region=about.region, moved_at=about.recorded_at)
    Ground.objects.bulk_create(
        Ground(entry=event.entry, number=n, document=document)
        for n, document in enumerate(event.documents)
    )
    _noted(event, event.list, event.kind, about)


def happened(event: OfEntry, about: Envelope) -> None:
    """The entry is what the event makes of it."""
    row = Row.objects.get(pk=event.entry)
    after = folded(told(row), event, about.actor)
    changed = {**columns_of(after), "moved_at": about.recorded_at}
    Row.objects.filter(pk=event.entry).update(**changed)
    _noted(event, after.list, _kind(event, after), about)


def released(event: ListingReleased, about: Envelope) -> None:
    """More may be listed or removed on that day."""
    Release.objects.create(
        id=event.release,
        list=event.list,
        office=event.office,
        way=event.way,
        most=event.most,
        valid_on=event.on,
        released_by=about.actor,
    )


def erased(event: ListingErased, about: Envelope) -> None:
    """What was written about the entry is gone; that it was, and why it went, stays."""
    row = Row.objects.get(pk=event.entry)
    _noted(event, row.list, event.kind, about)


def _kind(event: OfEntry, after: Entry) -> str:
    """What the step is told as: a change that was agreed, by what it came to."""
    return after.state if isinstance(event, ChangeAgreed) else event.kind


def _noted(
    event: OfEntry | ListingProposed | ListingErased, list_: str, kind: str, about: Envelope
) -> None:
    Step.objects.create(
        list=list_,
        entry=event.entry,
        number=Step.objects.filter(entry=event.entry).count(),
        kind=kind,
        happened_on=event.on,
        recorded_at=about.recorded_at,
        notice=getattr(event, "notice", None),
    )
