"""What can be repaired, and applications, as tables of pages and files.

Clause  S72.
"""

from collections.abc import Callable, Iterable
from datetime import date

from creditdelta.kernel.errors import Words
from creditdelta.notices.tables import office_label
from creditdelta.pages.language import say, t
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.repair.letters import number_of
from creditdelta.repair.queries import Askable
from creditdelta.repair.rules import STATES, Case, due_of, way_of, why_not_ask
from creditdelta.repair.words import sentence
from creditdelta.rulebook.repairs import ways_on
from creditdelta.subjects.queries import codes_of, portraits_of

_ASKABLE = (
    Column("what", Words("信息", "what")),
    Column("answer", Words("能不能修复", "may it be repaired")),
    Column("begin", Words("申请", "apply")),
    Column("number", Words("决定文书号", "decision")),
    Column("authority", Words("决定机关", "decided by")),
    Column("decided_on", Words("决定日期", "decided"), "day"),
)
_CASES = (
    Column("case", Words("申请编号", "application")),
    Column("way", Words("方式", "how")),
    Column("state", Words("状态", "state")),
    Column("office", Words("办理单位", "office")),
    Column("filed_on", Words("提交日期", "handed in"), "day"),
    Column("due", Words("下一个期限", "next due"), "day"),
)
_WORK = (Column("name", Words("组织", "organisation")), *_CASES)


def askable(found: Iterable[Askable], day: date, begins: Callable[[str, bytes], str]) -> Table:
    """One row a record or entry, with the one sentence for it."""
    ways = ways_on(day).values()
    rows = [
        (
            one.target.label,
            sentence(one.answer, day),
            Link(t("申请修复", "apply"), begins(one.target.about, one.target.id))
            if any(not why_not_ask(one.answer, way) for way in ways)
            else "",
            one.target.number,
            one.target.authority,
            one.target.decided_on,
        )
        for one in found
    ]
    empty = Words("没有可以修复的不良信息。", "Nothing adverse is kept that could be repaired.")
    return Table("askable", Words("不良信息", "Adverse information"), _ASKABLE, rows, None, empty)


def cases(found: Iterable[Case], address: Callable[[bytes], str]) -> Table:
    """One row an application, for the organisation itself."""
    rows = [_case(one, address) for one in found]
    empty = Words("还没有申请。", "There is no application yet.")
    return Table("cases", Words("修复申请", "Applications"), _CASES, rows, None, empty)


def work(found: Iterable[Case], title: Words, of: str, address: Callable[[bytes], str]) -> Table:
    """One row an application, for its office."""
    listed = list(found)
    refs = sorted({one.ref for one in listed})
    codes, portraits = codes_of(refs), portraits_of(refs)
    rows = [
        (
            portraits[one.ref].name if one.ref in portraits else codes[one.ref][1],
            *_case(one, address),
        )
        for one in listed
    ]
    empty = Words("没有。", "None.")
    return Table(of, title, _WORK, rows, None, empty)


def _case(one: Case, address: Callable[[bytes], str]) -> tuple[Cell, ...]:
    return (
        Link(number_of(one), address(one.id)),
        way_of(one).label,
        say(STATES[one.state]),
        office_label(one.office),
        one.filed_on,
        one.complete_until if one.state == "returned" else due_of(one),
    )
