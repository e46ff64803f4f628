"""Was the notice served, and is the time to be heard over?

Clause  S16: nobody is entered in a black list unheard.
"""

from collections.abc import Sequence
from datetime import date

from creditdelta.lists.rules import Entry, Hearing, heard_until
from creditdelta.notices.queries import served_on
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.listings import Listing, listing_on


def hearing_of(entry: Entry, listing: Listing, *, answered: bool = False) -> Hearing:
    """What became of the notice; the later of the letter's own day and the term after service counts."""
    served = served_on([entry.notice]) if entry.notice is not None else {}
    return _hearing(entry, listing, served, answered=answered)


def hearings_of(entries: Sequence[Entry]) -> dict[bytes, Hearing]:
    """What became of the notices of entries, by entry, as if a statement were answered; one statement."""
    served = served_on([one.notice for one in entries if one.notice is not None])
    return {
        one.id: _hearing(one, listing_on(one.list, one.rule), served, answered=True)
        for one in entries
    }


def _hearing(
    entry: Entry, listing: Listing, served: dict[bytes, date], *, answered: bool
) -> Hearing:
    day = served.get(entry.notice or b"")
    if day is None or entry.reply_until is None:
        return Hearing(None, None, answered)
    last = heard_until(listing, day, calendar())
    return Hearing(day, max(last, entry.reply_until), answered)
