"""How is a term written, and when does it end? `+7wd`, `+3m`, `+10d`, `+1y`, or with a minus.

Clause  S31: a deadline must be reckoned the same way by an office, a program and a reader.
Pure    units stay as statutes give them (working days, months); nothing is converted to days.

>>> step("+7wd"), step("-3m")
(Step(count=7, unit='wd'), Step(count=-3, unit='m'))
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from creditdelta.kernel.days import Calendar, Due, add_days, add_months, add_working_days, add_years

Unit = Literal["wd", "d", "m", "y"]

_FORM = re.compile(r"([+-]?\d{1,5})(wd|d|m|y)", re.ASCII | re.IGNORECASE)


class StepUnclear(ValueError):
    """The text is no term (CD-CALENDAR-001)."""

    code = "CD-CALENDAR-001"


@dataclass(frozen=True, slots=True)
class Step:
    """So many working days (wd), days (d), months (m) or years (y); negative counts back."""

    count: int
    unit: Unit


def step(text: str) -> Step:
    """One step of a term; raises `StepUnclear`."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise StepUnclear(text)
    return Step(int(found[1]), cast(Unit, found[2].lower()))


def due_after(start: date, steps: tuple[Step, ...], calendar: Calendar) -> Due:
    """Walk the steps in their order; provisional as soon as one of them is."""
    due = Due(start, provisional=False, skipped=())
    for one in steps:
        reached = _walk(due.date, one, calendar)
        provisional = due.provisional or reached.provisional
        due = Due(reached.date, provisional, due.skipped + reached.skipped)
    return due


def _walk(day: date, one: Step, calendar: Calendar) -> Due:
    if one.unit == "wd":
        return add_working_days(day, one.count, calendar)
    reach = {"d": add_days, "m": add_months, "y": add_years}[one.unit]
    return Due(reach(day, one.count), provisional=False, skipped=())
