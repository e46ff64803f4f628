"""Earned, spent, expired and what is left: held to a model that keeps every look by itself.

The model has one token a look with its month; it is moved day by day and knows nothing of lots or sums.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest

from creditdelta.contributions.rules import Account, Spend, account, lots
from creditdelta.kernel.days import add_months
from creditdelta.rulebook.reciprocity import Reciprocity

SEEDS = range(140)
MOVES = ("report", "withdraw", "look", "wait", "wait_long")
LEAST = 100  # times each move is made in all
BEGUN = date(2025, 1, 15)


@dataclass
class Token:
    """One look that was earned."""

    month: str
    state: str = "good"  # good | used | ended


@dataclass
class Told:
    """What the world did: records that stand by month, looks that were made."""

    records: Counter[str] = field(default_factory=Counter)
    spends: list[Spend] = field(default_factory=list)


def by_tokens(told: Told, figures: Reciprocity, day: date) -> tuple[int, int, int, int, int]:
    """Live through every day anew with what stands now: earned, spent, expired, balance, owed."""
    tokens: list[Token] = []
    owed = spent = 0
    today = BEGUN.replace(day=1)
    while today <= day:
        month = f"{today:%Y-%m}"
        if today.day == 1:
            for _ in range(told.records[month] // figures.records_for_one):
                tokens.append(Token(month, "used" if owed else "good"))
                owed -= 1 if owed else 0
            for one in tokens:
                first = date.fromisoformat(f"{one.month}-01")
                if one.state == "good" and add_months(first, figures.valid_months + 1) <= today:
                    one.state = "ended"
        for look in (one for one in told.spends if one.on == today):
            for _ in range(look.units):
                spent += 1
                oldest = next((one for one in tokens if one.state == "good"), None)
                if oldest is None:
                    owed += 1
                else:
                    oldest.state = "used"
        today += timedelta(1)
    count = Counter(one.state for one in tokens)
    return len(tokens) + owed, spent, count["ended"], count["good"], owed


def seen(told: Told, figures: Reciprocity, day: date) -> Account:
    return account(lots(told.records, lambda _: figures), told.spends, day)


def moved(rng: Random, told: Told, figures: Reciprocity, day: date) -> tuple[str, date]:
    """Make one move drawn at random; returns which, and the day it leaves us at."""
    move = rng.choice(MOVES)
    if move == "report":
        told.records[f"{day:%Y-%m}"] += rng.randrange(1, 40)
    elif move == "withdraw" and +told.records:
        month = rng.choice(sorted(+told.records))
        told.records[month] -= rng.randrange(1, told.records[month] + 1)
    elif move == "look":
        wanted = rng.randrange(1, 4)
        if seen(told, figures, day).balance >= wanted:  # as the service asks before it records
            told.spends.append(Spend(day, wanted))
        else:
            move = "look_refused"
    else:
        day += timedelta(rng.randrange(40) if move == "wait" else rng.randrange(40, 200))
    return move, day


@pytest.fixture(scope="module")
def made() -> Counter[str]:
    """Moves made in all; every account on the way is held to the model."""
    moves: Counter[str] = Counter()
    for seed in SEEDS:
        rng = Random(seed)
        figures = Reciprocity(rng.choice((1, 3, 10)), rng.choice((1, 2, 12)), 5)
        told, day = Told(), BEGUN
        for _ in range(rng.randrange(5, 40)):  # how deep is drawn too
            before = seen(told, figures, day).balance
            move, day = moved(rng, told, figures, day)
            moves[move] += 1
            found = seen(told, figures, day)
            assert found.balance == found.earned - found.spent - found.expired >= 0, (seed, move)
            assert found.spent == sum(one.units for one in told.spends)
            assert found.earned >= found.spent
            if move == "look":
                assert found.balance == before - told.spends[-1].units, seed
            model = by_tokens(told, figures, day)
            told_now = (found.earned, found.spent, found.expired, found.balance, found.owed)
            assert told_now == model, (seed, move)
            moves["owed"] += bool(found.owed)
            moves["expired"] += bool(found.expired)
    return moves


@pytest.mark.parametrize("move", [*MOVES, "look_refused", "owed", "expired"])
def test_every_account_is_the_models_and_every_move_was_made_often(
    made: Counter[str], move: str
) -> None:
    assert made[move] >= LEAST
