"""Does an organisation meet a criterion on a day, and by which of its records?

Clause  S15, S17.
Pure    what `candidates.py` asks of the whole pool at once, for one organisation: the tests hold the two
        to each other, rule cases run on this one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from creditdelta.kernel.days import Calendar
from creditdelta.kernel.terms import Step, due_after, step
from creditdelta.rulebook.criteria import Condition, Criterion, Finding


@dataclass(frozen=True, slots=True)
class Fact:
    """A standing record of one organisation: its kind, when it was decided, what its cells say."""

    document: bytes
    kind: str
    decided_on: date | None
    cells: Mapping[str, str]


def grounds(
    criterion: Criterion, facts: Sequence[Fact], day: date, calendar: Calendar
) -> tuple[Fact, ...] | None:
    """The records by which the criterion holds, in the order given; None where it does not."""
    used: set[bytes] = set()
    for finding in criterion.findings:
        matching = [one for one in facts if _meets(one, finding, day, calendar)]
        too_many = finding.most is not None and len(matching) > finding.most
        if len(matching) < finding.least or too_many:
            return None
        used.update(one.document for one in matching)
    return tuple(one for one in facts if one.document in used)


def earliest(finding: Finding, day: date, calendar: Calendar) -> date | None:
    """The first day of decision that still counts; None: any, also where no day is named."""
    if not finding.within:
        return None
    back = step(finding.within)
    return due_after(day, (Step(-back.count, back.unit),), calendar).date


def _meets(fact: Fact, finding: Finding, day: date, calendar: Calendar) -> bool:
    first = earliest(finding, day, calendar)
    if fact.kind != finding.kind or (fact.decided_on is not None and fact.decided_on > day):
        return False
    if first is not None and (fact.decided_on is None or fact.decided_on < first):
        return False
    return all(_says(fact.cells, one) for one in finding.conditions)


def _says(cells: Mapping[str, str], condition: Condition) -> bool:
    said = [cells.get(column, "") for column in condition.columns]
    if condition.words:
        return any(word in text for text in said for word in condition.words)
    return any(_figure(text) >= Decimal(condition.least) for text in said)


def _figure(text: str) -> Decimal:
    try:
        found = Decimal(text.strip() or "-1")
    except InvalidOperation:
        return Decimal(-1)
    return found if found.is_finite() else Decimal(-1)
