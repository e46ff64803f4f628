"""Applications lived through at random by the rules and by a model that must agree at every step."""

import os
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from creditdelta.repair import events
from creditdelta.repair.fold import begun, folded, move_of
from creditdelta.repair.rules import (
    CLOSED,
    OWN,
    REPAIRED,
    STATES,
    TRANSITIONS,
    Case,
    lacks_paper,
    moved,
    why_not_move,
)
from creditdelta.repair.tests.model import Done, Model

HISTORIES, LONGEST = int(os.environ.get("CREDITDELTA_HISTORIES", "10000")), 30
SEEDS = 4
DAY = date(2026, 4, 1)
MOVES = (
    "prove", "sign", "file", "file", "withdraw", "forward", "return", "accept", "accept", "extend",
    "grant", "grant", "refuse", "complete", "complete", "revoke", *("confirm",) * 3, "send_back",
)  # fmt: skip
WAY = (
    ("file", "owner"),
    ("accept", "ann"),
    ("grant", "ann"),
    ("confirm", "ben"),
)
OWNER, OFFICERS = "owner", ("ann", "ben", "owner")


def new(*, lifts: bool = False) -> Case:
    event = events.RepairBegun(
        b"c", b"r", "record", b"d", "310000-ecology", "order_36", "performed", lifts, DAY
    )
    return begun(event, OWNER)


def made(move: str, day: date) -> events.OfCase:
    """The event that records a step."""
    later = day + timedelta(days=9)
    known: dict[str, events.OfCase] = {
        "prove": events.RepairProved(b"c", "ab" * 32, day),
        "sign": events.RepairSigned(b"c", DAY, day),
        "file": events.RepairFiled(b"c", later, day),
        "withdraw": events.RepairWithdrawn(b"c", day),
        "forward": events.RepairForwarded(b"c", "310000-market", later, day),
        "return": events.RepairReturned(b"c", b"m", b"n", later, day),
        "accept": events.RepairAccepted(b"c", b"n", later, day),
        "extend": events.RepairExtended(b"c", later, day),
        "grant": events.RepairDecided(b"c", True, (), b"f", None, day),
        "refuse": events.RepairDecided(b"c", False, ("未纠正",), b"f", later, day),
        "complete": events.RepairCompletionAsked(b"c", b"f", day),
        "revoke": events.RepairRevocationAsked(b"c", ("承诺不实",), b"f", day),
        "confirm": events.RepairConfirmed(b"c", b"n", later, day),
        "send_back": events.RepairSentBack(b"c", day),
    }
    return known[move]


class History:
    """One application; `visits`: each state and move that was taken."""

    def __init__(self, rng: Random, visits: Counter[object]) -> None:
        self.rng, self.visits, self.day = rng, visits, DAY
        self.case = new(lifts=rng.random() < 0.4)
        self.model = Model(self.case.lifts, OWNER)
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
        assert (why_not_move(self.case, move, by) == "") == wanted, (move, by, self.model.log)
        if wanted:
            self._take(move, by)

    def _take(self, move: str, by: str) -> None:
        event, before = made(move, self.day), self.case
        assert move_of(event) == move
        self.visits[before.state, move] += 1
        self.case = folded(before, event, by)
        assert self.case.state == moved(before, move)
        self.visits[self.case.state] += 1
        self.model.log.append(Done(move, by))

    def check(self) -> None:
        """Rules and model agree on whether it is repaired, and on whether it goes on."""
        one, model = self.case, self.model
        assert (one.state in REPAIRED) == model.repaired(), (one, model.log)
        assert (one.state in CLOSED - {"granted"}) == model.over()
        asked = model.asked()
        assert one.first == (asked.by if asked else "")
        assert bool(one.back) == (asked is not None)
        assert (one.decided_on is not None) == bool({"grant", "refuse"} & {*model.agreed()})
        assert (one.barred_until is not None) == ("revoke" in model.agreed())


@pytest.mark.parametrize("seed", range(SEEDS))
def test_rules_and_model_agree(seed: int) -> None:
    visits: Counter[object] = Counter()
    rng = Random(seed)
    for _ in range(HISTORIES // SEEDS):
        history = History(rng, visits)
        for _ in range(LONGEST):
            history.step()
            history.check()
            if history.case.state in CLOSED - {"granted"}:
                break
    for way in (*TRANSITIONS, *STATES):
        assert visits[way] >= HISTORIES // 100 // SEEDS, way


def test_what_is_handed_in() -> None:
    one = new()
    assert lacks_paper(one)
    one = folded(one, made("prove", DAY), OWNER)
    assert (one.proof, lacks_paper(one)) == ("ab" * 32, True)
    one = folded(one, made("sign", DAY), OWNER)
    assert (one.signed, lacks_paper(one)) == (DAY, False)


def test_days_are_kept() -> None:
    later = DAY + timedelta(days=9)
    one = folded(new(), made("file", DAY), OWNER)
    assert (one.filed_on, one.accept_until) == (DAY, later)
    assert folded(one, made("return", DAY), "ann").complete_until == later
    one = folded(one, made("accept", DAY), "ann")
    assert (one.accepted_on, one.decide_until) == (DAY, later)
    longer = folded(one, made("extend", later), "ann")
    assert (longer.extended, longer.decide_until) == (True, later + timedelta(days=9))
    assert why_not_move(longer, "extend", "ann") == "extended"
    no = folded(one, made("refuse", DAY), "ann")
    assert (no.first, no.back, no.reasons, no.again_on) == ("ann", "accepted", ("未纠正",), later)
    back = folded(no, made("send_back", DAY), "ben")
    assert (back.state, back.first, back.back, back.reasons, back.again_on) == (
        "accepted", "", "", (), None,
    )  # fmt: skip
    no = folded(no, made("confirm", later), "ben")
    assert (no.state, no.decided_on, no.notice, no.barred_until) == ("refused", later, b"n", None)


def test_revoking_bars_and_keeps_the_day_of_the_decision() -> None:
    one = new()
    for move, by in (("file", OWNER), ("accept", "ann"), ("grant", "ann"), ("confirm", "ben")):
        one = folded(one, made(move, DAY), by)
    later = DAY + timedelta(days=100)
    gone = folded(one, made("revoke", later), "ben")
    assert (gone.state, gone.reasons, gone.first) == ("revoking", ("承诺不实",), "ben")
    gone = folded(gone, made("confirm", later), "ann")
    assert (gone.state, gone.decided_on, gone.revoked_on) == ("revoked", DAY, later)
    assert gone.barred_until == later + timedelta(days=9)


@pytest.mark.parametrize("lifts", [False, True])
def test_no_officer_gets_anywhere_alone(*, lifts: bool) -> None:
    """Whatever one officer does, nothing is repaired, refused or revoked."""
    filed = folded(new(lifts=lifts), made("file", DAY), OWNER)
    done = filed
    for move, by in (("accept", "ben"), ("grant", "ben"), ("confirm", "cat")):
        done = folded(done, made(move, DAY), by)
    assert alone(filed) == {"filed", "returned", "accepted", "granting", "refusing"}
    assert alone(done) == (
        {"lifted", "completing", "revoking"} if lifts else {"granted", "revoking"}
    )


def alone(begin: Case) -> set[str]:
    """The states one officer can bring an application to, by whatever steps."""
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
