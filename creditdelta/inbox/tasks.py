"""What waits at an office, in which order, and by when?

Clause  S31; seed S31: the clerk's desk says what, who, how long, and what to do next.
Pure    values in, values out; the calendar is given by days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from creditdelta.kernel.days import Calendar, add_working_days, working_days_between
from creditdelta.subjects.rules import local_day

Tab = Literal["todo", "soon", "late", "others", "done"]
Act = Literal["", "dispatch", "acknowledge"]  # what can be done for several at once
TABS: tuple[Tab, ...] = ("todo", "soon", "late", "others", "done")


@dataclass(frozen=True, slots=True)
class Due:
    """By when: the day, working days left (negative: late), whether its year's holidays are known."""

    on: date
    left: int
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits. `action`: the next step, which lies at `href`; None: others must act.

    `act` and `key`: what can be done for it together with others, and by which id.
    """

    what: str
    href: str
    who: str = ""
    note: str = ""
    action: str | None = None
    due: Due | None = None
    act: Act = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done: when, what, for whom; `account`: by which, "" where nothing says so."""

    at: datetime
    what: str
    who: str
    href: str
    account: str


def ordered(tasks: Sequence[Task]) -> list[Task]:
    """Who has fewest working days left first; what has no day comes last."""
    return sorted(tasks, key=lambda one: (one.due is None, one.due.left if one.due else 0))


def of_tab(tasks: Sequence[Task], tab: Tab, soon_days: int) -> list[Task]:
    """The tasks of a tab. What others must do stands under `others` alone."""
    if tab == "others":
        return [one for one in tasks if one.action is None]
    own = [one for one in tasks if one.action is not None]
    if tab == "late":
        return [one for one in own if one.due and one.due.left < 0]
    if tab == "soon":
        return [one for one in own if one.due and 0 <= one.due.left <= soon_days]
    return own if tab == "todo" else []


def due_by(on: date, today: date, calendar: Calendar, *, provisional: bool = False) -> Due:
    """A day something is due, with the working days left to it."""
    return Due(on, working_days_between(today, on, calendar), provisional)


def due_within(began: datetime | date, days: int, today: date, calendar: Calendar) -> Due:
    """So many working days after something began to wait.

    In a demonstration, which stands still, things begin after its last day: they begin on it.
    """
    first = local_day(began) if isinstance(began, datetime) else began
    reached = add_working_days(min(first, today), days, calendar)
    return due_by(reached.date, today, calendar, provisional=reached.provisional)
