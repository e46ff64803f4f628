"""The whole way through services and tables, at random, held to the model after every sealed step."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from creditdelta.lists import services
from creditdelta.lists.checks import NotPossible
from creditdelta.lists.queries import standings, taken
from creditdelta.lists.rules import heard_until, in_force_on, lacking, term_end
from creditdelta.lists.services import Decision
from creditdelta.lists.showing import shown_in
from creditdelta.lists.tests.model import Done, Model
from creditdelta.lists.tests.scenes import (
    ACT,
    DAY,
    LAW,
    LIST,
    by,
    documents,
    fined,
    now,
    proposed,
)
from creditdelta.notices.serving import dispatch, serve
from creditdelta.records.services import Act, Target, withdraw
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.listings import listing_on

pytestmark = pytest.mark.django_db
STEPS = 36
MOVES = (
    "notify", "notify", "state", "waive", *("decide",) * 4, *("confirm",) * 3, "send_back", "ask", "ask",
    "agree", "agree", "disagree",
)  # fmt: skip
WANTED = ("suspend", "suspend", "resume", "resume", "remove")
OURS = "law-a"  # the model's document that never ends; here the invented one of the demonstration


@dataclass
class Life:
    """One entry, in the tables and in the model."""

    ref: bytes
    rng: Random
    day: date = DAY
    model: Model = field(default_factory=lambda: Model(black=True))
    id: bytes = b""
    in_force: int = 0

    def step(self) -> None:
        """Somebody tries something; what the model refuses is refused, and nothing changes."""
        model = self.model
        move, who, change, answer, wanted = self._drawn()
        before, refused = now(self.id), False
        try:
            self._do(move, who, change, answer)
        except NotPossible:
            refused = True
        assert refused != wanted, (move, who, model.log)
        if refused:
            assert now(self.id) == before
            return
        until = term_end(listing_on(LIST, self.day), self.day, calendar())
        model.log.append(Done(move, who, self.day, change, OURS, self.day, until))

    def _drawn(self) -> tuple[str, str, str, str, bool]:
        """A wish, and whether the model grants it: at times whatever comes, at times what is granted."""
        rng, wanted = self.rng, False
        for _ in range(rng.choice((1, 8))):
            move, who = rng.choice(MOVES), rng.choice(("ann", "ben"))
            change = rng.choice(WANTED) if move == "ask" else ""
            answer = rng.choice(("", "合成示例：不影响认定。"))
            accepts = self.model.accepts(
                move, who, self.day, change=change, law=OURS, answered=bool(answer)
            )
            wanted = accepts and not self._refused_besides(move)
            if wanted:
                break
        return move, who, change, answer, wanted

    def _refused_besides(self, move: str) -> bool:
        """What services ask beside the moves: a second statement, records that fell."""
        fell = self.model.fallen_on is not None
        return (move == "state" and self.model.last("state") is not None) or (
            move in ("decide", "confirm") and fell
        )

    def _do(self, move: str, who: str, change: str, answer: str) -> None:
        about, day, id = by(who), self.day, self.id
        if move == "notify":
            services.notify(id, about, day)
            self.model.reply_until = now(id).reply_until
        elif move == "decide":
            services.decide(id, Decision(ACT, LAW, day, answer), about, day)
        elif move == "ask":
            services.ask(id, change, "事实认定有误", Act("沪2号", "ab" * 32), about, day)
        elif move == "state":
            services.hear(id, "合成示例：设备故障。", about, day)
        elif move == "waive":
            services.waive(id, "cd" * 32, about, day)
        else:
            getattr(services, move)(id, about, day)

    def around(self) -> None:
        """The notice is served; the record it rests on is withdrawn."""
        model = self.model
        notice = now(self.id).notice
        if notice is not None and model.served_on is None and self.rng.random() < 0.7:
            dispatch(notice, "letter", by("post"), on=DAY)
            model.served_on = serve(notice, "letter", "post", DAY, by("post"), b"\1" * 32)
            model.heard_until = heard_until(listing_on(LIST, DAY), DAY, calendar())
        if model.fallen_on is None and self.rng.random() < 0.02:
            [document] = documents(self.ref)
            act = Act("沪示撤〔2026〕1号", "ef" * 32)
            withdraw(Target(self.ref, document), "原决定被撤销", act, DAY, by("x"), today=DAY)
            model.fallen_on = DAY

    def check(self) -> None:
        """Tables, page and model say the same of today and of other days."""
        one = now(self.id)
        standing, steps = standings([one])[one.id], taken([one.id])[one.id]
        for day in (self.day, self.day + timedelta(days=40), date(2029, 4, 2)):
            assert in_force_on(one, steps, day, standing) == self.model.in_force(day), (
                self.model.log
            )
        told = not lacking(one, self.day, standing)
        assert told == self.model.in_force(self.day)
        shown = {each.entry.id for each in shown_in(LIST, self.day)}
        assert (self.id in shown) == told
        self.in_force += told


@pytest.mark.parametrize("seed", range(6))
def test_lived_through(seed: int, ledger: Path, tmp_path: Path) -> None:
    rng = Random(seed)
    lives = [Life(ref, rng) for ref in fined(tmp_path, 4)]
    for one in lives:
        one.id = proposed(one.ref)
    for _ in range(STEPS):
        for one in lives:
            one.around()
            one.step()
            one.check()
            one.day += timedelta(days=rng.choice((0, 0, 1, 9)))
    assert sum(one.in_force for one in lives) > STEPS // 6
