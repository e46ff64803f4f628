"""What may happen to a list entry, who may do it, and is it in force on a day?

Clause  S15, S16, S37; architecture ideas 2 and 5; threats T1, T3, T6.
Pure    the table below is all there is: pages offer what it allows, and the property test walks it. Being in
        force is computed from what was decided, from the documents it rests on and from the records that
        stand; there is no flag.

Whoever decides is never who confirms; whoever asks for a change is never who agrees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from creditdelta.kernel.days import Calendar
from creditdelta.kernel.errors import Words
from creditdelta.kernel.terms import due_after, step
from creditdelta.rulebook.listings import Colour, Listing
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.places import lies_in

State = Literal[
    "proposed", "noticed", "decided", "listed", "suspending", "suspended", "resuming", "leaving",
    "leaving_suspended", "removed", "dropped",
]  # fmt: skip
Move = Literal[
    "notify", "state", "waive", "decide", "confirm", "send_back", "drop", "ask_suspend", "ask_resume",
    "ask_remove", "agree", "disagree",
]  # fmt: skip
STATES: Mapping[State, Words] = {
    "proposed": Words("已提出", "proposed"),
    "noticed": Words("已告知，听取陈述申辩", "notified, may be heard"),
    "decided": Words("已拟决定，待复核", "decided, waits for a second officer"),
    "listed": Words("在列", "listed"),
    "suspending": Words("在列，拟中止", "listed, suspension asked for"),
    "suspended": Words("已中止", "suspended"),
    "resuming": Words("已中止，拟恢复", "suspended, resumption asked for"),
    "leaving": Words("在列，拟移出", "listed, removal asked for"),
    "leaving_suspended": Words("已中止，拟移出", "suspended, removal asked for"),
    "removed": Words("已移出", "removed"),
    "dropped": Words("不予列入", "not entered"),
}
# What leads where; every other pair is refused. A red list needs no notice before its decision.
TRANSITIONS: Mapping[tuple[State, Move], State] = {
    ("proposed", "notify"): "noticed",
    ("proposed", "decide"): "decided",
    ("noticed", "state"): "noticed",
    ("noticed", "waive"): "noticed",
    ("noticed", "decide"): "decided",
    ("decided", "confirm"): "listed",
    ("decided", "send_back"): "noticed",  # a red list's goes back to the beginning
    ("proposed", "drop"): "dropped",
    ("noticed", "drop"): "dropped",
    ("listed", "ask_suspend"): "suspending",
    ("listed", "ask_remove"): "leaving",
    ("suspended", "ask_resume"): "resuming",
    ("suspended", "ask_remove"): "leaving_suspended",
    ("suspending", "agree"): "suspended",
    ("suspending", "disagree"): "listed",
    ("resuming", "agree"): "listed",
    ("resuming", "disagree"): "suspended",
    ("leaving", "agree"): "removed",
    ("leaving", "disagree"): "listed",
    ("leaving_suspended", "agree"): "removed",
    ("leaving_suspended", "disagree"): "suspended",
}
SECOND: frozenset[Move] = frozenset({"confirm", "send_back", "agree", "disagree"})
COUNTING: frozenset[State] = frozenset({"listed", "suspending", "leaving"})
CLOSED: frozenset[State] = frozenset({"removed", "dropped"})
CONFIRMED, ENDED, RESTORED = "listing.confirmed", "listing.ended", "listing.restored"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry and everything decided about it. `rule`: the first day of the list's row it goes by.

    `first`: who took the step that a second officer must agree to. `ended_on`: repaired since that day.
    """

    id: bytes
    list: str
    rule: date
    colour: Colour
    ref: bytes
    office: str
    criteria: tuple[str, ...]
    documents: tuple[bytes, ...]
    state: State
    proposed_on: date
    notice: bytes | None = None
    reply_until: date | None = None
    heard_on: date | None = None
    waived_on: date | None = None
    number: str = ""
    digest: str = ""
    instrument: str = ""
    decided_on: date | None = None
    since: date | None = None
    until: date | None = None
    first: str = ""
    confirmed_on: date | None = None
    decision_notice: bytes | None = None
    ground: str = ""
    act_number: str = ""
    act_digest: str = ""
    changed_on: date | None = None
    ended_on: date | None = None


Why = Literal[
    "", "move", "second", "competent", "region", "sector", "colour", "unserved", "early", "unheard",
    "act", "law", "days", "fallen", "breaker", "ground", "person", "texts", "records", "twice", "standing",
    "gone",
]  # fmt: skip


def may_move(entry: Entry, move: Move) -> bool:
    """Whether the table knows the step; a red list's entry needs no notice, a black one's always."""
    if entry.state == "proposed" and move in ("notify", "decide"):
        return move == ("notify" if entry.colour == "black" else "decide")
    return (entry.state, move) in TRANSITIONS


def moved(entry: Entry, move: Move) -> State:
    """The state after a step that may be taken."""
    if entry.state == "decided" and move == "send_back" and entry.colour == "red":
        return "proposed"
    return TRANSITIONS[entry.state, move]


