"""What did this exchange cost, and how long did it take from decision and arrival until it counted?

Clause  S4. Told by an event when the exchange is over; nothing of it is guessed later.

Cost is processor time of this machine, so a busy or a slow machine tells the same file otherwise. Where
loading was interrupted, only what the process that finished it did is counted.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from time import process_time

from creditdelta.intake import apply
from creditdelta.intake.events import SubmissionMeasured
from creditdelta.intake.models import Submission
from creditdelta.journal.services import Envelope, record
from creditdelta.kernel.days import working_days_between
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.records import standards
from creditdelta.subjects.models import Delivery
from creditdelta.subjects.queries import rows
from creditdelta.subjects.rules import local_day

LONGEST = 250  # working days; what took longer is told as this
_OWN = "s.place >= %s AND s.place < %s AND s.body <> ''"
_DECIDED = f"""
SELECT CAST(s.decided_on AS TEXT), count(*) FROM records_statement s
WHERE {_OWN} AND s.decided_on IS NOT NULL GROUP BY s.decided_on
"""  # noqa: S608  # nosec B608 # a text of our own
_CORRECTED = f"""
SELECT count(*) FROM records_statement s WHERE {_OWN} AND EXISTS (
    SELECT 1 FROM records_statement e JOIN subjects_delivery d ON d.id = e.delivery
    WHERE e.ref = s.ref AND e.document = s.document AND e.version <> s.version
    AND d.closed AND d.id <> %s AND d.region = %s AND d.source = %s)
"""  # noqa: S608  # nosec B608 # a text of our own


def delays(number: int, counted_at: datetime) -> dict[str, int]:
    """The new rows of a submission by working days from the decision until they count; 0: at once."""
    told = Delivery.objects.get(pk=number)
    counted_on = told.received_on + (local_day(counted_at) - local_day(told.opened_at))
    found: Counter[int] = Counter()
    for day, count in rows(_DECIDED, _places(number)):
        found[_waited(date.fromisoformat(day), counted_on)] += count
    return {str(waited): found[waited] for waited in sorted(found)}


def _waited(decided_on: date, counted_on: date) -> int:
    if (counted_on - decided_on).days > 2 * LONGEST:  # far more working days: not worth counting
        return LONGEST
    return min(max(working_days_between(decided_on, counted_on, calendar()), 0), LONGEST)


def corrected(submission: Submission) -> int:
    """How many rows say otherwise what the same source had said of a record before."""
    given = (*_places(submission.pk), submission.pk, submission.region, submission.source)
    return int(rows(_CORRECTED, given)[0][0])


@dataclass(frozen=True, slots=True)
class Taken:
    """What is known of an exchange once its rows are taken in; nothing where none were."""

    loading_ms: int = 0
    corrected: int = 0
    delays: dict[str, int] = field(default_factory=dict)


def taken(submission: Submission, began: float, counted_at: datetime) -> Taken:
    """What loading cost since `began` (of `process_time`), and what the rows taken in tell.

    What a register or a code map says anew is a change of life, no correction and no delay.
    """
    loading_ms = round((process_time() - began) * 1_000)
    if standards()[submission.standard].confirms:
        return Taken(loading_ms)
    return Taken(loading_ms, corrected(submission), delays(submission.pk, counted_at))


def measure(submission: Submission, told: Taken, about: Envelope) -> None:
    """Record what an exchange cost that is over now; within `writing()`."""
    now = datetime.now(UTC)
    arrived_at = submission.arrived_at or submission.received_at
    event = SubmissionMeasured(
        submission=submission.pk,
        byte_count=submission.byte_count,
        rows=submission.rows,
        reading_ms=submission.reading_ms,
        loading_ms=told.loading_ms,
        waited_seconds=max(0, round((now - arrived_at).total_seconds())),
        door=submission.door,
        corrected=told.corrected,
        delays=told.delays,
    )
    record(event, apply.measured, about)


def _places(number: int) -> tuple[int, int]:
    """The places of a submission's rows: from the first to before the second."""
    return number << ROW_BITS, (number + 1) << ROW_BITS
