"""Which records are kept about an organisation, and who sees each: everybody, or whom and why not?

Clause  S9, S34.
"""

from collections.abc import Callable, Mapping
from datetime import date

from creditdelta.archive.overview import Told, tell
from creditdelta.archive.queries import Archive, archive, rules
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import lang
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.records.publishing import Viewer, Why, gate
from creditdelta.records.queries import with_content

SEEN_BY: Mapping[Why, Words] = {
    "": Words("向公众公示", "public"),
    "waiting": Words("待核，不公开", "waits, not public"),
    "closed": Words("已撤销，不公开", "closed, not public"),
    "nobody": Words("依规不公开", "not public by rule"),
    "exact_code": Words("只按完整代码查到", "by the exact code only"),
    "ended": Words("已结束，不再公开", "ended, no longer public"),
    "publicity_ended": Words("公示期满，不再公开", "publicity over"),
    "period_over": Words("公示期满，不再公开", "publicity over"),
    "not_usual": Words("原则上不公开", "not public as a rule"),
    "undated": Words("没有日期，不公开", "undated, not public"),
    "query_ended": Words("查询期满，不再公开", "no longer found"),
}
_COLUMNS = (
    Column("number", Words("编号", "number")),
    Column("kind", Words("种类", "kind")),
    Column("matter", Words("内容", "matter")),
    Column("authority", Words("决定机关", "authority")),
    Column("decided_on", Words("日期", "date"), "day"),
    Column("seen_by", Words("谁看得到", "who sees it")),
    Column("record", Words("记录号", "record"), "code"),
)


def own_archive(code: str, day: date, latest: int | None = None) -> Archive:
    """The archive as the organisation itself sees it. `latest`: how much is read out; None: all."""
    return archive(code, today=day, viewer=Viewer("self"), latest=latest)


def seen_by(own: Archive, code: str) -> dict[bytes, Why]:
    """For each record of the archive why the public does not see it, "" where it does."""
    by = rules()
    why = gate(code, own.day, Viewer(), by)
    told = [one for one in own.records if one.speaking is not None]
    return {one.document: why(one) for one in with_content(own.identity, told)}


def own_records(own: Archive) -> list[Told]:
    """Every record with its line and its clock, the latest decision first."""
    told = [one for one in own.records if one.speaking is not None]
    return tell(own, told, rules(), lang())


def table(told: list[Told], seen: Mapping[bytes, Why], address: Callable[[str], str]) -> Table:
    """One row a record; `address`: of the page of a record, by its id."""
    rows: list[list[Cell]] = [
        [
            Link(one.line.number or one.entry.label.say(lang()), address(one.entry.id)),
            one.entry.label,
            one.line.matter,
            one.line.authority,
            one.clock.counted_from,
            SEEN_BY[seen[one.entry.document]],
            one.entry.id,
        ]
        for one in told
    ]
    empty = Words("没有收到关于本组织的记录。", "No record about it was received.")
    title = Words("关于本组织的全部记录", "All records about it")
    return Table("records", title, _COLUMNS, rows, empty=empty)
