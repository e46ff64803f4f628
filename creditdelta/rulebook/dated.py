"""Which dated row holds on a day, and do the rows of one thing follow each other without overlap?

Clause  S22: a rule changes by a later row, so at most one row of a thing holds on any day.
Pure    works on loaded values.
"""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from creditdelta.kernel.terms import StepUnclear, step
from creditdelta.rulebook.strict import Place


class Dated(Protocol):
    """A row that holds from its first day to its last, or for good."""

    @property
    def since(self) -> date:
        """The first day."""

    @property
    def until(self) -> date | None:
        """The last day; None: for good."""


def in_force(row: Dated, day: date) -> bool:
    """Whether a row holds on a day; `until` is its last one."""
    return row.since <= day and (row.until is None or day <= row.until)


def check_rows(key: str, rows: Iterable[tuple[str, Dated]], place: Place) -> None:
    """Rows about the same thing follow each other in time and never overlap; `RulebookError`."""
    last: dict[str, date | None] = {}
    for n, (about, row) in enumerate(rows, 1):
        here = place.inside(f"{key}.{n}")
        if row.until is not None and row.until < row.since:
            raise here.error("ends before it begins", "correct since or until")
        ended = last.get(about, date.min)
        if ended is None or row.since <= ended:
            mend = "give the earlier row its last day as until, earlier rows first"
            raise here.error(f"overlaps an earlier row {about}".rstrip(), mend)
        last[about] = row.until


def check_terms(terms: Iterable[str], place: Place) -> None:
    """Every term but the empty one goes forward and can be reckoned with; `RulebookError`."""
    for term in filter(None, terms):
        try:
            forward = step(term).count > 0
        except StepUnclear:
            forward = False
        if not forward:
            raise place.error(f"{term!r} is no term", "write it as +7wd, +3m or +1y")
