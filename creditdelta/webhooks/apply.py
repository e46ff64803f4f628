"""From events to the table of webhooks; nothing else writes it."""

from creditdelta.journal.services import Envelope
from creditdelta.webhooks.events import WebhookEnded, WebhookRegistered, WebhookSecretReplaced
from creditdelta.webhooks.models import Webhook


def registered(event: WebhookRegistered, about: Envelope) -> None:
    """The office is told from now on."""
    Webhook.objects.create(
        id=event.webhook,
        office=event.office,
        region=event.region,
        kinds=" ".join(event.kinds),
        registered_on=event.on,
        registered_at=about.recorded_at,
        registered_by=about.actor,
    )


def secret_replaced(event: WebhookSecretReplaced, about: Envelope) -> None:
    """Another secret signs."""
    del about
    Webhook.objects.filter(pk=event.webhook).update(
        generation=event.generation, both_until=event.until
    )


def ended(event: WebhookEnded, about: Envelope) -> None:
    """The office is told no longer."""
    Webhook.objects.filter(pk=event.webhook).update(
        ended_on=event.on, ended_by=about.actor, gone=event.gone
    )
