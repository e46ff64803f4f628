"""Tables of records: of a section, public and market side apart; of what is adverse and public now."""

from collections.abc import Sequence

from creditdelta.archive.overview import Told
from creditdelta.archive.portal.sources import source_words
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import lang
from creditdelta.pages.tables import Cell, Column, Link, Table

KIND = Column("kind", Words("种类", "kind"))
NUMBER = Column("number", Words("编号", "number"))
MATTER = Column("matter", Words("内容", "matter"))
AUTHORITY = Column("authority", Words("决定机关", "authority"))
DECIDED = Column("decided_on", Words("日期", "date"), "day")
ENDS = Column("public_until", Words("公示到", "public until"), "day")
REPAIR = Column("repair_from", Words("可申请修复", "repair from"), "day")
SOURCE = Column("source", Words("来源", "source"))
SAYS = Column("says", Words("谁提供", "who says so"))
ID = Column("record", Words("记录号", "record"), "code")

ADVERSE = Words("公示中的不良记录", "Adverse records in publicity")
EMPTY = Words("没有可以公示的记录。", "There is no record that may be public.")
INCLUSIVE = Words(
    "“公示到”含当日；没有日期的，没有读到止期的规定。",
    "“public until” includes the day; where there is none, no rule about an end was found.",
)


def adverse_table(told: Sequence[Told], address: str) -> Table:
    """What is adverse and public now."""
    columns = (NUMBER, KIND, MATTER, AUTHORITY, DECIDED, ENDS, REPAIR)
    rows = [
        [
            _link(one, address), one.entry.label, one.line.matter, one.line.authority,
            one.clock.counted_from, *_days(one),
        ]
        for one in told
    ]  # fmt: skip
    return Table("adverse", ADVERSE, columns, rows, INCLUSIVE, EMPTY)


def section_table(id_: str, title: Words, told: Sequence[Told], address: str) -> Table:
    """The records of a section on one side; the market side names who says so."""
    who = SAYS if id_ == "market" else AUTHORITY
    columns = (NUMBER, KIND, MATTER, who, DECIDED, ENDS, REPAIR, SOURCE, ID)
    rows = [_row(one, address, market=id_ == "market") for one in told]
    return Table(id_, title, columns, rows, INCLUSIVE, EMPTY)


def _row(one: Told, address: str, *, market: bool) -> list[Cell]:
    source = source_words(one.entry.provenance)
    who: Cell = source if market else one.line.authority
    return [
        _link(one, address), one.entry.label, one.line.matter, who,
        one.clock.counted_from, *_days(one), source, one.entry.id,
    ]  # fmt: skip


def _days(one: Told) -> tuple[Cell, Cell]:
    end, repair = one.clock.end, one.clock.repair
    return (end.on if end else None), (repair.on if repair else None)


def _link(one: Told, address: str) -> Link:
    """A record without a number of its own goes by its kind."""
    text = one.line.number or one.entry.label.say(lang())
    return Link(text, f"{address}record/{one.entry.id}/")
