"""Where does each city stand on the map of tiles, and how dark is its tile?

Clause  S29: 41 cities. A tile a city keeps neighbours roughly together and gives every city the same
weight; boundaries would need a reviewed map. Places are columns and rows from the north-west.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from creditdelta.pages.environment import url
from creditdelta.pages.formats import number
from creditdelta.pages.language import say, t
from creditdelta.rulebook.cities import cities

GRID = (
    "亳州 淮北 徐州 连云港",
    "阜阳 宿州 宿迁 淮安 盐城",
    "淮南 蚌埠 滁州 扬州 泰州 南通",
    "六安 合肥 南京 镇江 常州 无锡 苏州",
    "铜陵 芜湖 马鞍山 宣城 湖州 嘉兴 上海",
    "安庆 池州 黄山 杭州 绍兴 宁波 舟山",
    "· · · 衢州 金华 台州",
    "· · · · 丽水 温州",
)
STEPS = 5
PLAN_BEGINS = date(2018, 7, 1)  # the action plan; whoever joined later is drawn with a dashed edge


def tiles(figures: Mapping[str, int], current: str = "") -> list[dict[str, Any]]:
    """A tile for each city with its figure, as the component draws it; `current` is this page's city."""
    places = {name: (row, place) for row, line in enumerate(GRID, 1) for place, name in _row(line)}
    most = max(figures.values(), default=0)
    found = []
    for code, city in cities().items():
        row, column = places[city.label.zh]
        count = figures.get(code, 0)
        tile = {
            "name": say(city.label).split(" (")[0],  # two pairs are alike in English
            "label": say(city.label),
            "column": column,
            "row": row,
            "step": step(count, most),
            "value": short(count),
            "href": url("city", code),
            "dashed": city.member_from > PLAN_BEGINS,
            "current": code == current,
        }
        found.append((row, column, tile))
    return [tile for *_, tile in sorted(found, key=lambda one: one[:2])]


def _row(line: str) -> list[tuple[int, str]]:
    return [(place, name) for place, name in enumerate(line.split(), 1) if name != "·"]


def step(count: int, most: int) -> int:
    """How dark a tile is, 0 for nothing: each step stands for twice as many as the one before.

    >>> [step(count, 1600) for count in (0, 90, 120, 300, 600, 1600)]
    [0, 1, 2, 3, 4, 5]
    """
    if count <= 0:
        return 0
    shade = STEPS
    while shade > 1 and count * 2 ** (STEPS - shade + 1) <= most:
        shade -= 1
    return shade


def short(count: int) -> str:
    """A count that fits into a tile: 940, 3,208, 12.4万 or 124k."""
    if count < 10_000:  # noqa: PLR2004
        return number(count)
    return t(f"{count / 10_000:.1f}万", f"{count / 1_000:.0f}k")
