"""An office had nothing to report: it says so, takes it back, or a later report says otherwise.

Clause  S31.
Data    rulebook/intake/zero.toml
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from creditdelta.intake import desk_apply as apply
from creditdelta.intake.batches import begin
from creditdelta.intake.desk_events import ZeroReported, ZeroSuperseded, ZeroTakenBack
from creditdelta.intake.models import Submission, ZeroReport
from creditdelta.journal.database import writing
from creditdelta.journal.home import key
from creditdelta.journal.services import Envelope, record, seal
from creditdelta.kernel.days import add_months
from creditdelta.kernel.keyed import opaque
from creditdelta.kernel.terms import due_after, step
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.reporters import kinds_of, source_of
from creditdelta.rulebook.zero_reports import expected_on
from creditdelta.subjects.queries import rows

_MONTHS = """
SELECT substr(CAST(COALESCE(decided_on, published_on, happened_on) AS TEXT), 1, 7), count(*)
FROM records_statement WHERE place >= %s AND place < %s AND body <> '' GROUP BY 1
"""


class ZeroRefused(ValueError):
    """The zero report cannot be made or taken back; `why` is a word of `WHYS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


WHYS = {
    "kind": ("本单位不报送这一种类", "the office does not report this kind"),
    "month": ("月份太早或还没有到", "the month is too long ago, or not there yet"),
    "again": ("这个月已经报过零报告", "there is a zero report of this month already"),
    "gone": (
        "零报告已经撤回或被后来的报送取代",
        "it was taken back, or a later report replaced it",
    ),
    "sure": (
        "这个月已有报送，请再确认",
        "something was reported for this month: confirm once more",
    ),
}


@dataclass(frozen=True, slots=True)
class Due:
    """A kind of which an office has said nothing for a month, and by when it should."""

    kind: str
    month: date
    due_on: date


def report(
    office: Office, kind: str, month: date, about: Envelope, *, today: date, sure: bool = False
) -> ZeroReport:
    """Say that nothing was to be reported; `sure` in spite of what was. Raises `ZeroRefused`."""
    if kind not in kinds_of(office, today):
        raise ZeroRefused("kind")
    if month not in months(today):
        raise ZeroRefused("month")
    source = source_of(office, kind)
    with writing():
        if _standing(office.region, source, kind).filter(month=month).exists():
            raise ZeroRefused("again")
        if not sure and filed(office, kind, month):
            raise ZeroRefused("sure")
        parts = (office.id, kind, month.isoformat(), about.recorded_at.isoformat())
        event = ZeroReported(
            report=opaque(key("identity"), "zero", parts),
            region=office.region,
            source=source,
            kind_of_record=kind,
            month=month,
        )
        record(event, apply.zero_reported, about)
    seal()
    return ZeroReport.objects.get(pk=event.report)


def take_back(report: bytes, about: Envelope) -> None:
    """It was a mistake; raises `ZeroRefused`."""
    with writing():
        if not ZeroReport.objects.filter(_open(), pk=report).exists():
            raise ZeroRefused("gone")
        record(ZeroTakenBack(report), apply.zero_taken_back, about)
    seal()


def contradicted(submission: Submission) -> list[ZeroSuperseded]:
    """The zero reports that a submission says otherwise than; asked within `writing()`."""
    kind = submission.standard.partition("/")[0]
    standing = _standing(submission.region, submission.source, kind)
    if not standing.exists():
        return []
    told = _told(submission.pk)
    return [
        ZeroSuperseded(bytes(one.pk), submission.pk)
        for one in standing.order_by("month")
        if one.month in told
    ]


def filed(office: Office, kind: str, month: date) -> int:
    """How many rows the office reported of a kind that were decided within a month."""
    sent = Submission.objects.filter(
        region=office.region,
        source=source_of(office, kind),
        standard__startswith=f"{kind}/",
        state="closed",
        repeats=None,
        issued_at__gte=begin(month),
    )
    return sum(_told(number).get(month, 0) for number in sent.values_list("pk", flat=True))


def months(today: date) -> list[date]:
    """The months for which one may still say so, this one first."""
    first = today.replace(day=1)
    return [add_months(first, -n) for n in range(expected_on(today).months_back + 1)]


def due(office: Office, today: date) -> list[Due]:
    """What an office should still say of the last month, or is late with; the earliest due first."""
    rule = expected_on(today)
    month = add_months(today.replace(day=1), -1)
    kinds = set(kinds_of(office, today))
    by = due_after(add_months(month, 1) - timedelta(1), (step(rule.term),), calendar()).date
    return [
        Due(kind, month, by)
        for kind in rule.kinds
        if kind in kinds and not _said(office, kind, month)
    ]


def reports_of(office: Office) -> list[ZeroReport]:
    """Every zero report of an office, the latest month first."""
    return list(_reports(office).order_by("-month", "kind", "-reported_at"))


def is_of(office: Office, report: bytes) -> bool:
    """Whether a zero report is an office's."""
    return _reports(office).filter(pk=report).exists()


def state_of(one: ZeroReport) -> str:
    """How a zero report stands."""
    if one.taken_back_at is not None:
        return "taken_back"
    return "superseded" if one.superseded_by is not None else "stands"


def _reports(office: Office) -> QuerySet[ZeroReport]:
    sources = (office.id, *office.sources)
    return ZeroReport.objects.filter(region=office.region, source__in=sources)


def _said(office: Office, kind: str, month: date) -> bool:
    source = source_of(office, kind)
    standing = _standing(office.region, source, kind).filter(month=month)
    return standing.exists() or filed(office, kind, month) > 0


def _standing(region: str, source: str, kind: str) -> QuerySet[ZeroReport]:
    return ZeroReport.objects.filter(_open(), region=region, source=source, kind=kind)


def _open() -> Q:
    return Q(taken_back_at=None, superseded_by=None)


def _told(submission: int) -> dict[date, int]:
    """How many rows of a submission were decided in each month, by its first day."""
    found = rows(_MONTHS, [submission << ROW_BITS, (submission + 1) << ROW_BITS])
    return {date.fromisoformat(f"{month}-01"): count for month, count in found if month}
