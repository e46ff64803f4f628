"""What everybody reads about repair as tables: procedures, ways, papers, periods, clocks; figures of offices.

Clause  S72, S74. Every value stands beside its ground; what is a default says so.
Data    rulebook/repair/regimes.toml, rulebook/publication
"""

from collections.abc import Iterable, Iterator
from datetime import date

from creditdelta.kernel.errors import Words
from creditdelta.notices.tables import office_label
from creditdelta.pages.grounds import CONFIDENCE, in_one
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.tables import Cell, Column, Table, Tag
from creditdelta.repair.tallying import Figures
from creditdelta.rulebook.basis import Basis
from creditdelta.rulebook.publication import Period, Publication, publications
from creditdelta.rulebook.publication_words import spoken
from creditdelta.rulebook.repairs import (
    Clock,
    ClockStep,
    Decider,
    Effect,
    How,
    papers,
    repairs,
    ways_on,
)

DECIDERS: dict[Decider, Words] = {
    "recogniser": Words("认定单位", "the unit that recognised it"),
    "site": Words("省级信用网站的主管单位", "the credit office that keeps the province's site"),
}
EFFECTS: dict[Effect, Words] = {
    "publicity": Words("停止公示", "it is public no longer"),
    "sharing": Words("停止共享和使用", "it is shared and used no longer"),
    "measures": Words("解除限制措施", "measures that rest on it end"),
}
HOWS: dict[How, Words] = {
    "known": Words("本平台已有，不用提交", "known here, nothing to send"),
    "signed": Words("在线签署", "signed here"),
    "file": Words("上传 PDF、PNG 或 JPG", "a PDF, PNG or JPG is sent"),
}
CLOCKS: dict[ClockStep, Words] = {
    "forward": Words("收到申请后转交认定单位", "handing it on to the unit that recognised it"),
    "accept": Words("提交后受理，或者一次告知补正", "accepting it, or saying once what is missing"),
    "decide": Words("受理后答复", "the answer, once accepted"),
    "extend": Words("答复可以延长一次", "the answer may be extended once, by"),
    "complete": Words("申请人补正", "handing in what is missing"),
    "share": Words("修复后各处同步", "carrying a repair to wherever it is shown"),
    "barred": Words(
        "撤销修复后不再受理（有法律依据才适用）",
        "after a revocation none is taken (only where a law says so)",
    ),
    "again": Words("不予修复后可以再次申请", "after a refusal, asking again"),
}
UNVERIFIED = Words("默认取值，未经核实", "a default, not verified")
_GROUND = (Column("basis", Words("依据", "ground")), Column("sure", Words("把握", "how sure")))
_SINCE = (
    Column("since", Words("自", "from"), "day"),
    Column("until", Words("至", "until"), "day"),
)
_REGIMES = (
    Column("regime", Words("办法", "procedure")),
    *_SINCE,
    Column("record", Words("记录由谁决定", "who decides on a record")),
    Column("entry", Words("名单由谁决定", "who decides on an entry")),
    Column("ends", Words("修复以后", "what a repair does")),
    *_GROUND,
)
_WAYS = (
    Column("way", Words("方式", "way")),
    Column("hint", Words("证明什么", "what proves it")),
    Column("minimum", Words("是否须满最短公示期", "must the shortest period be over")),
    *_GROUND,
)
_PERIODS = (
    Column("about", Words("信息", "about")),
    Column("name", Words("类别", "class")),
    Column("minimum", Words("最短公示期", "shortest period")),
    Column("maximum", Words("最长公示期", "longest period")),
    Column("since", Words("决定日期自", "decided from"), "day"),
    Column("until", Words("决定日期至", "decided until"), "day"),
    *_GROUND,
)
_CLOCKS = (
    Column("step", Words("事项", "what")),
    Column("term", Words("期限", "term")),
    *_GROUND,
)
_FIGURES = (
    Column("office", Words("单位", "office")),
    Column("filed", Words("提交", "handed in"), "count"),
    Column("accepted", Words("受理", "accepted"), "count"),
    Column("granted", Words("修复", "repaired"), "count"),
    Column("refused", Words("不予修复", "refused"), "count"),
    Column("withdrawn", Words("撤回申请", "withdrawn"), "count"),
    Column("revoked", Words("修复后撤销", "revoked later"), "count"),
    Column("waiting", Words("待办", "waiting"), "count"),
    Column("late", Words("其中超期", "of these late"), "count"),
    Column("days", Words("办理工作日（中位数）", "working days (median)"), "count"),
    Column("id", Words("单位编号", "id")),
)


