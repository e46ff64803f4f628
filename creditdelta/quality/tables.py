"""The tables of quality boards: measures, months, broken rules, the reporters of a province.

Clause  S4, S31.
"""

from collections.abc import Callable, Iterable

from creditdelta.archive.portal.sources import named_source
from creditdelta.kernel.errors import Words, find
from creditdelta.pages.environment import url
from creditdelta.pages.language import say
from creditdelta.pages.tables import Cell, Column, Kind, Link, Table
from creditdelta.quality.boards import MARKET, Board, Reporter, Standing
from creditdelta.quality.rules import NAMES
from creditdelta.quality.words import COUNTS, NO_LEVEL, TOGETHER, asked, told
from creditdelta.rulebook.quality import SHARE, Measure, measures

SHOWN = ("valid_ratio", "late_ratio", "question_ratio", "freshness")
_NONE = Words("还没有报送。", "Nothing was reported yet.")
_MEASURES = (
    Column("measure", Words("度量", "measure")),
    Column("value", Words("数值", "value")),
    Column("numerator", Words("分子", "numerator"), "count"),
    Column("denominator", Words("分母", "denominator"), "count"),
    Column("definition", Words("算法", "definition")),
)
_BROKEN = (
    Column("code", Words("错误代码", "code"), "code"),
    Column("title", Words("问题", "fault")),
    Column("count", Words("次数", "times"), "count"),
    Column("advice", Words("怎么改", "how to mend")),
)


def of_measures(standing: Standing) -> Table:
    """Every measure of the window with its two counts."""
    rows: list[list[Cell]] = [
        [one.measure.label, told(one), one.numerator if one.denominator else None,
         one.denominator or None, one.measure.definition]
        for one in standing.values.values()
    ]  # fmt: skip
    return Table("measures", Words("各项度量", "Measures"), _MEASURES, rows)


def by_month(board: Board, report: Callable[[str], str]) -> Table:
    """What was counted month by month, the latest first. `report`: the address of a month's report."""
    columns = (
        Column("month", Words("签发月份", "month of issue")),
        *(Column(name, COUNTS[name], "count") for name in NAMES),
    )
    rows: list[list[Cell]] = [
        [Link(month, report(month)), *(found[name] for name in NAMES)]
        for month, found in reversed(board.trend)
    ]
    return Table("months", Words("各月", "Month by month"), columns, rows)


def broken(board: Board) -> Table:
    """Which rules the rejected rows broke, the most frequent first, and how such rows are mended."""
    rows: list[list[Cell]] = [
        [Link(code, url("error", code)), found.title, count, found.suggestion]
        for code, count in board.broken
        for found in [find(code)]
    ]
    empty = Words("统计期内没有退回的行。", "No row was rejected in the window.")
    return Table(
        "faults", Words("退回的原因", "Why rows were rejected"), _BROKEN, rows, None, empty
    )


def of_reporters(reporters: Iterable[Reporter], board: Board, region: str) -> Table:
    """How each reporter of a province stands."""
    known = measures(board.day)
    columns = (
        Column("reporter", Words("报送单位", "reporter")),
        Column("level", Words("成熟度", "maturity")),
        Column("rows", COUNTS["filed_rows"], "count"),
        *(Column(name, known[name].label, _kind(known[name])) for name in SHOWN),
        Column("latest", Words("最近签发", "issued last"), "day"),
    )
    rows: list[list[Cell]] = []
    for one in reporters:
        level = one.standing.maturity.level
        rows.append([
            _named(one, region),
            f"{level.level} {say(level.label)}" if level else NO_LEVEL,
            one.standing.counts["filed_rows"],
            *(one.standing.values[name].number for name in SHOWN),
            one.standing.latest,
        ])  # fmt: skip
    return Table("reporters", Words("各报送单位", "Reporters"), columns, rows, None, _NONE)


def _kind(measure: Measure) -> Kind:
    return "share" if measure.unit == SHARE else "count"


def _named(one: Reporter, region: str) -> Cell:
    """An office leads to its board; market reporters are told together."""
    if one.office is not None:
        return Link(say(one.office.label), url("quality_reporter", one.office.id))
    return TOGETHER if one.source == MARKET else named_source(region, one.source)


def lacking(standing: Standing) -> list[str]:
    """What is still lacking for the next level, in words."""
    return [asked(one, standing.values[one.measure].measure) for one in standing.maturity.lacking]
