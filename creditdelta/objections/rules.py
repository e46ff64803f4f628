"""What may happen to an objection, who may do it, and is what it is about marked meanwhile?

Clause  S73; threats T8, T9.
Data    rulebook/objections/clocks.toml
Pure    the table below is all there is: pages will offer what it allows, and the property test walks it.

Whoever decides is never who confirms; whoever objected decides on nothing. A review is decided by others than
those who rejected the objection.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.rulebook.repairs import About

State = Literal[
    "filed", "upholding", "rejecting", "upheld", "rejected", "reviewing", "review_upholding",
    "review_rejecting", "settled", "withdrawn",
]  # fmt: skip
Move = Literal[
    "forward", "extend", "uphold", "reject", "confirm", "send_back", "ask_review", "withdraw",
]  # fmt: skip
Outcome = Literal["", "corrected", "deleted", "annotated", "stopped"]
STATES: Mapping[State, Words] = {
    "filed": Words("异议处理中", "objected to, being checked"),
    "upholding": Words("异议处理中，拟成立", "objected to, to be upheld"),
    "rejecting": Words("异议处理中，拟不成立", "objected to, to be rejected"),
    "upheld": Words("异议成立", "upheld"),
    "rejected": Words("异议不成立", "rejected"),
    "reviewing": Words("异议复核中", "under review"),
    "review_upholding": Words("异议复核中，拟成立", "under review, to be upheld"),
    "review_rejecting": Words("异议复核中，拟不成立", "under review, to be rejected"),
    "settled": Words("复核后异议不成立", "rejected after review"),
    "withdrawn": Words("已撤回异议", "withdrawn"),
}
OUTCOMES: Mapping[Outcome, Words] = {
    "": Words("", ""),
    "corrected": Words("更正", "corrected"),
    "deleted": Words("删除", "deleted"),
    "annotated": Words("加注说明", "annotated"),
    "stopped": Words("停止公示和使用", "no longer public or used"),
}
# What leads where; every other pair is refused.
TRANSITIONS: Mapping[tuple[State, Move], State] = {
    ("filed", "forward"): "filed",
    ("filed", "extend"): "filed",
    ("filed", "withdraw"): "withdrawn",
    ("filed", "uphold"): "upholding",
    ("filed", "reject"): "rejecting",
    ("upholding", "confirm"): "upheld",
    ("upholding", "send_back"): "filed",
    ("rejecting", "confirm"): "rejected",
    ("rejecting", "send_back"): "filed",
    ("rejected", "ask_review"): "reviewing",
    ("reviewing", "extend"): "reviewing",
    ("reviewing", "withdraw"): "rejected",
    ("reviewing", "uphold"): "review_upholding",
    ("reviewing", "reject"): "review_rejecting",
    ("review_upholding", "confirm"): "upheld",
    ("review_upholding", "send_back"): "reviewing",
    ("review_rejecting", "confirm"): "settled",
    ("review_rejecting", "send_back"): "reviewing",
}
OWN: frozenset[Move] = frozenset({"ask_review", "withdraw"})  # of the organisation
SECOND: frozenset[Move] = frozenset({"confirm", "send_back"})
CLOSED: frozenset[State] = frozenset({"upheld", "settled", "withdrawn"})
UNDER_WAY: frozenset[State] = frozenset(
    {"filed", "upholding", "rejecting", "reviewing", "review_upholding", "review_rejecting"}
)


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection and everything decided about it. `column`: the very field, "" for the whole.

    `wrong`: it was wrong from the start, so that whoever received it is told; `deciders`: who took part in
    rejecting it and takes no part in the review; `first`: who took the step a second officer must agree to.
    """

    id: bytes
    ref: bytes
    about: About
    target: bytes
    column: str
    office: str
    filed_by: str
    filed_on: date
    state: State = "filed"
    decide_until: date | None = None
    extended: bool = False
    outcome: Outcome = ""
    wrong: bool = False
    first: str = ""
    deciders: tuple[str, ...] = ()
    decided_on: date | None = None
    reviewed_on: date | None = None
    notice: bytes | None = None


Why = Literal["", "move", "second", "own_objection", "took_part", "extended"]


def may_move(one: Objection, move: Move) -> bool:
    """Whether the table knows the step."""
    return (one.state, move) in TRANSITIONS


def moved(one: Objection, move: Move) -> State:
    """The state after a step that may be taken."""
    return TRANSITIONS[one.state, move]


def why_not_move(one: Objection, move: Move, account: str) -> Why:
    """Why an account may not take a step, whatever else it needs; "" where it may."""
    if not may_move(one, move):
        return "move"
    if move in OWN:
        return ""
    if account == one.filed_by:
        return "own_objection"
    if one.state.startswith("review") and account in one.deciders:
        return "took_part"
    if move == "extend" and one.extended:
        return "extended"
    return "second" if move in SECOND and account == one.first else ""


def marked(one: Objection) -> bool:
    """Whether what it is about is shown as objected to: from the moment it was filed until it is answered."""
    return one.state in UNDER_WAY
