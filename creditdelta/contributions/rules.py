"""How many looks has a market reporter left, and which public records may they show?

Clause  S33.
Data    rulebook/reciprocity
Pure    what was verified and what was spent in, an account out; the day is an argument.

A look is earned by records that stand and are attached, in the month in which they began to count, and
stays good for some months. Each look uses the oldest one that is good. Where records are withdrawn or
corrected away later, the month earns less; looks that were made stay made: what they used beyond that is
owed, and what is earned next settles it first. So nobody falls below nothing, and nothing is forgiven:

    balance = earned - spent - expired, where earned = what stands earns, and what is owed
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from creditdelta.kernel.days import add_months
from creditdelta.rulebook.reciprocity import Reciprocity, Step

Why = Literal["balance", "locked", "organisation", "sole_trader", "purpose", "reference"]


@dataclass(frozen=True, slots=True)
class Spend:
    """Looks that were made on a day."""

    on: date
    units: int


@dataclass(frozen=True, slots=True)
class Account:
    """What a market reporter earned, spent and has left, in looks. `owed` is part of `earned`."""

    earned: int
    spent: int
    expired: int
    balance: int
    owed: int
    ends_on: date | None  # when the next of what is left ends; None: nothing is left


@dataclass(frozen=True, slots=True)
class Lot:
    """What the records of one month earned: from its first day on, good until the last day."""

    first: date
    last: date
    units: int


def lots(verified: Mapping[str, int], figures: Callable[[date], Reciprocity]) -> list[Lot]:
    """What each month earned, by the figures of its first day.

    `verified`: records by the month (2026-03) in which they began to count.
    """
    found = []
    for month in sorted(verified):
        first = date.fromisoformat(f"{month}-01")
        rule = figures(first)
        last = add_months(first, rule.valid_months + 1) - timedelta(1)
        found.append(Lot(first, last, verified[month] // rule.records_for_one))
    return found


@dataclass(slots=True)
class _Left:
    """How much is left of a lot."""

    units: int
    last: date


@dataclass(slots=True)
class _Book:
    """Lots in the order in which they were earned, what ended unused, and what is owed."""

    left: list[_Left] = field(default_factory=list)
    expired: int = 0
    owed: int = 0

    def end(self, day: date) -> None:
        """What is no longer good on a day ends."""
        self.expired += sum(one.units for one in self.left if one.last < day)
        self.left = [one for one in self.left if one.last >= day]

    def earn(self, lot: Lot) -> None:
        """What is owed is settled first."""
        settled = min(lot.units, self.owed)
        self.owed -= settled
        self.left.append(_Left(lot.units - settled, lot.last))

    def use(self, units: int) -> None:
        """The oldest that is good goes first; what nothing covers is owed."""
        for one in self.left:
            used = min(units, one.units)
            one.units -= used
            units -= used
        self.owed += units


def account(earned: Iterable[Lot], spends: Iterable[Spend], day: date) -> Account:
    """The account on a day; what was earned or spent after it is left out."""
    moves: list[Lot | Spend] = [one for one in earned if one.first <= day]
    moves += [one for one in spends if one.on <= day]
    book, gained, spent = _Book(), 0, 0
    for one in sorted(moves, key=_order):
        if isinstance(one, Lot):
            book.end(one.first)
            book.earn(one)
            gained += one.units
        else:
            book.end(one.on)
            book.use(one.units)
            spent += one.units
    book.end(day)
    good = [one for one in book.left if one.units]
    return Account(
        earned=gained + book.owed,
        spent=spent,
        expired=book.expired,
        balance=sum(one.units for one in good),
        owed=book.owed,
        ends_on=min((one.last for one in good), default=None),
    )


def _order(move: Lot | Spend) -> tuple[date, bool]:
    """What a month earned goes before what was spent in it."""
    return (move.first, False) if isinstance(move, Lot) else (move.on, True)


def standing(verified: Mapping[str, int], day: date, figures: Reciprocity) -> int:
    """The verified records of the months that are still good: they decide which step is reached."""
    earliest = add_months(day.replace(day=1), -figures.valid_months)
    return sum(
        count for month, count in verified.items() if f"{earliest:%Y-%m}" <= month <= f"{day:%Y-%m}"
    )


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps reached, the next one, and how many verified records it still takes."""

    reached: tuple[Step, ...]
    next: Step | None
    lacking: int


def ladder(steps: Sequence[Step], verified: int) -> Ladder:
    """Where on the steps so many verified records stand."""
    reached = tuple(row for row in steps if row.verified <= verified)
    upcoming = next((row for row in steps if row.verified > verified), None)
    return Ladder(reached, upcoming, upcoming.verified - verified if upcoming else 0)


def unlocked(found: Ladder, purpose: str) -> frozenset[str]:
    """The kinds of record that a look for a purpose may show."""
    return frozenset(kind for row in found.reached if purpose in row.purposes for kind in row.kinds)
