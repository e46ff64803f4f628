"""From events to the table of remembered column mappings; nothing else writes it."""

from creditdelta.journal.services import Envelope
from creditdelta.uploads.events import MappingForgotten, MappingRemembered
from creditdelta.uploads.models import MappingProfile


def remembered(event: MappingRemembered, about: Envelope) -> None:
    """The mapping reads files from now on; the edition it replaces does so no longer."""
    MappingProfile.objects.create(
        id=event.mapping,
        office=event.office,
        standard=event.standard,
        edition=event.edition,
        digest=event.digest,
        remembered_at=about.recorded_at,
        remembered_by=about.actor,
    )
    if event.replaces:
        MappingProfile.objects.filter(pk=event.replaces).update(replaced_by=event.mapping)


def forgotten(event: MappingForgotten, about: Envelope) -> None:
    """The mapping reads nothing any more."""
    MappingProfile.objects.filter(pk=event.mapping).update(forgotten_at=about.recorded_at)
