"""What may happen to a delivery, when is it tried again, and what does an answer of a receiver mean?

Clause  S30. At least once: a delivery is claimed before it is sent; whoever is killed in between leaves
the claim, and after the window it goes out once more under the same id.
Data    rulebook/webhooks/sending.toml
Pure    the table below is all there is: pages offer what it allows, and the property test walks it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from creditdelta.kernel.errors import Words
from creditdelta.notices.rules import delay
from creditdelta.rulebook.webhooks import Webhooks

State = Literal["queued", "sending", "failed", "delivered", "dead"]
Move = Literal["begin", "deliver", "fail", "give_up", "again"]
Outcome = Literal["delivered", "gone", "refused", "redirected", "unreachable", "late", "forbidden"]
STATES: dict[State, tuple[str, Words]] = {
    "queued": ("waiting", Words("待发送", "waits")),
    "sending": ("information", Words("正在发送", "being sent")),
    "failed": ("attention", Words("未送到，将重试", "failed, will be tried again")),
    "delivered": ("done", Words("已送到", "delivered")),
    "dead": ("serious", Words("已停止重试", "given up")),
}
OUTCOMES: dict[Outcome, Words] = {
    "delivered": Words("收到", "taken"),
    "gone": Words(
        "接收方说不再接收（410），更新通知已停用", "the receiver is gone (410): the webhook ended"
    ),
    "refused": Words("接收方没有收下", "the receiver did not take it"),
    "redirected": Words(
        "接收方要求转到别处，不跟随", "the receiver points elsewhere; not followed"
    ),
    "unreachable": Words("连接不上", "no connection"),
    "late": Words("没有按时应答", "no answer in time"),
    "forbidden": Words(
        "地址指向内部网络，未连接", "the address leads to a network of ours: not tried"
    ),
}
TRANSITIONS: dict[tuple[State, Move], State] = {
    ("queued", "begin"): "sending",
    ("sending", "begin"): "sending",  # whoever began was cut off; only after the window
    ("sending", "deliver"): "delivered",
    ("sending", "fail"): "failed",
    ("sending", "give_up"): "dead",
    ("failed", "begin"): "sending",  # only when its time has come
    ("failed", "again"): "queued",
    ("dead", "again"): "queued",
    ("delivered", "again"): "queued",
}
OPEN: tuple[State, ...] = ("queued", "sending", "failed")
_WAITS: frozenset[tuple[State, Move]] = frozenset({("sending", "begin"), ("failed", "begin")})
_GONE = 410


class MoveRefused(ValueError):
    """The delivery cannot take this step now."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a delivery stands. `until`: the window's end, or when it may go out again."""

    state: State = "queued"
    attempts: int = 0
    until: datetime | None = None


def moved(standing: Standing, move: Move, at: datetime, limits: Webhooks, by: float) -> Standing:
    """How it stands after a move; `by`: a chance from 0 to 1. Raises `MoveRefused`."""
    target = TRANSITIONS.get((standing.state, move))
    waits = (standing.state, move) in _WAITS
    if target is None or (waits and (standing.until is None or at < standing.until)):
        raise MoveRefused(move)
    if move == "begin":
        window = timedelta(minutes=limits.window_minutes)
        return Standing(target, standing.attempts + 1, at + window)
    if move == "fail":
        later = delay(standing.attempts, limits) * (1 + by * limits.jitter_percent / 100)
        return Standing(target, standing.attempts, at + later)
    return Standing(target, 0 if move == "again" else standing.attempts)


def after(outcome: Outcome, attempts: int, limits: Webhooks) -> Move:
    """What an outcome means for a delivery that was tried so often."""
    if outcome == "delivered":
        return "deliver"
    last = outcome == "gone" or attempts >= limits.most_attempts
    return "give_up" if last else "fail"


def outcome_of(status: int) -> Outcome:
    """What the status of an answer means."""
    if 200 <= status < 300:  # noqa: PLR2004  # the classes of HTTP
        return "delivered"
    if 300 <= status < 400:  # noqa: PLR2004
        return "redirected"
    return "gone" if status == _GONE else "refused"
