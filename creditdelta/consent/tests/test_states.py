"""How a consent stands and what may be done with it: cases, and long lives beside a plain model.

The model is written without looking at the rules. Each life begins at a drawn depth, so that what comes
late (revoking, ending) is met as often as what comes first; every state meets every move a hundred times.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import get_args

import pytest

from creditdelta.consent import services
from creditdelta.consent.queries import consent, consent_for
from creditdelta.consent.rules import (
    TRANSITIONS,
    Consent,
    Move,
    State,
    Terms,
    Wish,
    after,
    in_force,
    may_move,
    state_on,
)
from creditdelta.journal.services import envelope

ABOUT = envelope("310000", "ab" * 16)
DAY = date(2026, 4, 1)
LAST, ANSWER_BY = date(2026, 6, 30), date(2026, 5, 1)
BANK, PURPOSE = "310000-bank_1", "contract_review"
LIVES, MOVES, VISITS = 5_000, 3, 100
TERMS = Terms(("tax",), LAST)
ASKED = Consent(b"c", b"r", "310000-bank_1", "contract_review", ("tax",), DAY, ANSWER_BY, DAY, LAST)


def given(**changed: object) -> Consent:
    return replace(ASKED, **changed)


GRANTED = given(answer="granted", answered_on=DAY)
CASES = [
    (ASKED, DAY, "asked"),
    (ASKED, ANSWER_BY, "asked"),
    (ASKED, ANSWER_BY + timedelta(1), "lapsed"),
    (GRANTED, DAY, "granted"),
    (GRANTED, LAST, "granted"),
    (GRANTED, LAST + timedelta(1), "ended"),
    (given(answer="granted", answered_on=ANSWER_BY), DAY, "asked"),
    (given(answer="refused", answered_on=DAY), LAST, "refused"),
    (given(answer="granted", answered_on=DAY, revoked_on=LAST), DAY, "granted"),
    (given(answer="granted", answered_on=DAY, revoked_on=LAST), LAST, "revoked"),
    (given(answer="granted", answered_on=DAY, revoked_on=LAST), date(2030, 1, 1), "revoked"),
    (given(taken_back_on=DAY), date(2030, 1, 1), "taken_back"),
]


@pytest.mark.parametrize(("one", "day", "state"), CASES)
def test_a_consent_stands_by_its_days(one: Consent, day: date, state: State) -> None:
    assert state_on(one, day) == state


def test_it_is_for_its_recipient_and_purpose_only() -> None:
    assert in_force(GRANTED, "310000-bank_1", "contract_review", DAY)
    assert not in_force(GRANTED, "320000-bank_1", "contract_review", DAY)
    assert not in_force(GRANTED, "310000-bank_1", "licence_review", DAY)
    assert not in_force(given(**{"answer": "granted", "answered_on": DAY, "since": LAST}),
                        "310000-bank_1", "contract_review", DAY)  # fmt: skip


def test_nobody_makes_times_own_moves() -> None:
    assert not may_move(ASKED, "lapse", DAY)
    assert not may_move(GRANTED, "end", DAY)


class Model:
    """A consent as one would keep it on a card."""

    def __init__(self) -> None:
        self.word, self.day = "asked", DAY

    def move(self, move: str) -> bool:
        """Whether it can be done; if so it is."""
        if self.word == "asked" and move == "grant":
            self.word = "granted"
        elif self.word == "asked" and move == "refuse":
            self.word = "refused"
        elif self.word == "asked" and move == "take_back":
            self.word = "taken_back"
        elif self.word == "granted" and move == "revoke":
            self.word = "revoked"
        else:
            return False
        return True

    def wait(self, until: date) -> None:
        self.day = max(self.day, until)
        if self.word == "asked" and self.day >= date(2026, 5, 2):
            self.word = "lapsed"
        if self.word == "granted" and self.day >= date(2026, 7, 1):
            self.word = "ended"


ROADS: dict[State, tuple[Move, ...]] = {
    "asked": (),
    "granted": ("grant",),
    "refused": ("refuse",),
    "taken_back": ("take_back",),
    "lapsed": ("lapse",),
    "revoked": ("grant", "revoke"),
    "ended": ("grant", "end"),
}
WAITS = {"lapse": ANSWER_BY + timedelta(1), "end": LAST + timedelta(1)}


def live(one: Consent, model: Model, move: Move) -> Consent:
    """Make one move in both, and hold them to each other."""
    if move in WAITS:
        model.wait(WAITS[move])
    else:
        possible = model.move(move)
        assert may_move(one, move, model.day) == possible
        if possible:
            one = after(one, move, model.day, TERMS if move == "grant" else None)
    assert state_on(one, model.day) == model.word
    assert in_force(one, BANK, PURPOSE, model.day) == (model.word == "granted")
    return one


def test_long_lives_go_as_on_the_card() -> None:
    rng, seen = Random(71), Counter[tuple[str, str]]()
    moves, states = get_args(Move), get_args(State)
    for _ in range(LIVES):
        one, model = ASKED, Model()
        for move in ROADS[rng.choice(states)]:
            one = live(one, model, move)
        for move in rng.choices(moves, k=MOVES):
            seen[model.word, move] += 1
            one = live(one, model, move)
    expected = {(state, move) for state in states for move in moves}
    assert {pair for pair in expected if seen[pair] < VISITS} == set()


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("state", get_args(State))
def test_the_ledger_goes_as_on_the_card(state: State) -> None:
    """Every move from every state, through events and tables."""
    for move in get_args(Move):
        wish = Wish(move.encode(), BANK, PURPOSE, ("tax",), LAST, "合同示例1号")
        made, model = services.ask(wish, ABOUT, DAY), Model()
        for each in (*ROADS[state], move):
            if each in WAITS:
                model.wait(WAITS[each])
            else:
                assert model.move(each) == done(made, each, model.day)
        found = consent(made)
        assert found is not None
        assert state_on(found, model.day) == model.word
        by = consent_for(found.ref, BANK, PURPOSE, model.day)
        assert (by is not None) == (model.word == "granted")


def done(made: bytes, move: Move, day: date) -> bool:
    """Whether it could be done."""
    try:
        match move:
            case "grant":
                services.grant(made, TERMS.parts, TERMS.until, ABOUT, day)
            case "refuse":
                services.refuse(made, ABOUT, day)
            case "revoke":
                services.revoke(made, ABOUT, day)
            case _:
                services.take_back(made, ABOUT, day)
    except services.NotPossible as no:
        return no.why != "state"
    return True


def test_the_table_of_moves_is_the_cards() -> None:
    for state in get_args(State):
        for move in get_args(Move):
            card = Model()
            card.word = state
            if move in WAITS:
                card.wait(WAITS[move] if (state, move) in TRANSITIONS else DAY)
            else:
                card.move(move)
            assert TRANSITIONS.get((state, move), state) == card.word
