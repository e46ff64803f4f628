"""Where does an upload stand, and what may happen to it next?

Clause  S31. Pure: one table; nothing else says what follows on what.
"""

from typing import Literal

State = Literal[
    "arriving",  # bytes are coming in; a broken connection goes on where it stood
    "waiting",  # whole, not read yet
    "reading",  # a limited process reads it
    "read",  # what was found is shown; the clerk confirms or changes
    "unreadable",  # nobody could read it; `error` says why
    "confirmed",  # the clerk said yes; it is taken in as soon as the ledger is free
    "loading",
    "held",  # the breaker tripped: a second officer looks
    "done",
    "refused",  # the second officer sent it back
    "discarded",
]
Move = Literal[
    "complete",
    "begin",
    "find",
    "fail",
    "again",
    "confirm",
    "load",
    "hold",
    "end",
    "refuse",
    "discard",
]

TRANSITIONS: dict[tuple[State, Move], State] = {
    ("arriving", "complete"): "waiting",
    ("waiting", "begin"): "reading",
    ("reading", "again"): "waiting",  # the process was killed, or the clerk chose another kind
    ("reading", "find"): "read",
    ("reading", "fail"): "unreadable",
    ("read", "again"): "waiting",
    ("unreadable", "again"): "waiting",
    ("read", "confirm"): "confirmed",
    ("confirmed", "load"): "loading",
    ("loading", "again"): "confirmed",
    ("loading", "hold"): "held",
    ("loading", "end"): "done",
    ("held", "load"): "loading",
    ("held", "refuse"): "refused",
    ("arriving", "discard"): "discarded",
    ("waiting", "discard"): "discarded",
    ("reading", "discard"): "discarded",
    ("confirmed", "fail"): "unreadable",  # a backup was restored, and its bytes are not there
    ("read", "discard"): "discarded",
    ("unreadable", "discard"): "discarded",
}
ENDED: tuple[State, ...] = ("done", "refused", "discarded")


class MoveRefused(ValueError):
    """This cannot happen to the upload as it stands."""


def after(state: State, move: Move) -> State:
    """The state after a move; `MoveRefused`."""
    if (state, move) not in TRANSITIONS:
        raise MoveRefused(f"{move} in {state}")
    return TRANSITIONS[state, move]
