"""From the feed's own event to tables: there are none that no follower could make anew."""

from creditdelta.feed.events import DayTurned
from creditdelta.journal.services import Envelope


def day_turned(event: DayTurned, about: Envelope) -> None:
    """That the day began is in the journal; following.py notes whom it touches."""
