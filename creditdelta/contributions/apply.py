"""From events to the table of what was spent; nothing else writes it."""

from creditdelta.contributions.events import ContributionSpent
from creditdelta.contributions.models import Spending
from creditdelta.journal.services import Envelope


def spent(event: ContributionSpent, about: Envelope) -> None:
    """The look is spent."""
    Spending.objects.create(
        lookup=event.lookup, office=event.office, units=event.units, spent_on=event.on
    )
