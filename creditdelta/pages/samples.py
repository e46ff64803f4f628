"""What the page of components shows: every component with its states, filled with invented things.

The list of components is read from the comments in jinja2/components, so that it cannot fall behind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from creditdelta.kernel.errors import Words
from creditdelta.pages.language import t
from creditdelta.pages.tables import Column, Link, Table
from creditdelta.rulebook.basis import Basis

FOLDER = Path(__file__).parent / "jinja2" / "components"
CODE = "91340600MA2PBNE723"  # invented; its check character is right
TODAY = date(2026, 3, 31)
_SAID = re.compile(r"{# (\w+)\(([^)]*)\) (.+?) · (.+?) #}")


@dataclass(frozen=True, slots=True)
class Component:
    """A macro: its file, its parameters and what it is for."""

    name: str
    file: str
    parameters: str
    purpose: Words


@cache
def components() -> tuple[Component, ...]:
    """Every documented component, file by file."""
    return tuple(
        Component(name, path.name, parameters, Words(zh, en))
        for path in sorted(FOLDER.glob("*.html"))
        for name, parameters, zh, en in _SAID.findall(path.read_text(encoding="utf-8"))
    )


def listed() -> Table:
    """The components as a table."""
    columns = (
        Column("name", Words("组件", "Component"), "code"),
        Column("purpose", Words("用途", "Purpose")),
        Column("parameters", Words("参数", "Parameters")),
        Column("file", Words("文件", "File"), "code"),
    )
    rows = [(one.name, one.purpose, one.parameters, one.file) for one in components()]
    return Table("components", Words("全部组件", "All components"), columns, rows)


def context() -> dict[str, Any]:
    """What the samples are filled with."""
    return {
        "sample_code": CODE,
        "today": TODAY,
        "now": datetime(2026, 3, 31, 14, 5, tzinfo=ZoneInfo("Asia/Shanghai")),
        "days": {
            "since": date(2026, 3, 2),
            "repair": date(2026, 6, 2),
            "until": date(2027, 3, 2),
            "ended": date(2026, 3, 20),
        },
        "grounds": grounds(),
        "tiles": tiles(),
        "icons": list(icons()),
        "entries": entries,
    }


def entries(theme: str) -> list[dict[str, Any]]:
    """Questions of a record's form: one that is wrong, lists, several lines, one that is only told."""
    common = {"hint": "", "value": "", "options": (), "errors": (), "suggested": "", "known": False}
    need = t("选填", "optional")
    listed = (t("警告", "warning"), t("罚款", "fine"))
    wrong = (t("校验码不对", "The check character is wrong"), t("请核对", "Check it"))
    said: list[dict[str, Any]] = [
        {
            "label": t("代码", "Code"), "look": "line", "value": CODE[:-1] + "5", "errors": [wrong],
            "suggested": CODE, "known": True, "hint": t("18位", "18 characters"),
        },
        {"label": t("处罚类别", "Kind of penalty"), "look": "choice", "options": listed},
        {"label": t("行业", "Industry"), "look": "list", "options": listed},
        {"label": t("事由", "Reason"), "look": "lines"},
        {"label": t("文号", "Number"), "look": "shown", "value": t("示例1号", "Sample 1")},
    ]  # fmt: skip
    return [
        {**common, "need": need, "id": f"{theme}-entry-{n}", "name": f"entry-{n}", **one}
        for n, one in enumerate(said)
    ]


def table(theme: str) -> Table:
    """A table with a cell of every kind."""
    columns = (
        Column("name", Words("名称", "Name")),
        Column("code", Words("代码", "Code"), "code"),
        Column("count", Words("记录数", "Records"), "count"),
        Column("share", Words("占比", "Share"), "share"),
        Column("money", Words("金额", "Amount"), "money"),
        Column("day", Words("决定日期", "Decided on"), "day"),
        Column("moment", Words("收到时间", "Received at"), "moment"),
    )
    at = datetime(2026, 3, 30, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
    first = Link(t("示例环保科技有限公司", "Sample Environmental Ltd"), "#sample")
    rows = (
        (first, CODE, 12_345, 994_200, 8_000_000_00, date(2026, 3, 2), at),
        (Words("示例乙厂", "Sample works B"), None, 7, 0, 56_00, None, None),
    )
    note = Words(
        "表下说明：名称和数字均为虚构。", "Below the table: names and figures are invented."
    )
    return Table(f"{theme}-table", Words("示例表", "A sample table"), columns, rows, note)


def nothing(theme: str) -> Table:
    """A table without a row."""
    columns = (Column("name", Words("名称", "Name")), Column("day", Words("日期", "Day"), "day"))
    said = Words("公示期内没有这类记录。", "No record of this kind is in publicity.")
    return Table(f"{theme}-nothing", Words("空表", "An empty table"), columns, (), empty=said)


def grounds() -> tuple[Basis, ...]:
    """One ground of each kind."""
    reason = t(
        "没有规定，取同类记录的惯例。", "Nothing is laid down; the habit of like records is taken."
    )
    return (
        Basis("law", t("示例条例", "Sample regulation"), t("第十七条", "article 17")),
        Basis("agreement", t("示例合作协议", "Sample agreement")),
        Basis("default", t("处理天数", "days of handling"), reason=reason, confidence="medium"),
        Basis("fictional", t("示例办法", "Sample measure")),
    )


def tiles() -> list[dict[str, Any]]:
    """A few squares of a map, one a step of the scale."""
    names = t("甲市 乙市 丙市 丁市 戊市 己市", "Aa Bb Cc Dd Ee Ff").split()
    drawn: list[dict[str, Any]] = [
        {"name": name, "column": step % 3 + 1, "row": step // 3 + 1, "step": step}
        for step, name in enumerate(names)
    ]
    for tile in drawn[1:]:
        tile["value"], tile["href"] = tile["step"] * 20, f"#tile-{tile['step']}"
    drawn[2]["dashed"] = drawn[4]["current"] = True
    return drawn


def icons() -> Iterator[str]:
    """The names of every drawing there is."""
    drawn = Path(__file__).parent / "static" / "pages" / "icons" / "icons.svg"
    yield from re.findall(r'symbol id="([a-z0-9-]+)"', drawn.read_text(encoding="utf-8"))
