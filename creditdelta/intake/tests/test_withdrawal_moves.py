"""The way of a withdrawal against a second description of it, from every depth, every step often."""

from collections import Counter
from random import Random

from creditdelta.intake.withdrawal_rules import (
    STATES,
    TRANSITIONS,
    Move,
    MoveRefused,
    Standing,
    moved,
)

MOVES: list[Move] = ["confirm", "refuse", "take_back", "hold", "count", "release", "send_back"]
# How to get to each state, and by whose hand: the depth at which a walk may start.
WAYS: dict[str, list[tuple[Move, str]]] = {
    "proposed": [],
    "confirmed": [("confirm", "b")],
    "held": [("confirm", "b"), ("hold", "")],
    "counted": [("confirm", "b"), ("count", "")],
    "sent_back": [("confirm", "b"), ("hold", ""), ("send_back", "c")],
    "refused": [("refuse", "b")],
    "taken_back": [("take_back", "a")],
}
ACTORS = ["a", "b", "c", "d", ""]  # "a" proposes; "" is the machine
WALKS, STEPS, LEAST = 20_000, 6, 100


class Folder:
    """The same in other words: a paper folder that goes round an office for signatures."""

    def __init__(self) -> None:
        self.tray, self.signed = "in", ["a"]

    def asked(self, move: Move, who: str) -> str:
        """Why not, or "" once it is done."""
        wanted = {
            "in": ("confirm", "refuse", "take_back"),
            "machine": ("hold", "count"),
            "chief": ("release", "send_back"),
        }.get(self.tray, ())
        if move not in wanted:
            return "move"
        if self.tray == "machine":
            if who:
                return "hand"
            self.tray = "chief" if move == "hold" else "done"
            return ""
        if move == "take_back":
            if who != self.signed[0]:
                return "hand"
            self.tray = "bin of a"
            return ""
        if not who or who in self.signed:
            return "hand"
        if self.tray == "chief":
            self.tray = "done" if move == "release" else "bin of the chief"
        elif move == "confirm":
            self.tray = "machine"
            self.signed.append(who)
        else:
            self.tray = "bin of b"
        return ""


TRAYS = {
    "in": "proposed", "machine": "confirmed", "chief": "held", "done": "counted",
    "bin of the chief": "sent_back", "bin of b": "refused", "bin of a": "taken_back",
}  # fmt: skip


def test_a_walk_from_any_depth_is_what_the_model_says() -> None:
    draw = Random(31)
    states: Counter[str] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    refused: Counter[tuple[str, str]] = Counter()
    for _ in range(WALKS):
        standing, folder = Standing("proposed", "a"), Folder()
        for move, who in WAYS[draw.choice(sorted(WAYS))]:
            assert folder.asked(move, who) == ""
            standing = moved(standing, move, who)
        for _ in range(STEPS):
            move, who = draw.choice(MOVES), draw.choice(ACTORS)
            before = standing
            states[before.state] += 1
            expected = folder.asked(move, who)
            try:
                standing = moved(before, move, who)
                got = ""
                taken[before.state, move] += 1
            except MoveRefused as refusal:
                got = refusal.why
                refused[before.state, got] += 1
            assert (got, standing.state) == (expected, TRAYS[folder.tray]), (before, move, who)
    assert min(states[state] for state in STATES) >= LEAST
    assert set(taken) == set(TRANSITIONS)
    assert min(taken.values()) >= LEAST, taken
    assert min(refused[state, "move"] for state in STATES) >= LEAST
    assert min(refused[state, "hand"] for state in ("proposed", "confirmed", "held")) >= LEAST


def test_nobody_reaches_the_end_alone() -> None:
    """Whatever its proposer and the machine do, nothing is withdrawn."""
    reached = {Standing("proposed", "a")}
    while True:
        further = reached | {
            after
            for standing in reached
            for move in MOVES
            for who in ("a", "")
            if (after := tried(standing, move, who)) is not None
        }
        if further == reached:
            break
        reached = further
    assert {standing.state for standing in reached} == {"proposed", "taken_back"}


def test_what_the_breaker_stopped_needs_a_third_hand() -> None:
    held = moved(moved(Standing("proposed", "a"), "confirm", "b"), "hold", "")
    for who in ("a", "b", ""):
        for move in MOVES:
            assert tried(held, move, who) is None, (move, who)
    assert moved(held, "release", "c").state == "counted"


def tried(standing: Standing, move: Move, who: str) -> Standing | None:
    try:
        return moved(standing, move, who)
    except MoveRefused:
        return None
