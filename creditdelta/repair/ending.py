"""What an accepted repair ends, and what its revocation brings back: within the transaction of the decision.

Clause  S72; threat T4. A record is closed: pages, doors, feed, files and the entries that rest on it ask
whether it stands, so none of them needs to be told.
"""

from datetime import date

from creditdelta.journal.services import Envelope
from creditdelta.lists.services import end_within, restore_within
from creditdelta.notices.models import Notice
from creditdelta.records.services import Act, Target, repair_within, unrepair_within
from creditdelta.repair.rules import Case


def end(one: Case, notice: bytes, about: Envelope, day: date) -> None:
    """Record or entry stand no more from this moment."""
    if one.about == "entry":
        end_within(one.target, one.id, about, day)
    else:
        repair_within(_meant(one), _act(notice), day, about, lifts=one.lifts)


def restore(one: Case, notice: bytes, about: Envelope, day: date) -> None:
    """They stand again."""
    if one.about == "entry":
        restore_within(one.target, one.id, about, day)
    else:
        unrepair_within(_meant(one), _act(notice), about)


def _meant(one: Case) -> Target:
    return Target(one.ref, one.target)


def _act(notice: bytes) -> Act:
    """The letter itself is the document: its number and what it commits to."""
    row = Notice.objects.get(pk=notice)
    return Act(row.number, bytes(row.commitment).hex())
