"""A month's report as tables: editions, measures, kinds, reporters, faults; for the page and for paper.

Clause  S4, S31.
"""

from creditdelta.archive.portal.sources import named_source
from creditdelta.kernel.errors import Words, find
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.quality.monthly import MARKET, Told
from creditdelta.quality.words import COUNTS, TOGETHER, days_words, minutes
from creditdelta.rulebook.offices import offices
from creditdelta.rulebook.quality import measures
from creditdelta.rulebook.records import standards

_SHOWN = ("files", "filed_rows", "valid_rows", "new_rows", "waiting_rows", "duplicate_rows",
          "withdrawn_rows", "dated_rows", "late_rows")  # fmt: skip
_COUNTED = tuple(Column(name, COUNTS[name], "count") for name in _SHOWN)
_NONE = Words("这个月没有计入的报送。", "Nothing was reported in this month that counts.")
Row = list[Cell]


def tables(told: Told) -> list[Table]:
    """Every table of a report."""
    listed = [_editions(told), _measures(told), _standards(told)]
    if not told["office"]:
        listed.append(_reporters(told))
    return [*listed, _faults(told)]


def facts(told: Told) -> list[dict[str, str]]:
    """What the exchanges of the month cost and how long they took, as keys and values."""
    cost = told["exchange"]
    each, waited, delay = (
        cost["machine_ms_per_thousand_rows"], cost["waited_seconds"], cost["delay_working_days"]
    )  # fmt: skip
    rows = [
        (t("交换", "Exchanges"), t(f"{cost['files']:,} 次，{cost['rows']:,} 行，{cost['bytes']:,} 字节",
         f"{cost['files']:,}, with {cost['rows']:,} rows in {cost['bytes']:,} bytes")),
        (t("每千行用机器", "Machine for 1,000 rows"), t(f"{each:,} 毫秒处理器时间",
         f"{each:,} ms of processor time") if each is not None else ""),
        (t("从送达到计入", "From arrival until it counts"), minutes(waited["median"], waited["p90"])),
        (t("从作出决定到计入", "From the decision until it counts"),
         days_words(delay["median"], delay["p90"])),
        (t("还没有定的文件", "Files not decided yet"), f"{told['pending']:,}" if told["pending"] else ""),
    ]  # fmt: skip
    return [{"key": key, "value": value} for key, value in rows if value]


def _editions(told: Told) -> Table:
    columns = (
        Column("edition", Words("版次", "edition"), "count"),
        Column("closed_on", Words("截止", "closed on")),
        Column("added", Words("本版增加的文件", "files added"), "count"),
        *_COUNTED[1:],
    )
    rows: list[Row] = [
        [one["edition"], one["closed_on"], len(one["added"]),
         *(one["counts"][name] for name in _SHOWN[1:])]
        for one in told["editions"]
    ]  # fmt: skip
    note = Words(
        "截止以后才计入的，不改已有的版次，另成一版。",
        "What counts after a closing changes no edition: it makes another one.",
    )
    return Table("editions", Words("版次", "Editions"), columns, rows, note)


def _measures(told: Told) -> Table:
    known = measures()
    columns = (
        Column("measure", Words("度量", "measure")),
        Column("share", Words("数值", "value"), "share"),
        Column("numerator", Words("分子", "numerator"), "count"),
        Column("denominator", Words("分母", "denominator"), "count"),
        Column("definition", Words("算法", "definition")),
    )
    rows: list[Row] = [
        [known[one["id"]].label, one["per_million"], one["numerator"], one["denominator"],
         known[one["id"]].definition]
        for one in told["editions"][-1]["measures"]
    ]  # fmt: skip
    title = Words("各项度量（最新一版）", "Measures of the latest edition")
    return Table("measures", title, columns, rows)


def _standards(told: Told) -> Table:
    labels = {one.id: one.label for one in standards().values()}
    rows = [_counted(labels.get(one["id"], one["id"]), one) for one in told["standards"]]
    columns = (Column("standard", Words("信息种类", "kind of record")), *_COUNTED)
    title = Words("按信息种类", "By kind of record")
    return Table("standards", title, columns, rows, None, _NONE)


def _reporters(told: Told) -> Table:
    def named(id: str) -> Cell:
        if id == MARKET:
            return TOGETHER
        found = offices().get(id)
        if found is None:
            return named_source(told["region"], id)
        return Link(say(found.label), url("quality_reporter", id))

    rows = [_counted(named(one["id"]), one) for one in told["reporters"]]
    columns = (Column("reporter", Words("报送单位", "reporter")), *_COUNTED)
    return Table("reporters", Words("按报送单位", "By reporter"), columns, rows, None, _NONE)


def _counted(name: Cell, one: Told) -> Row:
    return [name, *(one["counts"][column] for column in _SHOWN)]


def _faults(told: Told) -> Table:
    columns = (
        Column("code", Words("错误代码", "code"), "code"),
        Column("title", Words("问题", "fault")),
        Column("count", Words("次数", "times"), "count"),
    )
    rows: list[Row] = [
        [Link(one["code"], url("error", one["code"])), find(one["code"]).title, one["count"]]
        for one in told["faults"]
    ]
    empty = Words("没有退回的行。", "No row was rejected.")
    return Table(
        "faults", Words("退回的原因", "Why rows were rejected"), columns, rows, None, empty
    )
