"""From the journal's own events to tables: there are none beside the journal."""

from creditdelta.journal.events import JournalOpened, RulebookActivated, SigningKeyReplaced
from creditdelta.journal.services import Envelope


def noted(event: JournalOpened | RulebookActivated | SigningKeyReplaced, about: Envelope) -> None:
    """That it is in the journal is all."""
