"""The states of a delivery under random histories, against a model written down once more."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from creditdelta.rulebook.webhooks import webhooks_on
from creditdelta.webhooks.rules import (
    OPEN,
    STATES,
    TRANSITIONS,
    MoveRefused,
    Standing,
    after,
    moved,
    outcome_of,
)

BEGUN = datetime(2026, 4, 1, tzinfo=UTC)
LIMITS = webhooks_on(BEGUN.date())
MOVES = sorted({move for _, move in TRANSITIONS})


class Model:
    """A delivery as one would tell of it: when it may be touched, and how often it was tried."""

    def __init__(self) -> None:
        self.place, self.tries, self.locked = "desk", 0, BEGUN

    def allows(self, move: str, at: datetime) -> bool:
        if move == "begin":
            return self.place == "desk" or (self.place in ("road", "rest") and at >= self.locked)
        if move == "again":
            return self.place in ("rest", "given up", "there")
        return self.place == "road"

    def do(self, move: str, at: datetime, until: datetime) -> None:
        if move == "begin":
            self.place, self.tries = "road", self.tries + 1
            self.locked = at + timedelta(minutes=2)
        elif move == "fail":
            self.place, self.locked = "rest", until
        elif move == "again":
            self.place, self.tries = "desk", 0
        else:
            self.place = {"deliver": "there", "give_up": "given up"}[move]


PLACES = {
    "queued": "desk",
    "sending": "road",
    "failed": "rest",
    "delivered": "there",
    "dead": "given up",
}
STEPS = st.lists(
    st.tuples(st.sampled_from(MOVES), st.integers(0, 40), st.floats(0, 1)), min_size=1, max_size=30
)


@given(STEPS)
def test_a_delivery_goes_where_the_model_says(steps: list[tuple[str, int, float]]) -> None:
    standing, model, at = Standing(), Model(), BEGUN
    for move, minutes, chance in steps:
        at += timedelta(minutes=minutes)
        allowed = model.allows(move, at)
        try:
            after_it = moved(standing, move, at, LIMITS, chance)
        except MoveRefused:
            assert not allowed
            continue
        assert allowed
        model.do(move, at, after_it.until or at)
        standing = after_it
        assert (PLACES[standing.state], standing.attempts) == (model.place, model.tries)
        assert (standing.until is not None) == (standing.state in ("sending", "failed"))


def test_every_state_and_move_is_named() -> None:
    assert (
        set(PLACES) == set(STATES) == {state for state, _ in TRANSITIONS} | {*TRANSITIONS.values()}
    )
    assert set(OPEN) < set(STATES)


def test_it_is_tried_for_about_three_days_and_then_given_up() -> None:
    for chance, least, most in ((0.0, 2.5, 3.2), (1.0, 3.0, 3.9)):
        standing, at = Standing(), BEGUN
        while True:
            at = max(at, standing.until or at)
            standing = moved(standing, "begin", at, LIMITS, chance)
            move = after("refused", standing.attempts, LIMITS)
            standing = moved(standing, move, at, LIMITS, chance)
            if standing.state == "dead":
                break
        assert standing.attempts == LIMITS.most_attempts
        assert timedelta(days=least) < at - BEGUN < timedelta(days=most)


def test_what_answers_mean() -> None:
    said = {200: "delivered", 204: "delivered", 301: "redirected", 307: "redirected", 400: "refused",
            410: "gone", 429: "refused", 500: "refused", 199: "refused"}  # fmt: skip
    assert {status: outcome_of(status) for status in said} == said
    assert after("gone", 1, LIMITS) == "give_up"
    assert after("late", 1, LIMITS) == "fail"
    assert after("delivered", LIMITS.most_attempts, LIMITS) == "deliver"
