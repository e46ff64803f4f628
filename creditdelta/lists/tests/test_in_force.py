"""F1: no adverse entry is in force without what it needs, in ten thousand histories, after every event."""

import os
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from creditdelta.lists import events
from creditdelta.lists.fold import ASKS, begun, folded
from creditdelta.lists.rules import (
    CLOSED,
    TRANSITIONS,
    Entry,
    Hearing,
    Standing,
    Taken,
    in_force_on,
    lacking,
    moved,
    why_not_decide,
    why_not_move,
)
from creditdelta.lists.tests.laws import ABOUT, LAWS, written
from creditdelta.lists.tests.model import Done, Model
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.instruments import lawful, on_day
from creditdelta.rulebook.transitions import Decided, last_day

HISTORIES, LONGEST = int(os.environ.get("CREDITDELTA_HISTORIES", "10000")), 40
FIRST = date(2026, 2, 2)
MOVES = (
    "notify", "notify", "state", "waive", *("decide",) * 6, "confirm", "confirm", "send_back",
    *("ask",) * 2, *("agree",) * 2, "disagree", "drop", "end", "restore",
)  # fmt: skip
WANTED = ("suspend", "suspend", "resume", "resume", "remove")
OFFICERS = ("ann", "ben")
SEEDS = 4
LEAST_VISITS = HISTORIES // 100  # of each way, in all seeds


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("laws") / "rulebook")


