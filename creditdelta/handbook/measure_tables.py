"""Measures as a table: what may be done, by whom, in which procedure, and whether it holds today.

Clause  S8, S14, S17. Shown on a page and handed out as a file.
"""

from collections.abc import Iterable
from datetime import date

from creditdelta.handbook.instrument_tables import office_names
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say, t
from creditdelta.pages.tables import Column, Table
from creditdelta.rulebook.instruments import instruments
from creditdelta.rulebook.measures import GROUPS, KINDS, Measure, held

HOLDS = Words("可以使用", "may be used")
HOLDS_NOT = Words("现在没有依据，不能使用", "no ground of law now: may not be used")
_LISTED = (
    Column("label", Words("措施", "measure")),
    Column("kind", Words("性质", "kind")),
    Column("group", Words("类别", "group")),
    Column("executed_by", Words("由谁执行", "executed by")),
    Column("procedure", Words("在哪个环节", "in which procedure")),
    Column("instruments", Words("依据文件", "documents")),
    Column("holds", Words("现在", "now")),
    Column("id", Words("编号", "id")),
)


def listed(found: Iterable[Measure], day: date) -> Table:
    """One row a measure, in the order of the catalogue."""
    rows = [
        (
            one.label, KINDS[one.kind], GROUPS[one.group], office_names(one.executed_by),
            one.procedure, _documents(one), HOLDS if held(one.id, day) else HOLDS_NOT, one.id,
        )
        for one in found
    ]  # fmt: skip
    return Table("measures", Words("奖惩措施", "Measures"), _LISTED, rows)


def _documents(one: Measure) -> str:
    known = instruments()
    names = [say(known[id.partition("#")[0]].label) for id in one.instruments]
    return t("；", "; ").join(names)
