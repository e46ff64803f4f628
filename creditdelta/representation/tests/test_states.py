"""Invitations and who acts for an organisation: cases, and long lives beside a plain model.

Each life begins at a drawn depth; every state of an invitation meets every move a hundred times. What must
never be: two representatives, a handover that leaves nobody, a code that works twice.
"""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import get_args

import pytest

from creditdelta.representation.rules import (
    ALPHABET,
    TRANSITIONS,
    Acting,
    As,
    Invitation,
    Move,
    State,
    grouped,
    may_move,
    plain,
    state_on,
    why_not_invite,
    why_not_redeem,
)

DAY, LAST = date(2026, 4, 1), date(2026, 4, 30)
OPEN = Invitation(b"i", b"r", "representative", "officer", DAY, LAST)
NOBODY = Acting({}, {})
SOMEBODY = Acting({b"p": "chief"}, {b"d": "aide"})
LIVES, MOVES, VISITS = 3_000, 3, 100
CASES = [
    (OPEN, DAY, "open"),
    (OPEN, LAST, "open"),
    (OPEN, LAST + timedelta(1), "expired"),
    (replace(OPEN, redeemed_on=LAST), LAST - timedelta(1), "open"),
    (replace(OPEN, redeemed_on=LAST), date(2030, 1, 1), "redeemed"),
    (replace(OPEN, taken_back_on=DAY), DAY, "taken_back"),
]


@pytest.mark.parametrize(("one", "day", "state"), CASES)
def test_an_invitation_stands_by_its_days(one: Invitation, day: date, state: State) -> None:
    assert state_on(one, day) == state


@pytest.mark.parametrize(
    ("as_", "acting", "why"),
    [
        ("representative", NOBODY, None),
        ("representative", SOMEBODY, "represented"),
        ("deputy", NOBODY, "not_represented"),
        ("deputy", SOMEBODY, None),
        ("successor", NOBODY, "not_represented"),
        ("successor", SOMEBODY, None),
    ],
)
def test_who_can_be_invited(as_: As, acting: Acting, why: str | None) -> None:
    assert why_not_invite(as_, acting, (), 9) == why


def test_open_codes_count_as_deputies() -> None:
    waiting = [replace(OPEN, as_="deputy", id=bytes([n])) for n in range(2)]
    assert why_not_invite("deputy", SOMEBODY, waiting[:1], 3) is None
    assert why_not_invite("deputy", SOMEBODY, waiting, 3) == "many"


@pytest.mark.parametrize(
    ("one", "account", "acting", "why"),
    [
        (OPEN, "new", NOBODY, None),
        (OPEN, "new", SOMEBODY, "unknown"),
        (replace(OPEN, redeemed_on=DAY), "new", NOBODY, "unknown"),
        (replace(OPEN, as_="deputy", made_by="chief"), "new", SOMEBODY, None),
        (replace(OPEN, as_="deputy", made_by="chief"), "aide", SOMEBODY, "acts"),
        (replace(OPEN, as_="deputy", made_by="former"), "new", SOMEBODY, "unknown"),
        (replace(OPEN, as_="successor", made_by="chief"), "aide", SOMEBODY, None),
        (replace(OPEN, as_="successor", made_by="chief"), "chief", SOMEBODY, "acts"),
        (replace(OPEN, as_="successor", made_by="former"), "new", SOMEBODY, "unknown"),
    ],
)
def test_who_can_use_a_code(one: Invitation, account: str, acting: Acting, why: str | None) -> None:
    assert why_not_redeem(one, account, acting, DAY) == why


def test_a_code_is_compared_without_gaps_and_likenesses() -> None:
    code = ALPHABET[:16]
    assert plain(grouped(code)) == code
    assert plain(" 2345-6789 abcd efgh ") == "23456789ABCDEFGH"
    assert plain("O0I1L") == "QQJJJ"
    assert not set("01ILO") & set(ALPHABET)


class Card:
    """One invitation as one would keep it on a card."""

    def __init__(self) -> None:
        self.word, self.day = "open", DAY

    def move(self, move: Move) -> bool:
        if move == "expire":
            self.day = max(self.day, LAST + timedelta(1))
            if self.word == "open":
                self.word = "expired"
            return True
        if self.word != "open":
            return False
        self.word = {"redeem": "redeemed", "take_back": "taken_back"}[move]
        return True


def made(one: Invitation, move: Move, day: date) -> Invitation:
    if move == "redeem":
        return replace(one, redeemed_on=day)
    return replace(one, taken_back_on=day) if move == "take_back" else one


def test_long_lives_go_as_on_the_card() -> None:
    rng, seen = Random(9), Counter[tuple[str, str]]()
    states, moves = get_args(State), get_args(Move)
    roads: dict[State, tuple[Move, ...]] = {
        "open": (), "redeemed": ("redeem",), "taken_back": ("take_back",), "expired": ("expire",),
    }  # fmt: skip
    for _ in range(LIVES):
        one, card = OPEN, Card()
        begun = roads[rng.choice(states)]
        for at, move in enumerate((*begun, *rng.choices(moves, k=MOVES))):
            if at >= len(begun):
                seen[card.word, move] += 1
            may = move == "expire" or may_move(one, move, card.day)
            assert card.move(move) == may
            one = made(one, move, card.day) if may else one
            assert state_on(one, card.day) == card.word
    expected = {(state, move) for state in states for move in moves}
    assert {pair for pair in expected if seen[pair] < VISITS} == set()


def test_the_table_of_moves_is_the_cards() -> None:
    for state in get_args(State):
        for move in get_args(Move):
            card = Card()
            card.word = state
            card.move(move)
            assert TRANSITIONS.get((state, move), state) == card.word
