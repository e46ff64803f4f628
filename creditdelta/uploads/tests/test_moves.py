"""The way of an upload against a second description of it, from every depth, every move often."""

from collections import Counter
from random import Random

import pytest

from creditdelta.uploads.models import Upload
from creditdelta.uploads.moves import move
from creditdelta.uploads.rules import ENDED, TRANSITIONS, Move, MoveRefused, State, after
from creditdelta.uploads.services import begin
from creditdelta.uploads.tests.sent import CLERK, OFFICE

MOVES: list[Move] = sorted({wanted for _, wanted in TRANSITIONS})
# How to get to each state from the beginning: the depth at which a walk may start.
READ: list[Move] = ["complete", "begin", "find"]
WAYS: dict[State, list[Move]] = {
    "arriving": [],
    "waiting": ["complete"],
    "reading": ["complete", "begin"],
    "read": READ,
    "unreadable": ["complete", "begin", "fail"],
    "confirmed": [*READ, "confirm"],
    "loading": [*READ, "confirm", "load"],
    "held": [*READ, "confirm", "load", "hold"],
    "done": [*READ, "confirm", "load", "end"],
    "refused": [*READ, "confirm", "load", "hold", "refuse"],
    "discarded": ["discard"],
}
WALKS, STEPS, LEAST = 6_000, 10, 100


class Model:
    """The same in other words: what a registry with a counter and a cellar would say of a folder."""

    def __init__(self) -> None:
        self.place = "doorstep"  # doorstep, tray, desk, answered, counter, cellar, cupboard, gone
        self.legible = True

    def asked(self, wanted: Move) -> bool:
        """Whether it is done."""
        done: bool = getattr(self, f"_{wanted}")()
        return done

    def _go(self, here: str, there: str) -> bool:
        if self.place != here:
            return False
        self.place = there
        return True

    def _complete(self) -> bool:
        return self._go("doorstep", "tray")

    def _begin(self) -> bool:
        return self._go("tray", "desk")

    def _find(self) -> bool:
        self.legible = self.legible or self.place == "desk"
        return self._go("desk", "answered")

    def _fail(self) -> bool:
        if self.place not in ("desk", "counter"):
            return False
        self.place, self.legible = "answered", False
        return True

    def _again(self) -> bool:
        if self.place == "cellar":
            self.place = "counter"
            return True
        if self.place not in ("desk", "answered"):
            return False
        self.place, self.legible = "tray", True
        return True

    def _confirm(self) -> bool:
        return self.legible and self._go("answered", "counter")

    def _load(self) -> bool:
        return self._go("counter", "cellar") or self._go("cupboard", "cellar")

    def _hold(self) -> bool:
        return self._go("cellar", "cupboard")

    def _end(self) -> bool:
        return self._go("cellar", "filed")

    def _refuse(self) -> bool:
        return self._go("cupboard", "returned")

    def _discard(self) -> bool:
        if self.place not in ("doorstep", "tray", "desk", "answered"):
            return False
        self.place = "bin"
        return True

    @property
    def state(self) -> str:
        """The word of the platform for where it lies."""
        if self.place == "answered":
            return "read" if self.legible else "unreadable"
        return {
            "doorstep": "arriving", "tray": "waiting", "desk": "reading", "counter": "confirmed",
            "cellar": "loading", "cupboard": "held", "filed": "done", "returned": "refused",
            "bin": "discarded",
        }[self.place]  # fmt: skip


def test_a_walk_from_any_depth_is_what_the_model_says() -> None:
    draw = Random(31)
    states: Counter[str] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    refused: Counter[str] = Counter()
    for _ in range(WALKS):
        state: State = "arriving"
        model = Model()
        for wanted in WAYS[draw.choice(sorted(WAYS))]:
            assert model.asked(wanted)
            state = after(state, wanted)
        for _ in range(STEPS):
            wanted, before = draw.choice(MOVES), state
            states[before] += 1
            expected = model.asked(wanted)
            try:
                state = after(before, wanted)
                taken[before, wanted] += 1
                assert expected, (before, wanted)
            except MoveRefused:
                refused[before] += 1
                assert not expected, (before, wanted)
            assert state == model.state, (before, wanted)
    assert set(WAYS) == set(states)
    assert min(states.values()) >= LEAST
    assert set(taken) == set(TRANSITIONS)
    assert min(taken.values()) >= LEAST
    assert min(refused[state] for state in states) >= LEAST


def test_what_has_ended_stays() -> None:
    assert not {state for state, _ in TRANSITIONS} & set(ENDED)


@pytest.mark.usefixtures("ledger")
def test_of_two_moves_at_once_the_slower_is_refused() -> None:
    upload = begin(OFFICE, CLERK, "a.csv", 0)
    other = Upload.objects.get(pk=upload.pk)
    move(upload, "complete")
    with pytest.raises(MoveRefused):
        move(other, "discard")
    other.refresh_from_db()
    assert other.state == "waiting"
