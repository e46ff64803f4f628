"""Which applications are there, how far are they, and what may be asked for now?

Clause  S72.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from creditdelta.lists.rules import Taken
from creditdelta.repair.models import Case as Row
from creditdelta.repair.models import Step
from creditdelta.repair.rows import told
from creditdelta.repair.rules import CLOSED, Answer, Case, State, barred_until, may_be_asked
from creditdelta.repair.targets import Target, targets_of


@dataclass(frozen=True, slots=True)
class Askable:
    """Something that could be repaired, the answer for it today, and its last application."""

    target: Target
    answer: Answer
    case: Case | None


def case(id: bytes) -> Case | None:
    """One application."""
    row = Row.objects.filter(pk=id).first()
    return told(row) if row is not None else None


def cases_of(ref: bytes) -> list[Case]:
    """Every application of an organisation, the latest first."""
    return [told(row) for row in Row.objects.filter(ref=ref).order_by("-begun_on", "id")]


def cases_at(office: str, states: Collection[State] = ()) -> list[Case]:
    """What was handed in at an office, the longest unmoved first. `states`: only those; () for all."""
    rows = Row.objects.filter(office=office, filed_on__isnull=False)
    if states:
        rows = rows.filter(state__in=states)
    return [told(row) for row in rows.order_by("moved_at", "id")]


def cases_filed() -> list[Case]:
    """Everything handed in at whatever office, the longest unmoved first."""
    rows = Row.objects.filter(filed_on__isnull=False)
    return [told(row) for row in rows.order_by("moved_at", "id")]


def taken(cases: Iterable[bytes]) -> dict[bytes, list[Taken]]:
    """The steps of applications, in their order."""
    found: dict[bytes, list[Taken]] = defaultdict(list)
    for step in Step.objects.filter(owner__in=list(cases)).order_by("number"):
        found[bytes(step.owner)].append(Taken(step.kind, step.happened_on))
    return found


def askable_of(ref: bytes, day: date) -> list[Askable]:
    """Everything of an organisation that could be repaired, with the answer for each today."""
    cases = cases_of(ref)
    return [answered(one, cases, day) for one in targets_of(ref, day)]


def answered(one: Target, cases: Iterable[Case], day: date) -> Askable:
    """The answer for one of them. `cases`: every application of its organisation."""
    known = list(cases)
    own = [each for each in known if each.target == one.id]
    open_ = [each for each in own if each.state not in CLOSED]
    answer = may_be_asked(
        one.clock,
        day,
        closed=one.closed,
        barred_until=barred_until(known),
        under_way=bool(open_),
    )
    return Askable(one, answer, next(iter(open_ or own), None))
