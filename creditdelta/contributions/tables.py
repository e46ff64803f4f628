"""The tables of a market reporter: its ledger month by month, its steps, the looks it made.

Clause  S33.
"""

from collections.abc import Callable, Mapping

from creditdelta.contributions.queries import Contribution
from creditdelta.contributions.rules import lots
from creditdelta.contributions.words import kinds_words
from creditdelta.kernel.errors import Words
from creditdelta.lookups.queries import Made
from creditdelta.lookups.words import purpose_words
from creditdelta.pages.language import say
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.rulebook.purposes import purposes
from creditdelta.rulebook.reciprocity import Step, reciprocity_on

_LEDGER = (
    Column("month", Words("月份", "month")),
    Column("filed", Words("报送的行", "rows reported"), "count"),
    Column("accepted", Words("收下的行", "rows accepted"), "count"),
    Column("waiting", Words("收到时等待核实", "rows that waited"), "count"),
    Column("verified", Words("现在核实有效", "verified and standing now"), "count"),
    Column("earned", Words("挣得次数", "looks earned"), "count"),
    Column("good_until", Words("有效至", "good until"), "day"),
    Column("spent", Words("用去次数", "looks spent"), "count"),
)
_STEPS = (
    Column("step", Words("台阶", "step")),
    Column("verified", Words("核实的记录", "verified records"), "count"),
    Column("kinds", Words("可查的公共信用信息", "public records that may be looked at")),
    Column("purposes", Words("目的", "purpose")),
    Column("reached", Words("是否到达", "reached")),
)
_LOOKS = (
    Column("looked_at", Words("时间", "moment"), "moment"),
    Column("name", Words("组织", "organisation")),
    Column("purpose", Words("目的", "purpose")),
    Column("reference", Words("编号", "number")),
)
YES, NO = Words("已到达", "reached"), Words("未到达", "not yet")


def ledger(found: Contribution) -> Table:
    """Month by month, the latest first: what was reported, what stands, what it earned, what was spent.

    Rows count in the month of their issue, verified records in that in which they began to count.
    """
    lots_of = {f"{lot.first:%Y-%m}": lot for lot in lots(found.verified, reciprocity_on)}
    months = sorted({*found.months, *found.verified, *found.spent}, reverse=True)
    rows: list[list[Cell]] = []
    for month in months:
        sent, lot = found.months.get(month), lots_of.get(month)
        rows.append([
            month,
            sent["filed_rows"] if sent else 0,
            sent["new_rows"] if sent else 0,
            sent["waiting_rows"] if sent else 0,
            found.verified.get(month, 0),
            lot.units if lot else 0,
            lot.last if lot and lot.units else None,
            found.spent.get(month, 0),
        ])  # fmt: skip
    note = Words(
        "报送按签发月份，核实按开始计入的月份。撤回或被更正取消的记录不再算核实；已经用去的次数不追回，不足的部分先由以后挣得的抵上。",
        "Rows stand in the month of their issue, verified records in that in which they began to "
        "count. What is withdrawn is verified no longer; looks that were made stay made, and what "
        "they lack is settled first by what is earned later.",
    )
    empty = Words("还没有报送。", "Nothing was reported yet.")
    return Table("ledger", Words("贡献账", "The ledger"), _LEDGER, rows, note, empty)


def of_steps(all_steps: tuple[Step, ...], found: Contribution) -> Table:
    """Every step, what it unlocks and for what."""
    labels = purposes()
    rows: list[list[Cell]] = [
        [row.label, row.verified, kinds_words(row.kinds),
         " ".join(say(labels[one].label) for one in row.purposes),
         YES if row in found.ladder.reached else NO]
        for row in all_steps
    ]  # fmt: skip
    return Table("steps", Words("台阶", "Steps"), _STEPS, rows)


def of_looks(made: list[Made], names: Mapping[bytes, str], address: Callable[[Made], str]) -> Table:
    """The looks an office made of what it earned, the latest first; `address`: "" of one that is closed."""
    rows: list[list[Cell]] = []
    for one in made:
        name, place = names.get(one.ref, ""), address(one)
        cell: Cell = Link(name, place) if place else name
        rows.append([one.looked_at, cell, purpose_words(one.purpose), one.reference])
    empty = Words("还没有用过。", "None was used yet.")
    return Table("looks", Words("用过的查询", "Looks made"), _LOOKS, rows, None, empty)