def regimes() -> Table:
    """One row a procedure, the latest first."""
    found = sorted(repairs().regimes, key=lambda one: one.since, reverse=True)
    rows = [
        (
            one.label, one.since, one.until, DECIDERS[one.by.record], DECIDERS[one.by.entry],
            _joined(EFFECTS[each] for each in one.ends), *_ground(one.basis),
        )
        for one in found
    ]  # fmt: skip
    title = Words("按申请日期适用的办法", "Procedures, by the day of the application")
    return Table("regimes", title, _REGIMES, rows)


def ways(day: date) -> Table:
    """One row a way that is open on a day."""
    waits = Words("须满", "yes")
    at_once = Words("不用等", "no")
    rows = [
        (one.label, one.hint, waits if one.minimum else at_once, *_ground(one.basis))
        for one in ways_on(day).values()
    ]
    return Table("ways", Words("修复方式", "Ways"), _WAYS, rows)


def papers_by_regime() -> Table:
    """One row a paper, a column a procedure: is it asked for?"""
    found = sorted(repairs().regimes, key=lambda one: one.since, reverse=True)
    columns = (
        Column("paper", Words("材料", "paper")),
        Column("how", Words("怎样提交", "how")),
        *(Column(one.id, one.label) for one in found),
    )
    needed, not_needed = Words("要", "asked for"), Words("不要", "not asked for")
    rows: list[tuple[Cell, ...]] = [
        (each.label, HOWS[each.how], *(needed if each.id in one.papers else not_needed for one in found))
        for each in papers().values()
    ]  # fmt: skip
    note = Words(
        "依据同各办法，见上表。", "On the ground of each procedure, in the table of procedures."
    )
    return Table("papers", Words("材料", "Papers"), columns, rows, note)


def least_periods() -> Iterator[tuple[Publication, Period]]:
    """Each period that says from when repair may be asked for, or that it never may."""
    for rule in publications().values():
        for row in rule.periods:
            if row.minimum or not row.repair or not row.usual:
                yield rule, row


def periods() -> Table:
    """One row a class of records in the time of its rule."""
    never = Words("公示至期满，不予修复", "for its full term, no repair")
    at_once = Words("没有下限，履行完毕即可", "none: once all duties are done")
    none = Words("依据未给出", "the ground gives none")
    rows: list[tuple[Cell, ...]] = [
        (
            rule.label,
            row.label,
            spoken(row.minimum, lang()) if row.minimum else (at_once if row.repair else never),
            spoken(row.maximum, lang()) if row.maximum else none,
            row.since,
            row.until,
            *_ground(row.basis),
        )
        for rule, row in least_periods()
    ]
    note = Words(
        "具体到哪天，见每条记录页面上的公示时钟。",
        "The page of each record says which day that is.",
    )
    return Table("periods", Words("最短公示期", "Shortest periods"), _PERIODS, rows, note)


def clocks(found: Iterable[Clock]) -> Table:
    """One row a step."""
    rows = [(CLOCKS[one.step], spoken(one.term, lang()), *_ground(one.basis)) for one in found]
    return Table("clocks", Words("办理期限", "Clocks"), _CLOCKS, rows)


def figures(found: Iterable[Figures]) -> Table:
    """One row an office."""
    rows = [
        (
            office_label(one.office), one.filed, one.accepted, one.granted, one.refused, one.withdrawn,
            one.revoked, one.waiting, one.late, one.days, one.office,
        )
        for one in found
    ]  # fmt: skip
    empty = Words(
        "还没有可以统计的申请。有组织提交申请以后，这里按单位列出。",
        "There is nothing to count yet. Once an organisation has applied, offices stand here.",
    )
    return Table("figures", Words("各单位办理情况", "Offices"), _FIGURES, rows, None, empty)


def _ground(basis: Basis) -> tuple[Cell, Cell]:
    title = in_one(basis.title, lang())
    if basis.kind == "default":
        return title, Tag("attention", UNVERIFIED)
    sure = CONFIDENCE.get(basis.confidence)
    parts = (say(sure) if sure else basis.confidence, in_one(basis.reason, lang()))
    return title, t("；", "; ").join(filter(None, parts))


def _joined(words: Iterable[Words]) -> str:
    return t("、", "; ").join(say(one) for one in words)
