"""How many applications has each office, how far are they, and how long does it take? Counted, and kept.

Clause  S72. Applications lie behind a wall of rows and pages are read by everybody, so figures are counted
beside the pages whenever boards are measured. They name offices, never an organisation.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median_high

from django.db.models import Min

from creditdelta.journal.database import writing
from creditdelta.kernel.days import working_days_between
from creditdelta.repair.events import RepairFiled
from creditdelta.repair.models import Case as Row
from creditdelta.repair.models import Step, Tally
from creditdelta.repair.rows import told
from creditdelta.repair.rules import REPAIRED, WAITING, Case, due_of
from creditdelta.rulebook.calendars import calendar


@dataclass(frozen=True, slots=True)
class Figures:
    """Of an office. `filed` is the sum of granted, refused, withdrawn and waiting.

    `granted`: those revoked later too; `days`: working days from the first handing in to the decision, of
    two in the middle the more, None before the first decision.
    """

    office: str
    counted_on: date
    filed: int
    accepted: int
    granted: int
    refused: int
    withdrawn: int
    revoked: int
    waiting: int
    late: int
    days: int | None


def is_late(case: Case, day: date) -> bool:
    """Whether the office ought to have acted before that day."""
    due = due_of(case)
    return due is not None and due < day


def tally(cases: Iterable[Case], first_filed: Mapping[bytes, date], day: date) -> list[Figures]:
    """The figures of every office that ever had an application, by office. `first_filed`: by application."""
    by_office: dict[str, list[Case]] = defaultdict(list)
    for one in cases:
        if one.filed_on is not None:
            by_office[one.office].append(one)
    return [_figures(office, by_office[office], first_filed, day) for office in sorted(by_office)]


def counted(day: date) -> list[Figures]:
    """The figures as applications stand now, asked of the applications themselves."""
    rows = Row.objects.filter(filed_on__isnull=False).iterator()
    steps = Step.objects.filter(kind=RepairFiled.kind).values_list("owner")
    first = {bytes(owner): on for owner, on in steps.annotate(on=Min("happened_on"))}
    return tally(map(told, rows), first, day)


def keep(day: date) -> int:
    """Count and keep the figures for the pages; returns of how many offices."""
    found = counted(day)
    rows = [Tally(**{name: getattr(one, name) for name in _FIELDS}) for one in found]
    with writing():
        Tally.objects.all().delete()
        Tally.objects.bulk_create(rows)
    return len(found)


def kept() -> list[Figures]:
    """The figures as they were kept last, by office; none before the first time."""
    rows = Tally.objects.order_by("office")
    return [Figures(**{name: getattr(row, name) for name in _FIELDS}) for row in rows]


def _figures(
    office: str, cases: list[Case], first_filed: Mapping[bytes, date], day: date
) -> Figures:
    taken = [
        working_days_between(first_filed[one.id], one.decided_on, calendar())
        for one in cases
        if one.decided_on is not None
    ]
    return Figures(
        office=office,
        counted_on=day,
        filed=len(cases),
        accepted=sum(one.accepted_on is not None for one in cases),
        granted=sum(one.state in REPAIRED or one.state == "revoked" for one in cases),
        refused=sum(one.state == "refused" for one in cases),
        withdrawn=sum(one.state == "withdrawn" for one in cases),
        revoked=sum(one.state == "revoked" for one in cases),
        waiting=sum(one.state in WAITING for one in cases),
        late=sum(is_late(one, day) for one in cases),
        days=median_high(taken) if taken else None,
    )


_FIELDS = tuple(Figures.__dataclass_fields__)
