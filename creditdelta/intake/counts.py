"""How much was filed, accepted, refused, withdrawn, late: by sender, kind and month, and by office.

Clause  S31, S4. Only submissions that have ended are counted, and their counts add up. An office is counted
as an office: nothing here knows of an account.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, Q, Sum

from creditdelta.intake.batches import within
from creditdelta.intake.models import Submission, ZeroReport
from creditdelta.rulebook.reporters import office_of
from creditdelta.subjects.queries import marks, rows

_WITHDRAWN = """
SELECT s.standard, count(DISTINCT c.id) FROM records_closure c
JOIN records_statement s ON s.ref = c.ref AND s.document = c.document
WHERE c.delivery IN ({marks}) GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """rows = accepted + waiting + duplicate + withdrawn + rejected. `late` of `dated` came too late."""

    submissions: int = 0
    rows: int = 0
    accepted: int = 0
    waiting: int = 0
    duplicate: int = 0
    withdrawn: int = 0
    rejected: int = 0
    dated: int = 0
    late: int = 0
    zero_reports: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Both together."""
        return Counts(*(getattr(self, one) + getattr(other, one) for one in _NAMES))


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent what: a province, its source, a kind of record."""

    region: str
    source: str
    kind: str


_NAMES = tuple(one.name for one in fields(Counts))
_SUMMED = _NAMES[1:-1]


def by_sender(whose: Q, month: date) -> dict[Sender, Counts]:
    """What ended of a month's submissions, by sender and kind; two statements."""
    ended = Submission.objects.filter(whose, within(month), state__in=("closed", "refused"))
    sums = {name: Sum(name) for name in _SUMMED}
    found: dict[Sender, Counts] = defaultdict(Counts)
    by = ("region", "source", "standard")
    for one in ended.values(*by).annotate(submissions=Count("id"), **sums).order_by(*by):
        sender = Sender(one["region"], one["source"], one["standard"].partition("/")[0])
        told = Counts(**{name: one[name] for name in ("submissions", *_SUMMED)})
        found[sender] = found[sender].plus(told)
    standing = ZeroReport.objects.filter(whose, month=month, taken_back_at=None, superseded_by=None)
    for zero in standing:
        sender = Sender(zero.region, zero.source, zero.kind)
        found[sender] = found[sender].plus(Counts(zero_reports=1))
    return dict(found)


def by_office(month: date) -> dict[tuple[str, str], Counts]:
    """The same by province and office; "" where a source is no office's."""
    found: dict[tuple[str, str], Counts] = defaultdict(Counts)
    for sender, told in by_sender(Q(), month).items():
        office = office_of(sender.region, sender.source)
        where = (sender.region, office.id if office else "")
        found[where] = found[where].plus(told)
    return dict(sorted(found.items()))


def by_month(months: Sequence[date]) -> dict[date, Counts]:
    """All offices together, month by month."""
    return {month: sum_of(by_sender(Q(), month).values()) for month in months}


def sum_of(told: Iterable[Counts]) -> Counts:
    """All of them together."""
    found = Counts()
    for one in told:
        found = found.plus(one)
    return found


def withdrawn_of(whose: Q, month: date) -> dict[str, int]:
    """How many records a month's withdrawals ended, by their kind."""
    sent = Submission.objects.filter(
        whose, within(month), standard__startswith="withdrawal/", state="closed"
    )
    numbers = list(sent.values_list("pk", flat=True))
    found: dict[str, int] = defaultdict(int)
    if numbers:
        for standard, count in rows(_WITHDRAWN.format(marks=marks(numbers)), numbers):
            found[standard.partition("/")[0]] += count
    return dict(found)
