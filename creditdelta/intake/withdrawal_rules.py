"""Where does a withdrawal stand, what may happen to it next, and by whose hand?

Clause  S31. No single officer takes a record back: one proposes, another confirms, and where the breaker
trips a third lets it in.
Pure    one table; nothing else says what follows on what.
"""

from dataclasses import dataclass, replace
from typing import Literal

State = Literal[
    "proposed",  # waits for a second officer
    "confirmed",  # is being carried out
    "held",  # the breaker tripped: a third officer looks
    "counted",
    "sent_back",  # the third officer sent it back
    "refused",
    "taken_back",
]
Move = Literal["confirm", "refuse", "take_back", "hold", "count", "release", "send_back"]
Hand = Literal["proposer", "another", "third", "nobody"]

TRANSITIONS: dict[tuple[State, Move], tuple[State, Hand]] = {
    ("proposed", "confirm"): ("confirmed", "another"),
    ("proposed", "refuse"): ("refused", "another"),
    ("proposed", "take_back"): ("taken_back", "proposer"),
    ("confirmed", "count"): ("counted", "nobody"),  # carried out by the machine
    ("confirmed", "hold"): ("held", "nobody"),
    ("held", "release"): ("counted", "third"),
    ("held", "send_back"): ("sent_back", "third"),
}
STATES: tuple[State, ...] = (
    "proposed", "confirmed", "held", "counted", "sent_back", "refused", "taken_back",
)  # fmt: skip
OPEN: tuple[State, ...] = ("proposed", "confirmed", "held")
# How a submission stands that carries a confirmed withdrawal out, in words of a withdrawal.
BY_SUBMISSION: dict[str, State] = {
    "open": "confirmed", "held": "held", "closed": "counted", "refused": "sent_back",
}  # fmt: skip


class MoveRefused(ValueError):
    """It cannot happen; `why` is `move` (not in this state) or `hand` (not by this officer)."""

    def __init__(self, why: Literal["move", "hand"]) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Standing:
    """A withdrawal: where it stands, who proposed and who confirmed it."""

    state: State
    proposer: str
    confirmer: str = ""


def moved(standing: Standing, move: Move, actor: str) -> Standing:
    """The withdrawal after a move by somebody; `MoveRefused`. `actor` "": the machine."""
    follows = TRANSITIONS.get((standing.state, move))
    if follows is None:
        raise MoveRefused("move")
    state, hand = follows
    if not _may(standing, hand, actor):
        raise MoveRefused("hand")
    return replace(
        standing, state=state, confirmer=actor if move == "confirm" else standing.confirmer
    )


def _may(standing: Standing, hand: Hand, actor: str) -> bool:
    if hand == "nobody":
        return actor == ""
    if not actor:
        return False
    if hand == "proposer":
        return actor == standing.proposer
    if hand == "another":
        return actor != standing.proposer
    return actor not in (standing.proposer, standing.confirmer)
