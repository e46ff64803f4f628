"""A second opinion on applications: what was done is written down, and every question reads it anew.

It knows no state and no table of moves: whether a step is open follows from what lies in the log.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken, and by whom."""

    move: str
    by: str


FIRST = ("grant", "refuse", "complete", "revoke")


@dataclass
class Model:
    """One application: who began it, whether its way only lifts, and everything that happened to it."""

    lifts: bool
    owner: str
    log: list[Done] = field(default_factory=list)

    def asked(self) -> Done | None:
        """What a first officer decided and no second one answered."""
        waiting = None
        for one in self.log:
            if one.move in FIRST:
                waiting = one
            elif one.move in ("confirm", "send_back"):
                waiting = None
        return waiting

    def agreed(self) -> Iterator[str]:
        """What two officers agreed on, in order."""
        waiting = ""
        for one in self.log:
            if one.move in FIRST:
                waiting = one.move
            elif one.move == "confirm":
                yield waiting

    def since(self, move: str, *others: str) -> bool:
        """Whether a step came later than every one of the others."""
        moves = [one.move for one in self.log]
        last = max((n for n, one in enumerate(moves) if one == move), default=-1)
        return last >= 0 and all(one not in moves[last + 1 :] for one in others)

    def repaired(self) -> bool:
        """Whether what was asked for stands as repaired."""
        told = list(self.agreed())
        return "grant" in told and "revoke" not in told

    def over(self) -> bool:
        """Whether only a revocation can follow, or nothing."""
        told = list(self.agreed())
        return "refuse" in told or "revoke" in told or any(x.move == "withdraw" for x in self.log)

    def accepts(self, move: str, by: str) -> bool:
        """Whether somebody may take a step."""
        told, asked = list(self.agreed()), self.asked()
        own = move in ("prove", "sign", "file", "withdraw")
        if self.over() or (not own and by == self.owner):
            return False
        if move in ("confirm", "send_back"):
            return asked is not None and asked.by != by
        if asked is not None:
            return False
        if "grant" in told:
            return move == "revoke" or (
                move == "complete" and self.lifts and "complete" not in told
            )
        handed_in = self.since("file", "return")
        taken_up = any(one.move == "accept" for one in self.log)
        if move in ("prove", "sign", "file"):
            return not handed_in
        if move == "withdraw":
            return True
        if move in ("forward", "return", "accept"):
            return handed_in and not taken_up
        if move == "refuse":
            returned = any(one.move == "return" for one in self.log) and not handed_in
            return taken_up or returned
        if move == "extend":
            return taken_up and not any(one.move == "extend" for one in self.log)
        return move == "grant" and taken_up