class History:
    """One entry lived through by the rules and by the model, which must agree at every step."""

    def __init__(self, rng: Random, root: Path, visits: Counter[object]) -> None:
        self.rng, self.root, self.visits = rng, root, visits
        self.day = FIRST + timedelta(days=rng.randrange(180))
        self.black = rng.random() < 0.8
        colour = "black" if self.black else "red"
        self.entry: Entry = begun(
            events.ListingProposed(
                b"e", ABOUT, FIRST, colour, b"r", "310000-ecology", ("c",), (b"d",), b"", self.day
            )
        )
        self.model = Model(self.black)
        self.taken: list[Taken] = []

    def step(self) -> None:
        """Time goes by, something happens around the entry, and somebody tries to do something."""
        rng, model = self.rng, self.model
        self.day += timedelta(days=rng.choice((0, 0, 1, 2, 9, 40)))
        self._around()
        for _ in range(rng.choice((1, 12))):  # at times whatever comes, at times what is open
            move, by = rng.choice(MOVES), rng.choice(OFFICERS)
            change = rng.choice(WANTED) if move == "ask" else ""
            law, answered = rng.choice(sorted(LAWS)), rng.random() < 0.6
            if model.accepts(move, by, self.day, change=change, law=law, answered=answered):
                break
        if move in ("end", "restore"):
            self._elsewhere(move)
            return
        named = ASKS[change] if move == "ask" else move
        wanted = model.accepts(move, by, self.day, change=change, law=law, answered=answered)
        assert self._open(named, by, law, answered=answered) == wanted, (named, by, model.log)
        if wanted:
            self._take(move, named, by, change, law)

    def _elsewhere(self, move: str) -> None:
        """The entry is repaired, or its repair revoked: no step of its table, and none stands in its way."""
        if self.model.accepts(move, "", self.day, change="", law="", answered=True):
            form = events.ListingEnded if move == "end" else events.ListingRestored
            event, state = form(b"e", b"c", self.day), self.entry.state
            self.entry = folded(self.entry, event, "")
            assert self.entry.state == state
            self.visits[move] += 1
            self.taken.append(Taken(event.kind, self.day))
            self.model.log.append(Done(move, "", self.day))

    def _around(self) -> None:
        """The notice is served; a record falls; the record elsewhere ends."""
        model, rng = self.model, self.rng
        if model.last("notify") and model.served_on is None and rng.random() < 0.6:
            model.served_on = self.day + timedelta(days=rng.choice((0, 0, 3)))
            model.heard_until = model.served_on + timedelta(days=7)
        if model.fallen_on is None and rng.random() < 0.02:
            model.fallen_on = self.day + timedelta(days=rng.choice((0, 5)))
        if model.kept_until is None and rng.random() < 0.02:
            model.kept_until = self.day

    def _open(self, move: str, by: str, law: str, *, answered: bool) -> bool:
        """What the rules say, asked as services.py asks them."""
        if why_not_move(self.entry, move, by):
            return False
        if move != "decide":
            return True
        model, last = self.model, self.model.heard_until
        ends = max(last, model.reply_until) if last and model.reply_until else None
        if why_not_decide(self.entry, Hearing(model.served_on, ends, answered), self.day):
            return False
        asked = lawful if self.black else on_day
        return bool(asked(law, self.day, self.root))

    def _take(self, move: str, named: str, by: str, change: str, law: str) -> None:
        since = self.day - timedelta(days=self.rng.choice((0, 0, 4)))
        until = self.day + timedelta(days=self.rng.choice((30, 200, 500)))
        done = Done(move, by, self.day, change, law, since, until)
        event = self._event(done)
        self.visits[self.entry.state, named] += 1
        before = self.entry
        self.entry = folded(before, event, by)
        assert self.entry.state == moved(before, named)
        kind = self.entry.state if move == "agree" else event.kind
        self.taken.append(Taken(kind, self.day))
        self.model.log.append(done)

    def _event(self, done: Done) -> events.OfEntry:
        on = done.on
        if done.move == "notify":
            self.model.reply_until = on + timedelta(days=10)
            return events.ListingNotified(b"e", b"n", self.model.reply_until, on)
        if done.move == "decide":
            return events.ListingDecided(b"e", "1", "ab", done.law, done.since, done.until, b"", on)
        if done.move == "ask":
            return events.ChangeAsked(b"e", done.change, "g", "1", "ab", on)
        plain: dict[str, events.OfEntry] = {
            "state": events.StatementMade(b"e", b"", on),
            "waive": events.StatementWaived(b"e", "", on),
            "confirm": events.ListingConfirmed(b"e", b"n", on),
            "send_back": events.ListingSentBack(b"e", on),
            "drop": events.ListingDropped(b"e", "g", on),
            "agree": events.ChangeAgreed(b"e", b"n", on),
            "disagree": events.ChangeDeclined(b"e", on),
        }
        return plain[done.move]

    def check(self) -> int:
        """Rules and model agree on today and on other days; how many days were in force."""
        model, rng = self.model, self.rng
        standing = Standing(self._lasts(), model.fallen_on, model.kept_until)
        days = [self.day, self.day - timedelta(days=rng.randrange(60)),
                self.day + timedelta(days=rng.randrange(400))]  # fmt: skip
        found = 0
        for day in days:
            told = in_force_on(self.entry, self.taken, day, standing)
            assert told == model.in_force(day), (day, self.entry, model.log)
            found += told
        now = not lacking(self.entry, self.day, standing)
        assert now == model.in_force(self.day), (self.day, self.entry, model.log)
        if now and self.black:
            self._needs()
        return found

    def _needs(self) -> None:
        """What an adverse entry in force has, whatever the model says."""
        one, model = self.entry, self.model
        assert one.notice is not None
        assert model.served_on is not None
        assert model.served_on <= self.day
        assert (bool(one.number), bool(one.digest)) == (True, True)
        assert one.until is not None
        assert one.until >= self.day
        assert one.decided_on is not None
        assert lawful(one.instrument, one.decided_on, self.root)
        decided, confirmed = model.last("decide"), model.last("confirm")
        assert decided is not None
        assert confirmed is not None
        assert decided.by != confirmed.by

    def _lasts(self) -> date | None:
        one = self.entry
        if one.decided_on is None or one.until is None:
            return None
        decided = Decided(one.decided_on, one.until, self.black)
        return last_day(one.instrument, one.list, decided, calendar(), self.root)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_no_entry_is_in_force_without_what_it_needs(seed: int, root: Path) -> None:
    visits: Counter[object] = Counter()
    rng, found = Random(seed), 0
    for _ in range(HISTORIES // SEEDS):
        history = History(rng, root, visits)
        begins = rng.choice((0, rng.randrange(LONGEST)))  # it is looked at from any depth
        for number in range(LONGEST):
            history.step()
            found += history.check() if number >= begins else 0
            if history.entry.state in CLOSED:
                break
        history.check()
    assert found > HISTORIES // 10  # entries were in force often enough for this to mean something
    for way in (*TRANSITIONS, "end", "restore"):
        assert visits[way] >= LEAST_VISITS // SEEDS, way


def test_a_red_list_starts_without_a_notice_and_goes_back_there() -> None:
    one = begun(events.ListingProposed(b"e", ABOUT, FIRST, "red", b"r", "o", (), (), b"", FIRST))
    decided = replace(one, state="decided", first="ann")
    assert folded(decided, events.ListingSentBack(b"e", FIRST), "ben").state == "proposed"
