"""May this record be repaired today, what happens to an application, and who may do it?

Clause  S72, S74; architecture ideas 2 and 5; threats T8, T9.
Data    rulebook/repair/regimes.toml; the shortest periods: rulebook/publication
Pure    the table below is all there is: pages offer what it allows, and the property test walks it.

Whoever decides is never who confirms, and never who applied.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.records.clock import Clock
from creditdelta.rulebook.repairs import About, Regime, Way, repairs, ways_on

State = Literal[
    "preparing", "filed", "returned", "accepted", "granting", "refusing", "granted", "lifted",
    "completing", "refused", "withdrawn", "revoking", "revoked",
]  # fmt: skip
Move = Literal[
    "prove", "sign", "file", "withdraw", "forward", "return", "accept", "extend", "grant", "refuse",
    "complete", "revoke", "confirm", "send_back",
]  # fmt: skip
STATES: Mapping[State, Words] = {
    "preparing": Words("准备中，尚未提交", "being prepared, not handed in"),
    "filed": Words("已提交，待受理", "handed in, waits to be accepted"),
    "returned": Words("待补正", "something is missing"),
    "accepted": Words("已受理，审查中", "accepted, being examined"),
    "granting": Words("拟予修复，待复核", "to be repaired, waits for a second officer"),
    "refusing": Words("拟不予修复，待复核", "to be refused, waits for a second officer"),
    "granted": Words("已修复", "repaired"),
    "lifted": Words("重整计划执行期间已修复", "repaired while the plan is carried out"),
    "completing": Words("计划已执行，待复核", "plan carried out, waits for a second officer"),
    "refused": Words("不予修复", "refused"),
    "withdrawn": Words("已撤回申请", "application withdrawn"),
    "revoking": Words("拟撤销修复，待复核", "repair to be revoked, waits for a second officer"),
    "revoked": Words("修复已撤销", "repair revoked"),
}
# What leads where; every other pair is refused. `confirm` of a way that only lifts: see `moved`.
TRANSITIONS: Mapping[tuple[State, Move], State] = {
    ("preparing", "prove"): "preparing",
    ("preparing", "sign"): "preparing",
    ("preparing", "file"): "filed",
    ("preparing", "withdraw"): "withdrawn",
    ("returned", "prove"): "returned",
    ("returned", "sign"): "returned",
    ("returned", "file"): "filed",
    ("returned", "withdraw"): "withdrawn",
    ("returned", "refuse"): "refusing",
    ("filed", "withdraw"): "withdrawn",
    ("filed", "forward"): "filed",
    ("filed", "return"): "returned",
    ("filed", "accept"): "accepted",
    ("accepted", "withdraw"): "withdrawn",
    ("accepted", "extend"): "accepted",
    ("accepted", "grant"): "granting",
    ("accepted", "refuse"): "refusing",
    ("granting", "confirm"): "granted",
    ("granting", "send_back"): "accepted",
    ("refusing", "confirm"): "refused",
    (
        "refusing",
        "send_back",
    ): "accepted",  # what was refused while something was missing goes back there
    ("lifted", "complete"): "completing",
    ("lifted", "revoke"): "revoking",
    ("completing", "confirm"): "granted",
    ("completing", "send_back"): "lifted",
    ("granted", "revoke"): "revoking",
    ("revoking", "confirm"): "revoked",
    ("revoking", "send_back"): "granted",  # what only lifted goes back to that
}
OWN: frozenset[Move] = frozenset({"prove", "sign", "file", "withdraw"})  # of the organisation
SECOND: frozenset[Move] = frozenset({"confirm", "send_back"})
CLOSED: frozenset[State] = frozenset({"granted", "refused", "withdrawn", "revoked"})
WAITING: frozenset[State] = frozenset(
    {"filed", "returned", "accepted", "granting", "refusing"}
)  # an answer is due
REPAIRED: frozenset[State] = frozenset({"granted", "lifted", "completing", "revoking"})


@dataclass(frozen=True, slots=True)
class Case:
    """An application and everything decided about it. `target`: a record's document, or an entry's id.

    `proof`: SHA-256 of the paper; `signed`: the first day of the text that was signed; `first`: who took
    the step that a second officer must agree to; `back`: where it goes if nobody agrees.
    """

    id: bytes
    ref: bytes
    about: About
    target: bytes
    office: str
    regime: str
    way: str
    lifts: bool
    begun_by: str
    begun_on: date
    state: State = "preparing"
    proof: str = ""
    signed: date | None = None
    filed_on: date | None = None
    accept_until: date | None = None
    accepted_on: date | None = None
    decide_until: date | None = None
    complete_until: date | None = None
    extended: bool = False
    first: str = ""
    back: State | Literal[""] = ""
    reasons: tuple[str, ...] = ()
    again_on: date | None = None
    decided_on: date | None = None
    notice: bytes | None = None
    revoked_on: date | None = None
    barred_until: date | None = None


Why = Literal[
    "", "move", "second", "own_case", "papers", "early", "never", "barred", "under_way", "fallen", "ground",
    "texts", "person", "extended", "no_extension", "gone", "way", "file", "office",
]  # fmt: skip


def may_move(case: Case, move: Move) -> bool:
    """Whether the table knows the step."""
    return (case.state, move) in TRANSITIONS


def moved(case: Case, move: Move) -> State:
    """The state after a step that may be taken."""
    if move == "send_back" and case.back:
        return case.back
    if (case.state, move) == ("granting", "confirm") and case.lifts:
        return "lifted"
    return TRANSITIONS[case.state, move]


def why_not_move(case: Case, move: Move, account: str) -> Why:
    """Why an account may not take a step, whatever else it needs; "" where it may."""
    if not may_move(case, move):
        return "move"
    if move == "extend" and case.extended:
        return "extended"
    if move not in OWN and account == case.begun_by:
        return "own_case"
    return "second" if move in SECOND and account == case.first else ""


def lacks_paper(case: Case) -> bool:
    """Whether something asked for has not been handed in."""
    return not case.proof or case.signed is None


def due_of(case: Case) -> date | None:
    """Until when it is the office's turn; None where it waits for the organisation, or is over."""
    if case.state == "filed":
        return case.accept_until
    return case.decide_until if case.state in ("accepted", "granting", "refusing") else None


