"""What do we know of earlier submissions, and does this one stand out?

Clause  S3, S31.
"""

from datetime import date

from django.db.models import Avg, Count, Max

from creditdelta.intake.models import Submission, Withdrawal
from creditdelta.intake.reading import Read
from creditdelta.intake.rules import History, unusual
from creditdelta.journal.database import connection
from creditdelta.kernel.terms import due_after, step
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.intake import breaker_on, originals_on
from creditdelta.rulebook.records import standards
from creditdelta.subjects.rules import local_day

_ORGANISATIONS = """
SELECT substr(code, 3, 4), count(*) FROM subjects_reference WHERE scheme = 'uscc' GROUP BY 1
"""


def next_number() -> int:
    """The number of the next submission; asked within `writing()`."""
    last = Submission.objects.aggregate(last=Max("id"))["last"]
    return (last or 0) + 1


def held_reason(read: Read, region: str, source: str, day: date) -> str:
    """Why an officer must look at a submission first, or ""."""
    standard = standards()[read.standard]
    breaker = breaker_on(day)
    before = Submission.objects.filter(
        region=region, source=source, standard=read.standard, state="closed", repeats=None
    ).aggregate(count=Count("id"), mean=Avg("good"))
    withdraws = standard.kind == WITHDRAWAL
    if before["count"] < breaker.least_submissions and not withdraws:
        return ""
    history = History(
        submissions=before["count"],
        mean_rows=before["mean"] or 0,
        live_records=live_records(region),
        organisations=organisations(),
    )
    return unusual(
        breaker,
        history,
        standard,
        read.rows - read.rejected,
        read.cities,
        withdraws=withdraws,
    )


def hands_of(submission: Submission) -> frozenset[str]:
    """Everybody who had a hand in sending it: none of them gives it the second look."""
    hands = Withdrawal.objects.filter(submission=submission.pk)
    told = hands.values_list("proposed_by", "decided_by")
    return frozenset({submission.actor, *(one for pair in told for one in pair)})


def kept_until(submission: Submission, today: date) -> date | None:
    """The last day on which its bytes are kept as received; None while they are not counted down.

    The return slip is given the moment a submission is closed.
    """
    if submission.original_key is None or submission.closed_at is None:
        return None
    term = step(originals_on(today).term)
    return due_after(local_day(submission.closed_at), (term,), calendar()).date


def organisations() -> dict[str, int]:
    """Known organisations by the first four digits of the division in their code."""
    with connection().cursor() as cursor:
        cursor.execute(_ORGANISATIONS)
        return dict(cursor.fetchall())


def live_records(region: str) -> int:
    """Rows that a region's closed submissions brought in."""
    rows = Submission.objects.filter(region=region, state="closed")
    return sum(rows.values_list("accepted", flat=True))
