"""Everything that may wait at a desk: one function for each part, and the operation its next step asks for.

Clause  S31. A new part adds a row here.
"""

from collections.abc import Callable, Iterable

from creditdelta.inbox.sources import deciding, listing, repairing, reporting, telling
from creditdelta.inbox.sources.place import Place
from creditdelta.inbox.tasks import Task, ordered

Source = Callable[[Place], Iterable[Task]]
SOURCES: tuple[tuple[str, Source], ...] = (
    ("upload.send", reporting.uploads),
    ("upload.send", reporting.wrong_rows),
    ("zero.report", reporting.silent_months),
    ("batch.decide", deciding.held),
    ("withdrawal.decide", deciding.withdrawals),
    ("withdrawal.acknowledge", deciding.listed),
    ("question.judge", deciding.questions),
    ("listing.read", listing.entries),
    ("listing.read", listing.fallen),
    ("listing.release", listing.stops),
    ("repair.read", repairing.applications),
    ("notice.serve", telling.letters),
    ("untold.read", telling.untold),
    ("consent.ask", telling.consents),
)


def tasks(place: Place) -> list[Task]:
    """What waits for the reader at the office, the most urgent first."""
    may = {operation: place.may(operation) for operation, _ in SOURCES}
    return ordered(
        [one for operation, source in SOURCES if may[operation] for one in source(place)]
    )
