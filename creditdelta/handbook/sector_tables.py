"""Sectors and memoranda as tables: lists with their ground, criteria in plain words, examples, measures.

Clause  S14, S15, S17-S22.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from creditdelta.handbook.documents import carrying, document, may_be_done, rests_on
from creditdelta.handbook.instrument_tables import office_names, region_names
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.tables import Cell, Column, Link, Table, Tag
from creditdelta.rulebook.cases import Case, Reach
from creditdelta.rulebook.criteria import Condition, Criterion, Finding
from creditdelta.rulebook.listings import COLOURS, Colour, Listing, criteria_on, listings
from creditdelta.rulebook.measures import KINDS, measures
from creditdelta.rulebook.memoranda import ENDINGS, Memorandum
from creditdelta.rulebook.places import place_name
from creditdelta.rulebook.publication_words import spoken
from creditdelta.rulebook.records import standard
from creditdelta.rulebook.sectors import Sector

MARKS: dict[Colour, Literal["done", "serious"]] = {"red": "done", "black": "serious"}
HOLDS = Words("今天有依据", "rests on something today")
HOLDS_NOT = Words("今天没有依据，不能使用", "rests on nothing today and cannot be used")
FOUND, NOT_FOUND = Words("成为候选", "a candidate"), Words("不成为候选", "no candidate")
REACHED, NOT_REACHED = Words("可以使用", "may be used"), Words("不能使用", "may not be used")
_SECTORS = (
    Column("label", Words("领域", "sector")),
    Column("about", Words("对象", "about")),
    Column("authorities", Words("认定单位", "competent")),
    Column("lists", Words("名单", "lists")),
    Column("id", Words("编号", "id")),
)
_LISTS = (
    Column("label", Words("名单", "list")),
    Column("colour", Words("红黑", "kind")),
    Column("term", Words("期限", "term")),
    Column("heard", Words("陈述申辩", "time to be heard")),
    Column("ground", Words("依据", "ground")),
    Column("holds", Words("今天能否列入", "today")),
)
_CRITERIA = (
    Column("label", Words("情形", "criterion")),
    Column("list", Words("名单", "list")),
    Column("words", Words("怎样找到", "how it finds")),
    Column("since", Words("自", "from"), "day"),
    Column("basis", Words("依据", "ground")),
)
_CASES = (
    Column("name", Words("例子（虚构）", "example (invented)")),
    Column("criterion", Words("情形", "criterion")),
    Column("found", Words("结果", "result")),
)
_REACHED = (
    Column("name", Words("例子（虚构）", "example (invented)")),
    Column("division", Words("地方", "place")),
    Column("measure", Words("措施", "measure")),
    Column("day", Words("日期", "day"), "day"),
    Column("applies", Words("结果", "result")),
)
_MEMORANDA = (
    Column("label", Words("备忘录", "memorandum")),
    Column("regions", Words("地区", "regions")),
    Column("offices", Words("参加单位", "parties")),
    Column("measures", Words("措施", "measures"), "count"),
    Column("held", Words("今天有依据的", "of which hold today"), "count"),
    Column("sector", Words("领域", "sector")),
)
_AGREED = (
    Column("measure", Words("措施", "measure")),
    Column("kind", Words("种类", "kind")),
    Column("lists", Words("由哪些名单触发", "triggered by")),
    Column("offices", Words("执行单位", "executed by")),
    Column("ends", Words("什么时候停止", "ends")),
    Column("holds", Words("今天", "today")),
    Column("basis", Words("依据", "ground")),
)


def coloured(one: Listing) -> Tag:
    """Red is good, black is bad: by word, shape and colour."""
    return Tag(MARKS[one.colour], COLOURS[one.colour])


def listed(found: Iterable[Sector]) -> Table:
    """One row a sector."""
    rows = [
        (
            Link(say(one.label), url("sector", one.id)), one.about, office_names(one.authorities),
            "、".join(say(row.label) for row in of_sector(one.id)), one.id,
        )
        for one in found
    ]  # fmt: skip
    return Table("sectors", Words("领域", "Sectors"), _SECTORS, rows)


def of_sector(id: str) -> list[Listing]:
    """The lists of a sector, black ones first."""
    found = [one for one in listings().values() if one.sector == id]
    return sorted(found, key=lambda one: (one.colour, one.id))


def lists(sector: str, day: date) -> Table:
    """One row a list: its term, its time to be heard, and whether anybody can be entered today."""
    rows = [
        (
            Link(say(one.label), url("list", one.id)), coloured(one), _term(one.term), _term(one.statement),
            _grounds(one), HOLDS if carrying(one, day) else HOLDS_NOT,
        )
        for one in of_sector(sector)
    ]  # fmt: skip
    return Table("lists", Words("名单", "Lists"), _LISTS, rows)


def criteria(sector: str, day: date) -> Table:
    """One row a criterion, in plain words."""
    rows = [
        (
            one.label, listings()[one.list].label, "；".join(map(_finding, one.findings)), one.since,
            one.basis.title,
        )
        for one in _of_lists(sector, day)
    ]  # fmt: skip
    return Table("criteria", Words("情形", "Criteria"), _CRITERIA, rows)


def examples(found: Iterable[Case], day: date) -> Table:
    """One row an example, with what comes of it."""
    known = criteria_on(day)
    rows = [
        (one.name, known[one.criterion].label, FOUND if one.found else NOT_FOUND)
        for one in found
        if one.criterion in known
    ]
    return Table("examples", Words("例子", "Examples"), _CASES, rows)


def memoranda(found: Iterable[Memorandum], day: date) -> Table:
    """One row a memorandum."""
    rows = [
        (
            Link(say(one.label), url("memorandum", one.id)), region_names(one.regions),
            office_names(one.offices), len(one.measures),
            sum(may_be_done(row, one, day) for row in one.measures), one.sector,
        )
        for one in found
    ]  # fmt: skip
    return Table("memoranda", Words("备忘录", "Memoranda"), _MEMORANDA, rows)


def agreed(one: Memorandum, day: date) -> Table:
    """One row a measure."""
    known = measures()
    rows: list[tuple[Cell, ...]] = [
        (
            known[row.measure].label, KINDS[known[row.measure].kind],
            "、".join(say(listings()[id].label) for id in row.lists), office_names(row.executed_by),
            ENDINGS[row.ends], HOLDS if may_be_done(row, one, day) else HOLDS_NOT, row.basis.title,
        )
        for row in one.measures
    ]  # fmt: skip
    return Table("measures", Words("措施", "Measures"), _AGREED, rows)


def reached(found: Iterable[Reach]) -> Table:
    """One row an example of where a memorandum reaches, with what comes of it."""
    rows = [
        (
            one.name, place_name(one.division), measures()[one.measure].label, one.day,
            REACHED if one.applies else NOT_REACHED,
        )
        for one in found
    ]  # fmt: skip
    return Table("examples", Words("例子", "Examples"), _REACHED, rows)


def _of_lists(sector: str, day: date) -> list[Criterion]:
    own = {one.id for one in of_sector(sector)}
    return [one for one in criteria_on(day).values() if one.list in own]


def _grounds(one: Listing) -> str:
    found = map(document, rests_on(one))
    return "；".join(say(each.label) for each in found if each is not None)


def _term(text: str) -> str:
    return spoken(text, lang()) if text else ""


def _finding(one: Finding) -> str:
    """A finding as a sentence: which records, saying what, how many, since when."""
    item = standard(one.kind)
    columns = {column.code: column.label for column in item.columns}
    said = [_condition(part, columns) for part in one.conditions]
    if one.within:
        said.append(t(f"{_term(one.within)}内决定", f"decided within {_term(one.within)}"))
    if one.most == 0:
        said.append(t("一条也没有", "not one"))
    elif one.least > 1 or one.most is not None:
        most = t(f"，至多 {one.most} 条", f", at most {one.most}") if one.most is not None else ""
        said.append(t(f"至少 {one.least} 条", f"at least {one.least}") + most)
    return say(item.label) + (t("：", ": ") + t("，", ", ").join(said) if said else "")


def _condition(one: Condition, columns: dict[str, Words]) -> str:
    where = t("或", " or ").join(say(columns[code]) for code in one.columns)
    if one.words:
        words = t("、", ", ").join(f"“{word}”" for word in one.words)
        return t(f"{where}含有 {words} 之一", f"{where} says one of {words}")
    return t(f"{where}不少于 {one.least}", f"{where} at least {one.least}")