Kind = Literal[
    "not_adverse", "closed", "under_way", "barred", "never", "by_itself", "later", "now", "unsaid"
]


@dataclass(frozen=True, slots=True)
class Answer:
    """May its repair be asked for? `on`: since or until when; `start` and `term`: why just then.

    `rule`: the row of the rulebook that says so, "" for none.
    """

    kind: Kind
    on: date | None = None
    start: date | None = None
    term: str = ""
    rule: str = ""
    title: str = ""


def may_be_asked(
    clock: Clock, day: date, *, closed: bool = False, barred_until: date | None = None,
    under_way: bool = False,
) -> Answer:  # fmt: skip
    """The one answer for a record or an entry, by its clock, on a day."""
    period = clock.period
    title = period.basis.title if period else ""
    if not clock.adverse:
        return Answer("not_adverse")
    if closed:
        return Answer("closed")
    if under_way:
        return Answer("under_way")
    if period is not None and not period.repair:
        return Answer("never", title=title)
    if barred_until is not None and day <= barred_until:
        return Answer("barred", on=barred_until)
    if clock.ends_first:
        return Answer("by_itself", on=clock.end.on if clock.end else None)
    hand = clock.repair
    if hand is None:  # of a minor one: as soon as the duties are done
        return Answer("now" if period is not None and not period.usual else "unsaid", title=title)
    told = (hand.on, hand.start, hand.term, hand.rule, title)
    return Answer("later" if day < hand.on else "now", *told)


def why_not_ask(answer: Answer, way: Way) -> Why:
    """Why an application cannot be begun; "" where it can. A reorganised company need not wait."""
    whys: dict[Kind, Why] = {
        "not_adverse": "gone", "closed": "fallen", "under_way": "under_way", "barred": "barred",
        "never": "never", "by_itself": "early",
    }  # fmt: skip
    if answer.kind == "later":
        return "early" if way.minimum else ""
    if answer.kind == "by_itself" and not way.minimum:
        return ""
    return whys.get(answer.kind, "")


def decider(regime: Regime, about: About, recogniser: str, site: str) -> str:
    """The office that decides: who recognised it, or the credit office that keeps the site."""
    return recogniser if getattr(regime.by, about) == "recogniser" else site


def barred_until(cases: Sequence[Case]) -> date | None:
    """Until when nothing of an organisation is repaired, because a repair of its was revoked."""
    return max((one.barred_until for one in cases if one.barred_until is not None), default=None)


def regime_of(case: Case) -> Regime:
    """The procedure an application goes by."""
    return next(one for one in repairs().regimes if one.id == case.regime)


def way_of(case: Case) -> Way:
    """How it is to be repaired, as the rulebook said when the application began."""
    return ways_on(case.begun_on)[case.way]