def why_not_move(entry: Entry, move: Move, account: str) -> Why:
    """Why an account may not take a step, whatever else it needs; "" where it may."""
    if not may_move(entry, move):
        return "move"
    return "second" if move in SECOND and account == entry.first else ""


def why_not_competent(
    listing: Listing, office: Office, home: str, authorities: Sequence[str]
) -> Why:
    """Why an office may not enter an organisation; "" where it may.

    `home`: the division where the organisation is registered; `authorities`: the codes of those who
    decided the records it rests on. An office is competent for who is at home with it, and for what
    authorities of its place decided.
    """
    if office.kind not in listing.authorities:
        return "sector"
    if office.level not in listing.levels:
        return "competent"
    if office.region not in listing.regions:
        return "region"
    decided = [code[2:8] for code in authorities]
    reached = covers(office, home) or (decided and all(covers(office, one) for one in decided))
    return "" if reached else "region"


def covers(office: Office, division: str) -> bool:
    """Whether a division lies within an office's place."""
    return bool(division) and lies_in(division, (office.division,))


def heard_until(listing: Listing, served_on: date, calendar: Calendar) -> date:
    """The last day on which somebody may make a statement after the notice was served."""
    return due_after(served_on, (step(listing.statement),), calendar).date


def term_end(listing: Listing, since: date, calendar: Calendar) -> date:
    """The last day of an entry's term, by the list's own rule."""
    return due_after(since, (step(listing.term),), calendar).date


@dataclass(frozen=True, slots=True)
class Hearing:
    """What became of the notice: from when it counts as served, until when somebody may be heard."""

    served_on: date | None
    until: date | None
    answered: bool  # whether the decision answers the statement, where one was made


def why_not_decide(entry: Entry, hearing: Hearing, day: date) -> Why:
    """Why nothing can be decided yet; only a black list asks for notice, service and time."""
    if entry.colour == "red":
        return ""
    if hearing.served_on is None or hearing.until is None or hearing.served_on > day:
        return "unserved"
    over = hearing.until < day or entry.waived_on is not None or entry.heard_on is not None
    if not over:
        return "early"
    return "unheard" if entry.heard_on is not None and not hearing.answered else ""


Lacking = Literal["", "state", "repaired", "not_yet", "over", "law", "record", "event"]
LACKINGS: Mapping[Lacking, Words] = {
    "": Words("有效", "in force"),
    "state": Words("未列入或已中止、移出", "not entered, or suspended or removed"),
    "repaired": Words("已修复", "it was repaired"),
    "not_yet": Words("尚未生效", "not yet in force"),
    "over": Words("期限届满", "its term is over"),
    "law": Words(
        "所依据的文件不是或不再是法律依据", "what it rests on is no ground of law, or no longer"
    ),
    "record": Words("所依据的信息已撤回、修复或更正", "a record it rests on no longer stands"),
    "event": Words("作为条件的另一名单已移出", "the entry elsewhere that kept it has ended"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry rests on. `lasts`: until when its documents carry it; None: they never did.

    `fallen_on`: the first day on which a record it names stood no longer; `kept_until`: the last one
    on which the record stood that must go on standing. None: neither has come.
    """

    lasts: date | None
    fallen_on: date | None = None
    kept_until: date | None = None


def lacking(entry: Entry, day: date, standing: Standing) -> Lacking:
    """Why an entry is not in force on a day, as it is decided now; "" where it is."""
    if entry.state not in COUNTING:
        return "state"
    repaired = entry.ended_on is not None and day >= entry.ended_on
    return "repaired" if repaired else out_of_time(entry, day, standing)


def out_of_time(entry: Entry, day: date, standing: Standing) -> Lacking:
    """The same without asking whether it is suspended or removed by now."""
    since, until, confirmed = entry.since, entry.until, entry.confirmed_on
    if since is None or until is None or confirmed is None:
        return "state"
    if day < max(since, confirmed):
        return "not_yet"
    if day > until:
        return "over"
    if standing.lasts is None or day > standing.lasts:
        return "law"
    if standing.fallen_on is not None and day >= standing.fallen_on:
        return "record"
    return "event" if standing.kept_until is not None and day > standing.kept_until else ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken, and on which day."""

    kind: str
    on: date


def counted_on(taken: Sequence[Taken], day: date) -> bool:
    """Whether an entry stood, neither suspended nor repaired, at the end of a day, by its steps."""
    state, ended = "", False
    for one in taken:
        if one.on <= day and one.kind in (CONFIRMED, "listed", "suspended", "removed"):
            state = one.kind
        if one.on <= day and one.kind in (ENDED, RESTORED):
            ended = one.kind == ENDED
    return state in (CONFIRMED, "listed") and not ended


def in_force_on(entry: Entry, taken: Sequence[Taken], day: date, standing: Standing) -> bool:
    """Whether an entry was in force on any day, as it is known now: what days are compared by."""
    return counted_on(taken, day) and not out_of_time(entry, day, standing)
