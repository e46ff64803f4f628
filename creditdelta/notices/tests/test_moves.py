"""The way of a notice against a second description of it, from every depth, every step often."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

from creditdelta.notices.rules import (
    STATES,
    TRANSITIONS,
    Move,
    MoveRefused,
    Standing,
    delay,
    failing,
    moved,
)
from creditdelta.rulebook.sending import Sending

LIMITS = Sending(
    window_minutes=15,
    first_delay_minutes=2,
    growth=4,
    longest_delay_minutes=60,
    most_attempts=3,
    mails_at_once=5,
)
MOVES: list[Move] = ["begin", "dispatch", "fail", "give_up", "again", "serve"]
# How to get to each state from the beginning: the depth at which a walk may start.
WAYS: dict[str, list[Move]] = {
    "queued": [],
    "sending": ["begin"],
    "dispatched": ["begin", "dispatch"],
    "failed": ["begin", "fail"],
    "dead": ["begin", "dispatch", "give_up"],
    "served": ["dispatch", "fail", "serve"],
}
WALKS, STEPS, LEAST = 5_000, 12, 100


class Model:
    """The same in other words: what a clerk with a paper file would say."""

    def __init__(self) -> None:
        self.place, self.tries, self.not_before = "desk", 0, datetime.min.replace(tzinfo=UTC)

    def asked(self, move: Move, at: datetime) -> str:
        """Why not, or "" once it is done."""
        if self.place == "received":
            return "move"
        if move == "begin":
            if self.place in ("road", "shelved"):
                return "move"
            if self.place in ("counter", "back") and at < self.not_before:
                return "early"
            self.place, self.tries = "counter", self.tries + 1
            self.not_before = at + timedelta(minutes=15)
        elif move == "dispatch":
            if self.place == "road":
                return "move"
            self.place = "road"
        elif move in ("fail", "give_up"):
            if self.place not in ("counter", "road"):
                return "move"
            self.place = "back" if move == "fail" else "shelved"
            waits = {0: 2, 1: 2, 2: 8, 3: 32}.get(self.tries, 60)
            self.not_before = at + timedelta(minutes=waits)
        elif move == "again":
            if self.place not in ("back", "shelved"):
                return "move"
            self.place, self.tries = "desk", 0
        else:
            if self.place == "counter":
                return "move"
            self.place = "received"
        return ""


PLACES = {
    "desk": "queued", "counter": "sending", "road": "dispatched", "back": "failed",
    "shelved": "dead", "received": "served",
}  # fmt: skip


def test_a_walk_from_any_depth_is_what_the_model_says() -> None:
    draw = Random(9)
    states: Counter[str] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    refused: Counter[tuple[str, str]] = Counter()
    for _ in range(WALKS):
        standing, model, at = Standing(), Model(), datetime(2026, 4, 1, tzinfo=UTC)
        for move in WAYS[draw.choice(sorted(WAYS))]:
            assert model.asked(move, at) == ""
            standing = moved(standing, move, at, LIMITS)
        for _ in range(STEPS):
            at += timedelta(minutes=draw.choice([0, 1, 7, 14, 15, 16, 40, 61]))
            move = draw.choice(MOVES)
            before = standing
            states[before.state] += 1
            expected = model.asked(move, at)
            try:
                standing = moved(before, move, at, LIMITS)
                got = ""
                taken[before.state, move] += 1
            except MoveRefused as refusal:
                got = refusal.why
                refused[before.state, got] += 1
            assert (got, standing.state) == (expected, PLACES[model.place]), (before, move)
            assert standing.attempts == model.tries
    assert min(states[state] for state in STATES) >= LEAST
    assert min(taken[pair] for pair in TRANSITIONS) >= LEAST, taken
    assert set(taken) == set(TRANSITIONS)
    assert min(refused["sending", "early"], refused["failed", "early"]) >= LEAST
    assert refused["served", "move"] >= LEAST


def test_the_delay_grows_and_is_bounded() -> None:
    minutes = [delay(n, LIMITS).total_seconds() / 60 for n in range(1, 6)]
    assert minutes == [2, 8, 32, 60, 60]
    assert [failing(n, LIMITS) for n in range(1, 5)] == ["fail", "fail", "give_up", "give_up"]
