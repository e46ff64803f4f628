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
    """Every memorandum that counts here, by id."""
    return agreed.memoranda(allow_fictional=in_demo())


def memoranda_of(sector: str) -> list[Memorandum]:
    """Those of a sector that count here, the one for the whole region first."""
    return [one for one in memoranda().values() if one.sector == sector]


def may_be_done(row: Agreed, one: Memorandum, day: date, at: str = "") -> bool:
    """Whether what a memorandum agrees may be done here, on a day, `at` a division if asked."""
    return agreed.applies(row, one, day, allow_fictional=in_demo(), at=at)


def rests_on(row: Listing) -> tuple[str, ...]:
    """The documents of a list that count here, `id` or `id#clause`."""
    return (*row.instruments, *(row.in_demo if in_demo() else ()))


def carrying(row: Listing, day: date, at: str = "") -> tuple[str, ...]:
    """Those by which somebody may be entered on a day: for a black list, grounds of law only.

    `at`: the division of the office that enters; a document that does not hold in all of it carries
    nothing there.
    """
    asked, fictional = known.lawful if row.adverse else known.on_day, in_demo()
    return tuple(one for one in rests_on(row) if asked(one, day, allow_fictional=fictional, at=at))


def invented(row: Listing) -> bool:
    """Whether a list rests on an invented document here."""
    return in_demo() and bool(row.in_demo)
