"""The rules of the four provinces side by side, as a table that is made from the rulebook.

Clause  S8. Shown on a page and handed out as a file.
"""

from collections.abc import Iterable
from datetime import date

from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say
from creditdelta.pages.tables import Cell, Column, Table
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.differences import Difference, crosswalk, differences

NATIONAL = Words("按全国规定", "national rules")
UNREAD = Words("没有读到", "not read")
DIFFERS, SAME = Words("不同", "differs"), Words("一致", "the same")
_COLUMNS = (
    Column("label", Words("问题", "question")),
    *(Column(region, label) for region, label in PROVINCES.items()),
    Column("differs", Words("对照", "compared")),
)


def side_by_side(day: date) -> Table:
    """One row a question, one column a province."""
    rows = _rows(differences(day), NATIONAL)
    return Table("differences", Words("规则差异对照", "Rules side by side"), _COLUMNS, rows)


def crossed(day: date) -> Table:
    """One row a conduct, one column a province: class, what follows, for how long."""
    rows = _rows(crosswalk(day), UNREAD)
    return Table("crosswalk", Words("失信行为对照", "Conduct side by side"), _COLUMNS, rows)


def _rows(found: Iterable[Difference], without: Words) -> list[tuple[Cell, ...]]:
    """`without`: what is said where a province has no rule and none of the whole country is known."""
    return [
        (
            one.label,
            *(_held(one, region, without) for region in PROVINCES),
            DIFFERS if one.differs else SAME,
        )
        for one in found
    ]


def _held(one: Difference, region: str, without: Words) -> str:
    held = one.holds(region)
    return say(held.text if held is not None else without)
