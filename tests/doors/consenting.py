"""An organisation that consented to show an office parts of its archive; all of it is invented."""

from datetime import timedelta

from creditdelta.archive.tests.visits import TODAY
from creditdelta.consent import services
from creditdelta.consent.rules import Wish
from creditdelta.journal.services import envelope

PARTS = ("tax", "housing_fund")


def granted(ref: bytes, recipient: str, purpose: str = "data_verification") -> bytes:
    """A consent in force."""
    until = TODAY + timedelta(days=60)
    about = envelope("310000", "ab" * 16)
    made = services.ask(Wish(ref, recipient, purpose, PARTS, until, "示例1号"), about, TODAY)
    services.grant(made, PARTS, until, about, TODAY)
    return made
