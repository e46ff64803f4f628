"""From events to the table of API keys; nothing else writes it."""

from creditdelta.api_keys.events import ApiKeyIssued, ApiKeyRevoked
from creditdelta.api_keys.models import Key
from creditdelta.journal.services import Envelope


def issued(event: ApiKeyIssued, about: Envelope) -> None:
    """The key is known."""
    Key.objects.create(
        id=event.key,
        account=event.account,
        post=event.post,
        scopes=" ".join(event.scopes),
        since=event.since,
        until=event.until,
        digest=event.digest,
        issued_at=about.recorded_at,
        issued_by=about.actor,
    )


def revoked(event: ApiKeyRevoked, about: Envelope) -> None:
    """Its end is known."""
    Key.objects.filter(pk=event.key).update(
        ends_on=event.ends_on,
        ground=event.ground,
        ended_at=about.recorded_at,
        ended_by=about.actor,
    )
