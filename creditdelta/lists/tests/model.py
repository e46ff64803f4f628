"""A second opinion on list entries: what was done is written down, and every question reads it anew.

It knows no state and no table of moves: whether a step is open, and whether an entry is in force, follows
from what lies in the log.
"""

from dataclasses import dataclass, field
from datetime import date

from creditdelta.lists.tests.laws import carries


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken. `change`: which one was asked for; `law`, `since`, `until`: of a decision."""

    move: str
    by: str
    on: date
    change: str = ""
    law: str = ""
    since: date = date.min
    until: date = date.min


@dataclass
class Model:
    """One entry: its colour, and everything that happened to it and around it."""

    black: bool
    log: list[Done] = field(default_factory=list)
    reply_until: date | None = None
    served_on: date | None = None
    heard_until: date | None = None
    fallen_on: date | None = None
    kept_until: date | None = None

    def last(self, *moves: str) -> Done | None:
        """The last step of some kinds that was taken."""
        return next((one for one in reversed(self.log) if one.move in moves), None)

    def decision(self) -> Done | None:
        """What a first officer decided, where no second one sent it back."""
        last = self.last("decide", "send_back")
        return last if last is not None and last.move == "decide" else None

    def asked(self) -> Done | None:
        """The change that waits for a second officer."""
        last = self.last("ask", "agree", "disagree")
        return last if last is not None and last.move == "ask" else None

    def changes(self, day: date = date.max) -> list[tuple[str, date]]:
        """Changes that were agreed to until a day, with the day."""
        found, waiting = [], ""
        for one in self.log:
            waiting = one.change if one.move == "ask" else waiting
            if one.move == "agree" and one.on <= day:
                found.append((waiting, one.on))
        return found

    def suspended(self) -> bool:
        """Whether the last agreed change suspended it."""
        found = self.changes()
        return bool(found) and found[-1][0] == "suspend"

    def repaired(self, day: date = date.max) -> bool:
        """Whether it was repaired by a day, and that was not revoked."""
        found = [one.move for one in self.log if one.move in ("end", "restore") and one.on <= day]
        return bool(found) and found[-1] == "end"

    def over(self) -> bool:
        """Whether nothing happens to it any more."""
        return self.last("drop") is not None or any(one == "remove" for one, _ in self.changes())

    def accepts(
        self, move: str, by: str, day: date, *, change: str, law: str, answered: bool
    ) -> bool:
        """Whether somebody may take a step on a day."""
        decided, confirmed, asked = self.decision(), self.last("confirm"), self.asked()
        if self.over():
            return False
        if move in ("end", "restore"):
            return confirmed is not None and self.repaired() == (move == "restore")
        if move in ("confirm", "send_back"):
            return decided is not None and not confirmed and decided.by != by
        if move in ("agree", "disagree"):
            return asked is not None and asked.by != by
        if move == "ask":
            fits = change == "remove" or (change == "resume") == self.suspended()
            return confirmed is not None and asked is None and fits
        if decided is not None:
            return False
        if move == "notify":
            return self.black and self.last("notify") is None
        if move in ("state", "waive"):
            return self.last("notify") is not None
        return move == "drop" or (self.may_decide(day, answered=answered) and self.ground(law, day))

    def may_decide(self, day: date, *, answered: bool) -> bool:
        """Whether the organisation was told, and heard or had time to be."""
        if not self.black:
            return True
        if self.served_on is None or self.served_on > day or self.reply_until is None:
            return False
        stated, waived = self.last("state"), self.last("waive")
        ends = max(self.heard_until or date.max, self.reply_until)
        return (day > ends or bool(waived) or bool(stated)) and (answered or not stated)

    def ground(self, law: str, day: date) -> bool:
        """Whether a document carries a decision of that day."""
        return carries(law, day, day, adverse=self.black)

    def in_force(self, day: date) -> bool:
        """Whether it counts on a day, as everything is known now."""
        decided, confirmed = self.decision(), self.last("confirm")
        if decided is None or confirmed is None or confirmed.by == decided.by:
            return False
        changes = [one for one, _ in self.changes(day)]
        if "remove" in changes or (changes and changes[-1] == "suspend") or self.repaired(day):
            return False
        if self.black and (self.last("notify") is None or self.served_on is None):
            return False
        return (
            max(decided.since, confirmed.on) <= day <= decided.until
            and carries(decided.law, decided.on, day, adverse=self.black)
            and (self.fallen_on is None or day < self.fallen_on)
            and (self.kept_until is None or day <= self.kept_until)
        )
