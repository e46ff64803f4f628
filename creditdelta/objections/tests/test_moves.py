"""Objections lived through at random by the rules and by a model that must agree at every step."""

import os
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from creditdelta.objections import events
from creditdelta.objections.fold import filed, folded, move_of
from creditdelta.objections.rules import (
    CLOSED,
    OWN,
    STATES,
    TRANSITIONS,
    Objection,
    marked,
    moved,
    why_not_move,
)
from creditdelta.objections.tests.model import Done, Model

HISTORIES, LONGEST, SEEDS = int(os.environ.get("CREDITDELTA_HISTORIES", "10000")), 30, 4
DAY = date(2026, 4, 1)
MOVES = (
    "forward", "extend", "uphold", "reject", "reject", "confirm", "confirm", "send_back",
    "ask_review", "ask_review", "withdraw",
)  # fmt: skip
WAY = (("reject", "ann"), ("confirm", "ben"), ("ask_review", "owner"))  # how far one begins
OWNER, OFFICERS = "owner", ("ann", "ben", "cat", "dan", "owner")


def new() -> Objection:
    event = events.ObjectionFiled(
        b"o", b"r", "record", b"d", "CF_NR_FK", "310000-ecology", b"c", DAY, DAY
    )
    return filed(event, OWNER)


def made(move: str, day: date) -> events.OfObjection:
    """The event that records a step."""
    later = day + timedelta(days=7)
    known: dict[str, events.OfObjection] = {
        "forward": events.ObjectionForwarded(b"o", "310000-market", later, day),
        "extend": events.ObjectionExtended(b"o", later, day),
        "uphold": events.ObjectionDecided(b"o", True, "corrected", True, b"f", day),
        "reject": events.ObjectionDecided(b"o", False, "", False, b"f", day),
        "confirm": events.ObjectionConfirmed(b"o", b"n", day),
        "send_back": events.ObjectionSentBack(b"o", day),
        "ask_review": events.ReviewAsked(b"o", "310000-credit", later, day),
        "withdraw": events.ObjectionWithdrawn(b"o", day),
    }
    return known[move]


