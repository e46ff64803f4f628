"""Until when do its documents carry an entry, by what counts here?

Clause  S8, S22; architecture ideas 2 and 5.
"""

from datetime import date

from creditdelta.handbook.documents import in_demo
from creditdelta.lists.rules import Entry
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.offices import division_of
from creditdelta.rulebook.transitions import Decided, last_day


def lasts(entry: Entry) -> date | None:
    """The last day on which its document carries an entry; None: it never did, or nothing is decided."""
    if entry.decided_on is None or entry.until is None:
        return None
    at = division_of(entry.office)
    decided = Decided(entry.decided_on, entry.until, entry.colour == "black", at)
    return last_day(entry.instrument, entry.list, decided, calendar(), allow_fictional=in_demo())
