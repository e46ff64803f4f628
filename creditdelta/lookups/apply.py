"""From events to the tables of looks; nothing else writes them but the text of a reference."""

from creditdelta.journal.services import Envelope
from creditdelta.lookups.events import LookupDisclosed, LookupMade, LookupsReviewed
from creditdelta.lookups.models import Lookup, Review


def made(event: LookupMade, about: Envelope) -> None:
    """The look is in the log."""
    Lookup.objects.create(
        id=event.lookup,
        ref=event.ref,
        account=about.actor,
        role=event.role,
        office=event.office,
        region=about.region,
        purpose=event.purpose,
        commitment=event.commitment,
        looked_at=about.recorded_at,
        shown_at=None if event.secret else about.recorded_at,
    )


def disclosed(event: LookupDisclosed, about: Envelope) -> None:
    """The organisation sees the look from now on."""
    Lookup.objects.filter(pk=event.lookup).update(shown_at=about.recorded_at)


def reviewed(event: LookupsReviewed, about: Envelope) -> None:
    """The finding stands beside the week."""
    Review.objects.create(
        id=event.review,
        week=event.week,
        account=event.account,
        outcome=event.outcome,
        reviewed_by=about.actor,
        reviewed_at=about.recorded_at,
    )
