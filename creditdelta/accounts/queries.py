"""Which posts does an account hold?"""

from datetime import date

from django.db.models import Q

from creditdelta.accounts.models import Post, Proposal
from creditdelta.accounts.reader import Held
from creditdelta.rulebook.policy import policy


def posts_of(account: str, day: date) -> tuple[Held, ...]:
    """The posts an account holds on a day or later, in the order they were given."""
    rows = Post.objects.filter(
        Q(until=None) | Q(until__gte=day), account=account, dismissed_at=None
    )
    return tuple(held_of(row) for row in rows.order_by("appointed_at", "id"))


def administers(account: str, day: date) -> bool:
    """Whether an account holds a post that two people give: no single person takes it over."""
    roles = policy().roles
    return any(roles[post.role].second_person for post in posts_of(account, day))


def held_of(row: Post | Proposal) -> Held:
    """A post, given or proposed, as it is held."""
    return Held(
        role=row.role,
        office=row.office,
        region=row.region,
        sector=row.sector,
        subject=None if row.subject is None else bytes(row.subject),
        since=row.since,
        until=row.until,
    )
