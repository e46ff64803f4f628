"""What may happen to a notice on its way, and when does it count as served?

Clause  S9.
Data    rulebook/notices/service.toml, sending.toml
Pure    the table below is all there is: pages offer what it allows, and the property test walks it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from creditdelta.kernel.days import Calendar, working_days_between
from creditdelta.kernel.errors import Words
from creditdelta.kernel.terms import due_after, step
from creditdelta.rulebook.sending import Sending
from creditdelta.rulebook.service import Method

State = Literal["queued", "sending", "dispatched", "failed", "dead", "served"]
Move = Literal["begin", "dispatch", "fail", "give_up", "again", "serve"]
STATES: dict[State, Words] = {
    "queued": Words("待寄送", "waits to be sent"),
    "sending": Words("正在发送", "being sent"),
    "dispatched": Words("已寄出", "sent"),
    "failed": Words("未寄到", "did not arrive"),
    "dead": Words("已停止重试", "given up"),
    "served": Words("已送达", "served"),
}
TRANSITIONS: dict[tuple[State, Move], State] = {
    ("queued", "begin"): "sending",
    ("queued", "dispatch"): "dispatched",  # an officer posted the letter
    ("queued", "serve"): "served",  # handed over without being posted
    ("sending", "begin"): "sending",  # whoever began was cut off; only after the window
    ("sending", "dispatch"): "dispatched",
    ("sending", "fail"): "failed",
    ("sending", "give_up"): "dead",
    ("dispatched", "serve"): "served",
    ("dispatched", "fail"): "failed",  # it came back
    ("dispatched", "give_up"): "dead",
    ("failed", "begin"): "sending",  # only when its time has come
    ("failed", "dispatch"): "dispatched",
    ("failed", "again"): "queued",
    ("failed", "serve"): "served",  # left at the seat, or announced
    ("dead", "dispatch"): "dispatched",
    ("dead", "again"): "queued",
    ("dead", "serve"): "served",
}
_WAITS: frozenset[tuple[State, Move]] = frozenset({("sending", "begin"), ("failed", "begin")})


class MoveRefused(ValueError):
    """The notice cannot take this step; `why` is a word of `WHYS`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


WHYS = {
    "move": Words("文书现在的状态不能这样做", "not in the state the notice is in"),
    "early": Words("还没有到再次发送的时间", "it is not yet time to send it again"),
    "unknown": Words("没有这份文书或这种寄送方式", "there is no such notice or channel"),
    "served": Words("这份文书已经送达", "the notice was served already"),
    "method": Words("不能用这种方式送达", "it cannot be served by this way"),
    "agreed": Words(
        "该组织没有同意电子送达", "the organisation has not agreed to electronic service"
    ),
    "proof": Words("须登记送达凭证的摘要", "the digest of the proof must be given"),
    "days": Words(
        "送达日期须在发文之后、今天以前", "the day lies before the notice or after today"
    ),
    "failure": Words("原因不在清单内", "the reason is not on the list"),
    "ground": Words("理由不在清单内", "the ground is not on the list"),
    "erased": Words("内容已清除", "the content was erased"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a notice stands on one channel. `until`: the window's end, or when it may go out again."""

    state: State = "queued"
    attempts: int = 0
    until: datetime | None = None


def moved(standing: Standing, move: Move, at: datetime, limits: Sending) -> Standing:
    """How it stands after a move; raises `MoveRefused`."""
    target = TRANSITIONS.get((standing.state, move))
    if target is None:
        raise MoveRefused("move")
    waits = (standing.state, move) in _WAITS
    if waits and (standing.until is None or at < standing.until):
        raise MoveRefused("early")
    if move == "begin":
        window = timedelta(minutes=limits.window_minutes)
        return Standing(target, standing.attempts + 1, at + window)
    if move == "fail":
        return Standing(target, standing.attempts, at + delay(standing.attempts, limits))
    return Standing(target, 0 if move == "again" else standing.attempts)


class Delays(Protocol):
    """Figures by which a wait grows: of notices, and of whatever else is sent again."""

    @property
    def first_delay_minutes(self) -> int: ...
    @property
    def growth(self) -> int: ...
    @property
    def longest_delay_minutes(self) -> int: ...


def delay(attempts: int, limits: Delays) -> timedelta:
    """How long nobody tries after so many attempts: each time longer, up to a bound."""
    grown = limits.first_delay_minutes * limits.growth ** max(0, attempts - 1)
    return timedelta(minutes=min(grown, limits.longest_delay_minutes))


def failing(attempts: int, limits: Sending) -> Move:
    """What a failure of a mail means: another try later, or none by itself any more."""
    return "give_up" if attempts >= limits.most_attempts else "fail"


@dataclass(frozen=True, slots=True)
class Act:
    """An act of service: by which way, on which day, and the digest of what proves it."""

    method: Method
    on: date
    proof: bytes = b""


def served_on(
    act: Act, channel: str, issued: date, today: date, *, agreed: bool, calendar: Calendar
) -> date:
    """The day from which a notice counts as served; raises `MoveRefused`."""
    if channel not in act.method.channels:
        raise MoveRefused("method")
    if act.method.agreed and not agreed:
        raise MoveRefused("agreed")
    if act.method.proof and not act.proof:
        raise MoveRefused("proof")
    if not issued <= act.on <= today:
        raise MoveRefused("days")
    return due_after(act.on, (step(act.method.counts),), calendar).date


def days_left(due: date, today: date, calendar: Calendar) -> int:
    """Working days until a notice must be served; negative: so many late."""
    return working_days_between(today, due, calendar)
