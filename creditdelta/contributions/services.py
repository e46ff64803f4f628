"""A market reporter makes a look that it earned: it is entered in the log, then spent, or neither.

Clause  S33, S71. Decided, recorded, applied; the organisation sees office, purpose and moment.

What was earned is computed before the lock of writers is taken, what was spent within it: two looks at one
moment cannot spend the same unit.
"""

from dataclasses import dataclass
from datetime import date

from creditdelta.accounts.reader import Held
from creditdelta.contributions import apply
from creditdelta.contributions.events import ContributionSpent
from creditdelta.contributions.queries import spends_of, verified_by_month
from creditdelta.contributions.rules import Why, account, ladder, lots, standing, unlocked
from creditdelta.journal.database import writing
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.lookups.services import Asked, look
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.reciprocity import reciprocity_on, steps

PRICE = 1  # look


class NotEarned(ValueError):
    """The look cannot be made; `why` is a word of `creditdelta.contributions.words.WHYS`."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Wish:
    """At which organisation somebody wants to look, for what, for which contract or loan."""

    ref: bytes
    purpose: str
    reference: str


def look_earned(wish: Wish, office: Office, post: Held, about: Envelope, day: date) -> bytes:
    """Make a look of what was earned; returns its id. Raises `NotEarned` and what `look` raises."""
    verified = verified_by_month(office)
    reached = ladder(steps(day), standing(verified, day, reciprocity_on(day)))
    if not unlocked(reached, wish.purpose):
        raise NotEarned("locked")
    earned = lots(verified, reciprocity_on)
    with writing():
        if account(earned, spends_of(office.id), day).balance < PRICE:
            raise NotEarned("balance")
        made = look(Asked(wish.ref, wish.purpose, wish.reference), post, about)
        record(ContributionSpent(made, office.id, PRICE, day), apply.spent, about)
    seal()
    return made
