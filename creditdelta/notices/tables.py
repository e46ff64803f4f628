"""Notices as tables of pages: what an office issued, who was not told yet, what an organisation was told.

Clause  S9.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from creditdelta.kernel.errors import Words
from creditdelta.notices.queries import Told, Untold
from creditdelta.notices.rules import STATES, days_left
from creditdelta.pages.language import say
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.records.publishing import masked
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.offices import UnknownOffice, office
from creditdelta.rulebook.sending import failures
from creditdelta.rulebook.service import methods

CHANNELS = {
    "in_site": Words("站内", "in the site"),
    "mail": Words("邮件提醒", "mail"),
    "letter": Words("纸质文书", "letter"),
}
SERVED = Words("已送达", "served")
RUNNING = Words("公告期内", "announced, period running")
LATE = Words("逾期未送达", "late")
WAITING = Words("待送达", "to be served")
READ, SENT = Words("已打开", "opened"), Words("已发出", "sent")
_NUMBER, _KIND = Column("number", Words("文号", "number")), Column("kind", Words("种类", "kind"))
_NAME = Column("organisation", Words("组织", "organisation"))
_CODE = Column("code", Words("统一社会信用代码", "code"), "code")
_OFFICE = Column("office", Words("发文单位", "office"))
_ISSUED = Column("issued_on", Words("发文日期", "issued on"), "day")
_DUE = Column("due_on", Words("送达期限", "to be served by"), "day")
_LEFT = Column("left", Words("剩余工作日", "working days left"), "count")
_STATE = Column("state", Words("状态", "state"))
_SERVED = Column("served_on", Words("送达日期", "served on"), "day")

Address = Callable[[Told], str]
Names = Mapping[bytes, tuple[str, str]]


def standing(told: Told, day: date) -> Words:
    """How a notice stands on a day, in a word."""
    if told.served(day):
        return SERVED
    if told.served_on is not None:
        return RUNNING
    if told.due_on is not None:
        return LATE if told.due_on < day else WAITING
    return READ if told.read_at is not None else SENT


def issued(listed: Sequence[Told], names: Names, day: date, address: Address) -> Table:
    """What an office issued."""
    rows = []
    for one in listed:
        name, code = names.get(one.ref or b"", ("", ""))
        left = None
        if one.due_on is not None and not one.served(day):
            left = days_left(one.due_on, day, calendar())
        row: tuple[Cell, ...] = (
            Link(one.number, address(one)), one.title, shown_name(name) or None, code or None,
            one.issued_on, one.due_on, left, standing(one, day), one.served_on,
        )  # fmt: skip
        rows.append(row)
    columns = (_NUMBER, _KIND, _NAME, _CODE, _ISSUED, _DUE, _LEFT, _STATE, _SERVED)
    title, empty = Words("本单位的文书", "Notices of the office"), Words("没有文书。", "None.")
    return Table("notices", title, columns, rows, empty=empty)


def untold(listed: Sequence[Untold], day: date) -> Table:
    """Who was not told yet."""
    reached = {True: Words("有", "yes"), False: Words("没有", "no")}
    rows = [
        (
            one.told.number, shown_name(one.name) or None, one.code or None, one.told.title,
            one.told.issued_on, one.told.due_on, one.left, standing(one.told, day),
            reached[one.reachable], office_label(one.told.office),
        )
        for one in listed
    ]  # fmt: skip
    account = Column("account", Words("有账户", "has an account"))
    columns = (
        _NUMBER, _NAME, _CODE, _KIND, _ISSUED, _DUE, _LEFT, _STATE, account, _OFFICE,
    )  # fmt: skip
    title = Words("还没有被告知的组织", "Organisations not told yet")
    empty = Words("该送达的都已送达。", "Everything that must be served was served.")
    note = Words("剩余工作日为负数的，已逾期。", "Negative working days left: so many late.")
    return Table("untold", title, columns, rows, note=note, empty=empty)


def received(listed: Sequence[Told], day: date, address: Address) -> Table:
    """What an organisation was told."""
    rows = [
        (
            Link(one.number, address(one)), one.title, office_label(one.office), one.issued_on,
            standing(one, day), one.served_on,
        )
        for one in listed
    ]  # fmt: skip
    columns = (_NUMBER, _KIND, _OFFICE, _ISSUED, _STATE, _SERVED)
    empty = Words("还没有收到文书。", "Nothing was received yet.")
    return Table("notices", Words("收到的文书", "Notices received"), columns, rows, empty=empty)


def channels(told: Told) -> Table:
    """How a notice stands on each channel."""
    reasons = {row.id: row.label for row in failures()}
    rows = [
        (
            CHANNELS[one.channel], STATES[one.state], one.dispatched_on, one.attempts,
            reasons.get(one.ground), one.until if one.state in ("failed", "sending") else None,
        )
        for one in told.channels
    ]  # fmt: skip
    columns = (
        Column("channel", Words("方式", "way")),
        _STATE,
        Column("sent_on", Words("寄出日期", "sent on"), "day"),
        Column("attempts", Words("次数", "attempts"), "count"),
        Column("reason", Words("未成的原因", "why it failed")),
        Column("again_at", Words("再次发送", "again at"), "moment"),
    )
    return Table("channels", Words("寄送情况", "On its way"), columns, rows)


def office_label(id: str) -> Words:
    """What an office is called; its id where the data do not know it any more."""
    try:
        return office(id).label
    except UnknownOffice:
        return Words(id, id)


def method_label(id: str) -> str:
    """What a way of service is called."""
    return next((say(row.label) for row in methods() if row.id == id), id)


def shown_name(name: str) -> str:
    """An organisation's name without what reads like a person's number."""
    return masked([name])[0] if name else ""
