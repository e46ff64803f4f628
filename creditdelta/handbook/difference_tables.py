"""The rules of the four provinces side by side, as a table that is made from the rulebook.

Clause  S8. Shown on a page and handed out as a file.
"""

from datetime import date

from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say
from creditdelta.pages.tables import Cell, Column, Table
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.differences import Difference, differences

NATIONAL = Words("按全国规定", "national rules")
DIFFERS, SAME = Words("不同", "differs"), Words("一致", "the same")
_COLUMNS = (
    Column("label", Words("问题", "question")),
    *(Column(region, label) for region, label in PROVINCES.items()),
    Column("differs", Words("对照", "compared")),
)


def side_by_side(day: date) -> Table:
    """One row a question, one column a province."""
    rows: list[tuple[Cell, ...]] = [
        (one.label, *(_cell(one, region) for region in PROVINCES), DIFFERS if one.differs else SAME)
        for one in differences(day)
    ]
    return Table("differences", Words("规则差异对照", "Rules side by side"), _COLUMNS, rows)


def _cell(one: Difference, region: str) -> str:
    return say(one.rules[region].text if region in one.rules else NATIONAL)
