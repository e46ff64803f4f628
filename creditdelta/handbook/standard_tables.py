"""A record standard as tables: all standards, the columns of one, its values, who may see its records.

Clause  S75, S31. Each is shown on a page and handed out as a file.
"""

from collections.abc import Iterable, Sequence

from django.urls import reverse

from creditdelta.kernel.errors import Words
from creditdelta.pages.grounds import in_one
from creditdelta.pages.language import lang, t
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.rulebook.archive_sections import archive_sections
from creditdelta.rulebook.column_words import KINDS, NEEDS, form
from creditdelta.rulebook.enums import Enumeration
from creditdelta.rulebook.publication import Publication, publications
from creditdelta.rulebook.publication_words import WHO, lines
from creditdelta.rulebook.standard_words import NATURES, PRIVACY, SIDES
from creditdelta.rulebook.standards import Column as Asked
from creditdelta.rulebook.standards import Standard

_LISTED = (
    Column("label", Words("记录种类", "kind of record")),
    Column("section", Words("档案部分", "section of the archive")),
    Column("nature", Words("性质", "weight")),
    Column("side", Words("来源", "side")),
    Column("seen_by", Words("谁能看到", "who may see it")),
    Column("columns", Words("栏数", "columns"), "count"),
    Column("since", Words("启用", "since"), "day"),
    Column("id", Words("标准号", "standard")),
)
_COLUMNS = (
    Column("label", Words("栏目", "column")),
    Column("code", Words("代码", "code")),
    Column("need", Words("要求", "need")),
    Column("form", Words("怎么填", "how to fill it in")),
    Column("privacy", Words("能否公开", "may it be public")),
    Column("example", Words("示例（虚构）", "example (invented)")),
    Column("length", Words("建议长度", "length"), "count"),
    Column("number", Words("序号", "no."), "count"),
    Column("basis", Words("依据", "ground")),
)
_VALUES = (
    Column("list", Words("列表", "list")),
    Column("code", Words("代码", "code")),
    Column("label", Words("取值", "value")),
    Column("since", Words("启用", "since"), "day"),
    Column("until", Words("停用", "until"), "day"),
    Column("basis", Words("依据", "ground")),
)
_ALIASES = (
    Column("label", Words("栏目", "column")),
    Column("alias", Words("也认得的表头", "headings that are understood too")),
)
_RULES = (
    Column("rule", Words("规则", "rule")),
    Column("since", Words("启用", "since"), "day"),
    Column("until", Words("停用", "until"), "day"),
    Column("kind", Words("依据种类", "kind of ground")),
    Column("title", Words("依据", "ground")),
)


def listed(items: Iterable[Standard]) -> Table:
    """One row a standard."""
    sections = {one.id: one.label for one in archive_sections()}
    return Table(
        "standards",
        Words("数据标准", "Record standards"),
        _LISTED,
        [
            (
                Link(item.label.say(lang()), reverse("standard", args=[item.id])),
                sections[item.section],
                NATURES[item.nature],
                SIDES[item.side],
                seen_by(publications()[item.publication]),
                len(item.columns),
                item.since,
                item.id,
            )
            for item in items
        ],
        empty=Words("没有符合条件的标准。", "No standard fits."),
    )


def seen_by(rule: Publication) -> Words:
    """Who may see records about organisations by the rule's latest row."""
    return WHO[[row.who for row in rule.viewers if row.about == "organisation"][-1]]


def columns(item: Standard) -> Table:
    """One row a column, in the order of the file."""
    return Table(
        "columns",
        Words("栏目", "Columns"),
        _COLUMNS,
        [
            (
                column.label,
                column.code,
                NEEDS[column.need],
                _form(column),
                PRIVACY[column.privacy],
                column.example or None,
                column.max_length,
                number,
                in_one(column.basis.title, lang()),
            )
            for number, column in enumerate(item.columns, 1)
        ],
    )


def _form(column: Asked) -> Cell:
    said = form(column, lang())
    return Link(said, "#choices") if column.enum else said


def values(lists: Sequence[Enumeration]) -> Table:
    """Every value of every list the standard's columns choose from."""
    return Table(
        "choices",
        Words("可选的值", "Values to choose from"),
        _VALUES,
        [
            (
                one.label,
                row.code,
                Words(row.label_zh, row.label_en),
                row.since,
                row.until,
                in_one(row.basis.title, lang()),
            )
            for one in lists
            for row in one.rows
        ],
        note=_free(lists),
    )


def _free(lists: Sequence[Enumeration]) -> Words | None:
    """Which lists are not closed: another value is worth a warning only."""
    names = [one.label for one in lists if not one.closed]
    if not names:
        return None
    zh, en = "、".join(one.zh for one in names), ", ".join(one.en for one in names)
    return Words(
        f"以下列表不封闭，表外的值只提醒、不退回：{zh}。",
        f"Not closed, another value is worth a warning only: {en}.",
    )


def aliases(item: Standard) -> Table:
    """Which other headings are read as which column."""
    joined = t("、", ", ")
    rows = [
        (column.label, joined.join(column.aliases)) for column in item.columns if column.aliases
    ]
    return Table("headings", Words("也认得的表头", "Headings understood too"), _ALIASES, rows)


def publication(rule: Publication) -> Table:
    """One row a dated row of the rule, each with its ground."""
    return Table(
        "publication",
        Words("谁能看、看多久", "Who may see it, and for how long"),
        _RULES,
        [
            (said, row.since, row.until, KINDS[row.basis.kind], in_one(row.basis.title, lang()))
            for said, row in lines(rule, lang())
        ],
    )
