"""What do we know of earlier submissions, and does this one stand out?

Clause  S3, S31.
"""

from datetime import date

from django.db.models import Avg, Count, Max

from creditdelta.intake.models import Submission
from creditdelta.intake.reading import Read
from creditdelta.intake.rules import History, unusual
from creditdelta.journal.database import connection
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.rulebook.intake import breaker_on
from creditdelta.rulebook.records import standards

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
    if before["count"] < breaker.least_submissions:
        return ""
    history = History(
        submissions=before["count"],
        mean_rows=before["mean"],
        live_records=live_records(region),
        organisations=organisations(),
    )
    return unusual(
        breaker,
        history,
        standard,
        read.rows - read.rejected,
        read.cities,
        withdraws=standard.kind == WITHDRAWAL,
    )


def organisations() -> dict[str, int]:
    """Known organisations by the first four digits of the division in their code."""
    with connection().cursor() as cursor:
        cursor.execute(_ORGANISATIONS)
        return dict(cursor.fetchall())


def live_records(region: str) -> int:
    """Rows that a region's closed submissions brought in."""
    rows = Submission.objects.filter(region=region, state="closed")
    return sum(rows.values_list("accepted", flat=True))
