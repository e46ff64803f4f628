"""Who may be invited to act for an organisation, and what does a code of invitation do?

Clause  S9, S6: an organisation is represented by whom it chose; nobody else reads its archive.
Data    rulebook/representation/limits.toml
Pure    days are arguments.

representative  the first one, by a code on a letter of the credit office
deputy          by a code that the representative gives out of hand
successor       by a code of the representative: whoever uses it is the representative, the other is not
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

As = Literal["representative", "deputy", "successor"]
State = Literal["open", "redeemed", "taken_back", "expired"]
Move = Literal["redeem", "take_back", "expire"]

# What leads where; every other pair is refused. `expire` is time's own move.
TRANSITIONS: Mapping[tuple[State, Move], State] = {
    ("open", "redeem"): "redeemed",
    ("open", "take_back"): "taken_back",
    ("open", "expire"): "expired",
}
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that reads like another sign
CODE_LENGTH, GROUP = 16, 4  # some 79 bits
_LIKE = str.maketrans("01ILO", "QJJJQ")


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation to act for an organisation. `made_by`: the account that decided it."""

    id: bytes
    ref: bytes
    as_: As
    made_by: str
    made_on: date
    valid_until: date  # its last day
    redeemed_on: date | None = None
    taken_back_on: date | None = None


def state_on(one: Invitation, day: date) -> State:
    """How an invitation stands on a day from the one on which it was made."""
    if one.redeemed_on is not None and one.redeemed_on <= day:
        return "redeemed"
    if one.taken_back_on is not None and one.taken_back_on <= day:
        return "taken_back"
    return "expired" if day > one.valid_until else "open"


def may_move(one: Invitation, move: Move, day: date) -> bool:
    """Whether somebody may do this on a day; time's own move is nobody's."""
    return move != "expire" and (state_on(one, day), move) in TRANSITIONS


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts for an organisation today: accounts by the posts they hold."""

    representatives: Mapping[bytes, str]  # post -> account
    deputies: Mapping[bytes, str]

    @property
    def accounts(self) -> frozenset[str]:
        """Everybody who acts for it."""
        return frozenset((*self.representatives.values(), *self.deputies.values()))


Why = Literal[
    "represented", "not_represented", "many", "unknown", "acts", "apart", "own", "gone", "ground"
]


def why_not_invite(
    as_: As, acting: Acting, open_: Sequence[Invitation], most_deputies: int
) -> Why | None:
    """Why nobody can be invited so; None: somebody can."""
    if as_ == "representative":
        return "represented" if acting.representatives else None
    if not acting.representatives:
        return "not_represented"
    if as_ == "deputy":
        waiting = sum(one.as_ == "deputy" for one in open_)
        return "many" if len(acting.deputies) + waiting >= most_deputies else None
    return None


def why_not_redeem(one: Invitation, account: str, acting: Acting, day: date) -> Why | None:
    """Why an account cannot use an invitation whose code it has; None: it can.

    What a representative offered ends with that representative.
    """
    if not may_move(one, "redeem", day):
        return "unknown"
    if one.as_ == "representative":
        return "unknown" if acting.representatives else None
    if one.made_by not in acting.representatives.values():
        return "unknown"
    if one.as_ == "deputy":
        return "acts" if account in acting.accounts else None
    return "acts" if account in acting.representatives.values() else None


def plain(code: str) -> str:
    """A code as it is compared: capitals, no gaps; signs that look alike are one.

    >>> plain("abcd-2345 efgh 6789")
    'ABCD2345EFGH6789'
    """
    return "".join(sign for sign in code.upper() if sign.isalnum()).translate(_LIKE)


def grouped(code: str) -> str:
    """A code as it is read out: in groups of four."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