class History:
    """One objection; `visits`: each state and move that was taken."""

    def __init__(self, rng: Random, visits: Counter[object]) -> None:
        self.rng, self.visits, self.day = rng, visits, DAY
        self.one, self.model = new(), Model(OWNER)
        for move, by in WAY[: rng.choice((0, 0, 0, *range(len(WAY) + 1)))]:
            self._take(move, by)

    def step(self) -> None:
        """Somebody tries something: at times whatever comes, at times what is open."""
        rng = self.rng
        self.day += timedelta(days=rng.choice((0, 1, 9)))
        for _ in range(rng.choice((1, 10))):
            move, by = rng.choice(MOVES), rng.choice(OFFICERS)
            if self.model.accepts(move, by):
                break
        wanted = self.model.accepts(move, by)
        assert (why_not_move(self.one, move, by) == "") == wanted, (move, by, self.model.log)
        if wanted:
            self._take(move, by)

    def _take(self, move: str, by: str) -> None:
        event, before = made(move, self.day), self.one
        assert move_of(event) == move
        self.visits[before.state, move] += 1
        self.one = folded(before, event, by)
        assert self.one.state == moved(before, move)
        self.visits[self.one.state] += 1
        self.model.log.append(Done(move, by))

    def check(self) -> None:
        """Rules and model agree on the mark, the outcome and whether it goes on."""
        one, model = self.one, self.model
        assert marked(one) == model.marked(), (one, model.log)
        assert (one.state in CLOSED) == model.over()
        assert (one.state == "upheld") == model.upheld()
        asked = model.asked()
        assert one.first == (asked.by if asked else "")
        assert one.wrong == (model.upheld() or (asked is not None and asked.move == "uphold"))
        assert (one.decided_on is not None) == bool(model.answers())
        assert (one.reviewed_on is not None) == (len(model.answers()) > 1)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_rules_and_model_agree(seed: int) -> None:
    visits: Counter[object] = Counter()
    rng = Random(seed)
    for _ in range(HISTORIES // SEEDS):
        history = History(rng, visits)
        for _ in range(LONGEST):
            history.step()
            history.check()
            if history.one.state in CLOSED:
                break
    for way in (*TRANSITIONS, *STATES):
        assert visits[way] >= HISTORIES // 100 // SEEDS, way


def test_days_and_offices_are_kept() -> None:
    later = DAY + timedelta(days=7)
    one = folded(new(), made("forward", DAY), "ann")
    assert (one.office, one.decide_until, one.column) == ("310000-market", later, "CF_NR_FK")
    one = folded(one, made("extend", later), "ann")
    assert (one.extended, one.decide_until) == (True, later + timedelta(days=7))
    assert why_not_move(one, "extend", "ann") == "extended"
    no = folded(folded(one, made("reject", later), "ann"), made("confirm", later), "ben")
    assert (no.state, no.decided_on, no.deciders, no.notice) == (
        "rejected", later, ("ann", "ben"), b"n",
    )  # fmt: skip
    again = folded(no, made("ask_review", later), OWNER)
    assert (again.state, again.office, again.extended) == ("reviewing", "310000-credit", False)
    assert why_not_move(again, "uphold", "ben") == "took_part"
    assert why_not_move(again, "uphold", OWNER) == "own_objection"
    yes = folded(folded(again, made("uphold", later), "cat"), made("confirm", later), "dan")
    assert (yes.state, yes.outcome, yes.wrong, yes.reviewed_on) == (
        "upheld",
        "corrected",
        True,
        later,
    )
    assert (yes.decided_on, yes.first) == (later, "")


def test_no_officer_gets_anywhere_alone() -> None:
    """Whatever one officer does, an objection is neither upheld nor rejected."""
    rejected = folded(folded(new(), made("reject", DAY), "ben"), made("confirm", DAY), "cat")
    review = folded(rejected, made("ask_review", DAY), OWNER)
    assert alone(new()) == {"filed", "upholding", "rejecting"}
    assert alone(review) == {"reviewing", "review_upholding", "review_rejecting"}


def alone(begin: Objection) -> set[str]:
    """The states one officer can bring an objection to, by whatever steps."""
    seen, left = {begin}, [begin]
    while left:
        one = left.pop()
        for move in set(MOVES) - OWN:
            if why_not_move(one, move, "ann"):
                continue
            after = folded(one, made(move, DAY), "ann")
            if after not in seen:
                seen.add(after)
                left.append(after)
    return {one.state for one in seen}


def test_what_is_filed_is_kept_whole() -> None:
    assert new() == Objection(
        b"o", b"r", "record", b"d", "CF_NR_FK", "310000-ecology", OWNER, DAY, decide_until=DAY
    )


def test_sent_back_nothing_is_left_of_the_decision() -> None:
    yes = folded(new(), made("uphold", DAY), "ann")
    assert (yes.first, yes.outcome, yes.wrong) == ("ann", "corrected", True)
    assert folded(yes, made("send_back", DAY), "ben") == new()
    done = folded(yes, made("confirm", DAY), "ben")
    assert (done.state, done.deciders) == ("upheld", ())


def test_a_review_has_a_term_of_its_own_and_every_refusal_a_word() -> None:
    later = DAY + timedelta(days=40)
    no = folded(folded(new(), made("reject", DAY), "ann"), made("confirm", DAY), "ben")
    assert folded(no, made("ask_review", later), OWNER).decide_until == later + timedelta(days=7)
    assert why_not_move(no, "uphold", "cat") == "move"
    assert why_not_move(folded(new(), made("reject", DAY), "ann"), "confirm", "ann") == "second"
    assert why_not_move(no, "ask_review", OWNER) == ""
