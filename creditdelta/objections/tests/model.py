"""A second opinion on objections: what was done is written down, and every question reads it anew.

It knows no state and no table of moves: whether a step is open follows from what lies in the log.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken, and by whom."""

    move: str
    by: str


@dataclass
class Model:
    """One objection: who filed it, and everything that happened to it."""

    owner: str
    log: list[Done] = field(default_factory=list)

    def asked(self) -> Done | None:
        """What a first officer decided and no second one answered."""
        waiting = None
        for one in self.log:
            if one.move in ("uphold", "reject"):
                waiting = one
            elif one.move in ("confirm", "send_back"):
                waiting = None
        return waiting

    def answers(self) -> list[str]:
        """What two officers agreed on, in order: at most a first answer, and that of a review."""
        found, waiting = [], ""
        for one in self.log:
            if one.move in ("uphold", "reject"):
                waiting = one.move
            elif one.move == "confirm":
                found.append(waiting)
        return found

    def in_review(self) -> bool:
        """Whether a review was asked for and not taken back."""
        asked = [one.move for one in self.log if one.move in ("ask_review", "withdraw")]
        return bool(asked) and asked[-1] == "ask_review"

    def upheld(self) -> bool:
        """Whether it was found right, at once or after a review."""
        return "uphold" in self.answers()

    def over(self) -> bool:
        """Whether nothing happens any more."""
        taken_back = any(one.move == "withdraw" for one in self.log) and not self.answers()
        return self.upheld() or self.answers() == ["reject", "reject"] or taken_back

    def marked(self) -> bool:
        """Whether an answer is due, so that what it is about is shown as objected to."""
        if self.over():
            return False
        return not self.answers() or self.in_review()

    def rejectors(self) -> set[str]:
        """Who took part in the first answer."""
        found: list[str] = []
        for n, one in enumerate(self.log):
            if one.move == "confirm":
                first = next(
                    each for each in reversed(self.log[:n]) if each.move in ("uphold", "reject")
                )
                found += [first.by, one.by]
                break
        return set(found)

    def extended(self) -> bool:
        """Whether this check, or this review, was extended already."""
        last = max((n for n, one in enumerate(self.log) if one.move == "ask_review"), default=-1)
        return any(one.move == "extend" for one in self.log[last + 1 :])

    def accepts(self, move: str, by: str) -> bool:
        """Whether somebody may take a step."""
        if self.over():
            return False
        asked, answered = self.asked(), bool(self.answers())
        if move == "ask_review":
            return answered and not self.in_review()
        if move == "withdraw":
            return asked is None and self.marked()
        if not self.marked() or by == self.owner or (answered and by in self.rejectors()):
            return False
        if move in ("confirm", "send_back"):
            return asked is not None and asked.by != by
        if asked is not None:
            return False
        if move == "forward":
            return not answered
        return move in ("uphold", "reject") or (move == "extend" and not self.extended())
