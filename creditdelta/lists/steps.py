"""An entry's way as a list of tasks, and what happened as a timeline.

Clause  S16.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from creditdelta.kernel.errors import Words
from creditdelta.lists.rules import Entry, Hearing, Move, Taken
from creditdelta.pages.language import say, t

CHANGES = {
    "suspend": Words("中止", "suspend"),
    "resume": Words("恢复", "resume"),
    "remove": Words("移出", "remove"),
}
OPERATIONS: dict[Move, str] = {
    "notify": "listing.prepare", "waive": "listing.prepare", "drop": "listing.prepare",
    "decide": "listing.decide", "ask_suspend": "listing.decide", "ask_resume": "listing.decide",
    "ask_remove": "listing.decide", "confirm": "listing.confirm", "send_back": "listing.confirm",
    "agree": "listing.confirm", "disagree": "listing.confirm",
}  # fmt: skip
STEPS: dict[str, tuple[str, Words]] = {
    "listing.proposed": ("information", Words("提出列入", "proposed")),
    "listing.notified": ("information", Words("告知", "notified")),
    "listing.statement_made": ("information", Words("陈述申辩", "statement made")),
    "listing.statement_waived": ("information", Words("放弃陈述申辩", "statement waived")),
    "listing.decided": ("attention", Words("拟定决定", "decided by a first officer")),
    "listing.confirmed": (
        "serious",
        Words("复核通过，列入", "confirmed by a second officer: entered"),
    ),
    "listing.sent_back": ("attention", Words("复核退回", "sent back")),
    "listing.dropped": ("done", Words("不予列入", "nobody entered")),
    "listing.ended": (
        "done",
        Words("已修复，停止公示和使用", "repaired: no longer public or used"),
    ),
    "listing.restored": ("serious", Words("修复被撤销", "the repair was revoked")),
    "listing.erased": ("done", Words("内容已清除", "what was written was erased")),
    "listing.change_asked": ("attention", Words("提出变更", "change asked for")),
    "listing.change_declined": ("attention", Words("变更未通过", "change declined")),
    "suspended": ("done", Words("中止", "suspended")),
    "listed": ("serious", Words("恢复", "resumed")),
    "removed": ("done", Words("移出", "removed")),
}


def timeline(
    taken: Iterable[Taken], known: Mapping[str, tuple[str, Words]] = STEPS
) -> list[dict[str, Any]]:
    """What happened, the latest first. `known`: tone and words of each kind of step."""
    return [
        {"day": one.on, "kind": known[one.kind][0], "title": say(known[one.kind][1])}
        for one in reversed([*taken])
    ]


def tasks(one: Entry, heard: Hearing, day: date) -> list[dict[str, Any]]:
    """What an entry needs before it stands, and what of it is done."""
    decided = one.decided_on is not None
    ready = one.waived_on or one.heard_on or (heard.until is not None and heard.until < day)
    first = [
        (t("告知", "Notify"), one.notice is not None, ""),
        (t("送达", "Serve the notice"), heard.served_on is not None, _served(heard)),
        (t("听取陈述申辩", "Hear"), bool(ready), _until(heard)),
    ]
    every = [
        (t("提出", "Propose"), True, ""),
        *(first if one.colour == "black" else ()),
        (t("第一人决定", "Decide: first officer"), decided, one.number),
        (t("第二人复核", "Confirm: second officer"), one.confirmed_on is not None, ""),
    ]
    return [{"title": title, "done": done, "text": text} for title, done, text in every]


def current(steps: list[dict[str, Any]]) -> int:
    """Which step comes next, from 1; one beyond the last where all are done."""
    return next((n for n, one in enumerate(steps, 1) if not one["done"]), len(steps) + 1)


def _served(heard: Hearing) -> str:
    return t(f"送达日期 {heard.served_on}", f"served {heard.served_on}") if heard.served_on else ""


def _until(heard: Hearing) -> str:
    return t(f"至 {heard.until}", f"until {heard.until}") if heard.until else ""
