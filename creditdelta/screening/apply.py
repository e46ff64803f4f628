"""From events of screening to tables: there are none beside the journal."""

from creditdelta.journal.services import Envelope
from creditdelta.screening.events import ScreeningMade


def made(event: ScreeningMade, about: Envelope) -> None:
    """That it is in the journal is all."""
