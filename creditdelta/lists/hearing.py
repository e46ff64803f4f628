"""Was the notice served, and is the time to be heard over?

Clause  S16: nobody is entered in a black list unheard.
"""

from creditdelta.lists.rules import Entry, Hearing, heard_until
from creditdelta.notices.queries import notice
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.listings import Listing


def hearing_of(entry: Entry, listing: Listing, *, answered: bool = False) -> Hearing:
    """What became of the notice; the later of the letter's own day and the term after service counts."""
    told = notice(entry.notice) if entry.notice is not None else None
    if told is None or told.served_on is None or entry.reply_until is None:
        return Hearing(None, None, answered)
    last = heard_until(listing, told.served_on, calendar())
    return Hearing(told.served_on, max(last, entry.reply_until), answered)
