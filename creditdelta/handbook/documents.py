"""Which documents and memoranda count here: invented ones in a demonstration, and nowhere else.

Clause  S8, S11, S14, S22; architecture idea 2.
"""

from collections.abc import Mapping
from datetime import date

from creditdelta.journal.synthetic import demonstration_day
from creditdelta.rulebook import instruments as known
from creditdelta.rulebook import memoranda as agreed
from creditdelta.rulebook.instruments import Instrument
from creditdelta.rulebook.listings import Listing
from creditdelta.rulebook.memoranda import Agreed, Memorandum


def in_demo() -> bool:
    """Whether this is a demonstration, in which invented documents count."""
    return demonstration_day() is not None


def documents() -> Mapping[str, Instrument]:
    """Every document that counts here, by id."""
    return known.instruments(allow_fictional=in_demo())


def document(reference: str) -> Instrument | None:
    """The document of an id or of `id#clause`."""
    return documents().get(reference.partition("#")[0])


def weighs(id: str, day: date) -> bool:
    """Whether a document may be a ground of what weighs against somebody here, on a day."""
    return known.lawful(id, day, allow_fictional=in_demo())


def memoranda() -> Mapping[str, Memorandum]:
    """Every memorandum that counts here, by sector."""
    return agreed.memoranda(allow_fictional=in_demo())


def may_be_done(row: Agreed, one: Memorandum, day: date) -> bool:
    """Whether what a memorandum agrees may be done here, on a day."""
    return agreed.applies(row, one, day, allow_fictional=in_demo())


def rests_on(row: Listing) -> tuple[str, ...]:
    """The documents of a list that count here, `id` or `id#clause`."""
    return (*row.instruments, *(row.in_demo if in_demo() else ()))


def carrying(row: Listing, day: date) -> tuple[str, ...]:
    """Those by which somebody may be entered on a day: for a black list, grounds of law only."""
    asked = known.lawful if row.adverse else known.on_day
    return tuple(one for one in rests_on(row) if asked(one, day, allow_fictional=in_demo()))


def invented(row: Listing) -> bool:
    """Whether a list rests on an invented document here."""
    return in_demo() and bool(row.in_demo)
