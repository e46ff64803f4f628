"""Withdrawals as tables and words of pages.

Clause  S31, S32.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from creditdelta.intake.models import ListOwner, Withdrawal
from creditdelta.intake.withdrawal_file import Meant
from creditdelta.intake.withdrawal_rules import State
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import t
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.records.services import GROUNDS
from creditdelta.rulebook.enums import enum
from creditdelta.subjects.rules import local_day

STATES: dict[State, Words] = {
    "proposed": Words("待第二人确认", "waits for a second officer"),
    "confirmed": Words("正在撤回", "being carried out"),
    "held": Words("数量异常，待第三人核对", "too many at once: a third officer looks"),
    "counted": Words("已撤回", "withdrawn"),
    "sent_back": Words("核对后退回，未撤回", "sent back, nothing was withdrawn"),
    "refused": Words("未获确认", "refused"),
    "taken_back": Words("提出人收回", "taken back by its proposer"),
}
KINDS: dict[State, str] = {
    "proposed": "attention", "confirmed": "waiting", "held": "attention", "counted": "done",
    "sent_back": "serious", "refused": "serious", "taken_back": "plain",
}  # fmt: skip
_ORGANISATIONS = Column("organisations", Words("涉及组织", "organisations"), "count")


def ground_label(ground: str) -> Words:
    """What a ground of a withdrawal says."""
    row = next((row for row in enum(GROUNDS).rows if row.code == ground), None)
    return Words(row.label_zh, row.label_en) if row else Words(ground, ground)


def withdrawals(
    listed: Sequence[tuple[Withdrawal, State]], address: Callable[[Withdrawal], str]
) -> Table:
    """What an office takes back."""
    rows: list[list[Cell]] = [
        [
            Link(row.act_number, address(row)), local_day(row.proposed_at), STATES[state],
            ground_label(row.ground), row.records, str(row.batch) if row.batch else None,
        ]
        for row, state in listed
    ]  # fmt: skip
    columns = (
        Column("act", Words("依据文书号", "document")),
        Column("proposed_on", Words("提出日期", "proposed on"), "day"),
        Column("state", Words("状态", "state")),
        Column("ground", Words("理由", "ground")),
        Column("records", Words("记录数", "records"), "count"),
        Column("batch", Words("整批", "whole batch")),
    )
    empty = Words("没有撤回。", "There is no withdrawal.")
    return Table("withdrawals", Words("本单位的撤回", "Withdrawals"), columns, rows, empty=empty)


def touched(told: Sequence[ListOwner]) -> Table:
    """Withdrawals by others about organisations on the office's lists."""
    rows = [
        (
            str(one.submission), local_day(one.told_at), one.organisations,
            local_day(one.acknowledged_at) if one.acknowledged_at else None,
        )
        for one in told
    ]  # fmt: skip
    columns = (
        Column("submission", Words("批次", "batch")),
        Column("told_on", Words("告知日期", "told on"), "day"),
        _ORGANISATIONS,
        Column("read_on", Words("已阅日期", "read on"), "day"),
    )
    title = Words("涉及本单位名单的撤回", "Withdrawals that touch lists of this office")
    empty = Words("没有涉及本单位名单的撤回。", "None touches a list of this office.")
    return Table("told", title, columns, rows, empty=empty)


def meant(found: Sequence[Meant]) -> Table:
    """The records that are still to be taken back."""
    rows = [
        (one.code or None, one.label, one.authority or None, one.number or None) for one in found
    ]
    columns = (
        Column("code", Words("统一社会信用代码", "code"), "code"),
        Column("kind", Words("种类", "kind")),
        Column("authority", Words("决定机关代码", "authority"), "code"),
        Column("number", Words("编号", "number")),
    )
    empty = Words("没有待撤回的记录。", "There is no record left to be withdrawn.")
    return Table(
        "records", Words("要撤回的记录", "Records to withdraw"), columns, rows, empty=empty
    )


def events(row: Withdrawal, names: Mapping[str, str], state: State) -> list[dict[str, Any]]:
    """Who did what on which day, the latest first."""
    found: list[dict[str, Any]] = [
        {
            "day": local_day(row.proposed_at),
            "title": t("提出", "proposed"),
            "text": names.get(row.proposed_by, ""),
        }
    ]
    if row.decided_at is not None:
        titles = {
            "refused": t("未予确认", "refused"),
            "taken_back": t("收回", "taken back"),
        }
        title = titles.get(state, t("确认", "confirmed"))
        who = names.get(row.decided_by, "")
        found.append({"day": local_day(row.decided_at), "title": title, "text": who})
    return found[::-1]
