"""The figures of indicators as tables: all of them, or those of one by province and department.

Clause  S29, S31.

Where a code is wrong nobody can tell which department gave it: such registrations count in their
province only, and are told beside the table.
"""

from collections.abc import Iterable

from creditdelta.archive.indicator_words import COUNTS, MET, department, province, target
from creditdelta.archive.indicators import Figure
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.language import say
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.rulebook.codes import classes
from creditdelta.rulebook.indicators import Indicator

REGISTERED = ("live_organisations", "live_registrations")  # told by registering department
_PLACE = (
    Column("province", Words("地区", "region")),
    Column("department", Words("部门或来源", "department or source")),
    Column("share", Words("比例", "share"), "share"),
)
_AFTER = (Column("target", Words("目标", "target")), Column("met", Words("结果", "result")))
_ALL = (
    Column("indicator", Words("指标", "indicator")),
    *_PLACE,
    Column("numerator", Words("分子", "numerator"), "count"),
    Column("denominator", Words("分母", "denominator"), "count"),
    *_AFTER,
)
ALL_DEPARTMENTS = Words("全部", "all")
_NONE = Words("还没有可以计算的数据。", "There is nothing to count yet.")


def everything(found: Iterable[Figure]) -> Table:
    """Every figure of every indicator."""
    rows = [
        (_linked(one.indicator), *_place(one), one.numerator, one.denominator, *_result(one))
        for one in _attributed(found)
    ]
    return Table("indicators", Words("全部指标", "All indicators"), _ALL, rows, empty=_NONE)


def of_one(one: Indicator, found: Iterable[Figure]) -> Table:
    """The figures of one indicator; the columns of both counts say what is counted."""
    columns = (
        *_PLACE,
        Column("numerator", COUNTS[one.numerator], "count"),
        Column("denominator", COUNTS[one.denominator], "count"),
        *_AFTER,
    )
    rows = [
        (*_place(figure), figure.numerator, figure.denominator, *_result(figure))
        for figure in _attributed(found)
    ]
    return Table(one.id, one.label, columns, rows, empty=_NONE)


def unattributed(found: Iterable[Figure]) -> int:
    """How many faulty registrations no department can be told of."""
    return sum(one.numerator for one in found if not _told_of(one))


def _attributed(found: Iterable[Figure]) -> list[Figure]:
    return [one for one in found if _told_of(one)]


def _told_of(one: Figure) -> bool:
    if not one.department or one.indicator.denominator not in REGISTERED:
        return True
    return any(each.department.zh == one.department for each in classes().values())


def _linked(one: Indicator) -> Link:
    return Link(say(one.label), url("indicator", one.id))


def _place(one: Figure) -> tuple[Cell, Cell, Cell]:
    named = department(one.department) if one.department else ALL_DEPARTMENTS
    return province(one.province), named, one.per_million


def _result(one: Figure) -> tuple[Cell, Cell]:
    wanted = one.indicator.target
    return target(wanted) if wanted else None, MET[one.met][1]
