"""Which submissions are an office's or a province's, and what is told of one of them?

Clause  S31. Whose a submission is follows from its region and source: rulebook/reporters.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from creditdelta.accounts.models import Account
from creditdelta.intake.models import Finding, Submission
from creditdelta.intake.rules import Filed, filed, reported_on
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.reporters import office_of
from creditdelta.subjects.queries import rows

STATES = ("held", "open", "closed", "refused")
_HERE = ZoneInfo("Asia/Shanghai")
_DECIDED = """
SELECT CAST(decided_on AS TEXT), count(*) FROM records_statement
WHERE place >= %s AND place < %s AND decided_on IS NOT NULL AND body <> '' GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants listed; "" and None ask for everything."""

    state: str = ""
    kind: str = ""
    month: date | None = None  # its first day


def of_office(office: Office) -> Q:
    """The submissions that are an office's word."""
    return Q(region=office.region, source__in=(office.id, *office.sources))


def of_region(region: str) -> Q:
    """The submissions of a whole province."""
    return Q(region=region)


def office_of_submission(row: Submission) -> str:
    """The office whose word a submission is; "" where its source is no office's."""
    found = office_of(row.region, row.source)
    return found.id if found else ""


def listed(whose: Q, asked: Asked) -> QuerySet[Submission]:
    """Submissions, the latest first."""
    return _asked(whose, asked).order_by("-id")


def counted(whose: Q, asked: Asked) -> dict[str, int]:
    """How many there are in each state, whatever state was asked for."""
    every = Asked("", asked.kind, asked.month)
    found = _asked(whose, every).values_list("state").annotate(Count("id")).order_by()
    return dict.fromkeys(STATES, 0) | dict(found)


def kinds_sent(whose: Q) -> list[str]:
    """Every kind of record that was ever sent."""
    found = Submission.objects.filter(whose).exclude(standard="")
    return sorted(
        {name.partition("/")[0] for name in found.values_list("standard", flat=True).distinct()}
    )


def months_sent(whose: Q) -> list[date]:
    """The months in which something was reported, the latest first."""
    found = Submission.objects.filter(whose).values_list("month", flat=True).distinct()
    return [date.fromisoformat(f"{month}-01") for month in sorted(found, reverse=True)]


def begin(day: date) -> datetime:
    """The moment at which a day begins where the platform is at home."""
    return datetime(day.year, day.month, day.day, tzinfo=_HERE)


def within(month: date) -> Q:
    """Reported within a month; `month` is its first day."""
    return Q(month=month.isoformat()[:7])


def _asked(whose: Q, asked: Asked) -> QuerySet[Submission]:
    found = Submission.objects.filter(whose)
    if asked.state:
        found = found.filter(state=asked.state)
    if asked.kind:
        found = found.filter(standard__startswith=f"{asked.kind}/")
    return found.filter(within(asked.month)) if asked.month else found


def reasons(row: Submission) -> list[tuple[str, int]]:
    """Why rows were refused: code and count, the most frequent first."""
    found = Finding.objects.filter(submission=row.repeats or row.pk)
    return [(one.code, one.count) for one in found.order_by("-count", "code")]


def punctuality(row: Submission) -> list[Filed]:
    """Its rows by day of decision and how late they came, the worst first; one statement of SQL."""
    standard = standards().get(row.standard)
    if standard is None:
        return []
    found = rows(_DECIDED, [row.pk << ROW_BITS, (row.pk + 1) << ROW_BITS])
    days = {date.fromisoformat(day): count for day, count in found}
    rule = publications()[standard.publication]
    return filed(days, rule, calendar(), reported_on(row.issued_at))


def before(row: Submission, limit: int) -> list[Submission]:
    """The submissions of the same sender and kind up to this one, the latest first."""
    kind = row.standard.partition("/")[0]
    same = Submission.objects.filter(region=row.region, source=row.source, pk__lte=row.pk)
    return list(same.filter(standard__startswith=f"{kind}/").order_by("-id")[:limit])


def logins(accounts: Iterable[str]) -> dict[str, str]:
    """What those who acted are called; commands name whoever they say they are."""
    wanted = {one for one in accounts if one}
    found = dict(Account.objects.filter(pk__in=wanted).values_list("pk", "login"))
    return {one: found.get(one, one) for one in wanted}
