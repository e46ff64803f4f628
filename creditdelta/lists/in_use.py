"""Which lists and documents count here: in a demonstration the invented ones too, and nowhere else.

Clause  S8, S22; architecture idea 2.
"""

from datetime import date

from creditdelta.journal.synthetic import demonstration_day
from creditdelta.lists.rules import Entry
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.instruments import Instrument, instruments, lawful, on_day
from creditdelta.rulebook.listings import Listing
from creditdelta.rulebook.transitions import Decided, last_day


def invented() -> bool:
    """Whether invented documents count here."""
    return demonstration_day() is not None


def document(id: str) -> Instrument | None:
    """The document of an id or of `id#clause`."""
    return instruments(allow_fictional=invented()).get(id.partition("#")[0])


def documents_of(listing: Listing) -> tuple[str, ...]:
    """The documents a list rests on here."""
    return (*listing.instruments, *(listing.in_demo if invented() else ()))


def carrying(listing: Listing, day: date) -> tuple[str, ...]:
    """Those by which somebody may be entered on a day: for a black list, grounds of law only."""
    asked = lawful if listing.adverse else on_day
    return tuple(
        one for one in documents_of(listing) if asked(one, day, allow_fictional=invented())
    )


def lasts(entry: Entry) -> date | None:
    """The last day on which its document carries an entry; None: it never did, or nothing is decided."""
    if entry.decided_on is None or entry.until is None:
        return None
    decided = Decided(entry.decided_on, entry.until, entry.colour == "black")
    return last_day(entry.instrument, entry.list, decided, calendar(), allow_fictional=invented())
