"""From events to the table of posts; nothing else writes it."""

from creditdelta.accounts.events import AccountAppointed, AccountDismissed
from creditdelta.accounts.models import Post
from creditdelta.journal.services import Envelope


def appointed(event: AccountAppointed, about: Envelope) -> None:
    """The account holds the post."""
    Post.objects.create(
        id=event.post,
        account=event.account,
        role=event.role,
        office=event.office,
        region=event.region,
        sector=event.sector,
        subject=event.subject,
        since=event.since,
        until=event.until,
        appointed_by=about.actor,
        appointed_at=about.recorded_at,
    )


def dismissed(event: AccountDismissed, about: Envelope) -> None:
    """The post is held no longer."""
    Post.objects.filter(pk=event.post).update(
        dismissed_by=about.actor, dismissed_at=about.recorded_at
    )
