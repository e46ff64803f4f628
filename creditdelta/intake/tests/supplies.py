"""Small invented supplier files for scenes; all names and codes are made up."""

import csv
from functools import cache
from pathlib import Path
from random import Random

from creditdelta.rulebook.records import standard
from creditdelta.world import codes

COUNTS = ("rows", "accepted", "waiting", "duplicate", "withdrawn", "rejected")
OFFICE = "11310000DEMG00019W"


@cache
def organisation(number: int) -> tuple[str, str]:
    """(code, name) of the n-th invented organisation."""
    inner = codes.organisation_code(Random(number), lead="MA")
    return codes.uscc("91", "310115", inner), f"上海示例{chr(0x4E00 + number)}商贸有限公司"


def registrations(folder: Path, count: int, name: str = "registrations.csv", **given: str) -> Path:
    """Registrations of the first organisations; `given` overrides cells of all rows."""
    rows = [
        {"uscc": code, "name": called, "status": "存续", "established_on": "2015-03-04", **given}
        for code, called in map(organisation, range(count))
    ]
    return written(folder / name, "registration", rows)


def penalty(number: int, **given: str) -> dict[str, str]:
    """A penalty on the n-th organisation."""
    code, called = organisation(number)
    row = {
        "CF_XDR_MC": called,
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": code,
        "CF_WSH": f"沪示罚〔2025〕{number}号",
        "CF_WFXW": "未按规定公示年度报告",
        "CF_SY": "合成示例：未在规定期限内公示年度报告。",
        "CF_YJ": "《示例条例》第十七条",
        "CF_CFLB": "警告",
        "CF_NR": "警告",
        "CF_JDRQ": "2025-06-02",
        "CF_YXQ": "2026-06-02",
        "CF_CFJG": "合成示例市场监督管理局",
        "CF_CFJGDM": OFFICE,
        "CF_SJLY": "合成示例市场监督管理局",
        "CF_SJLYDM": OFFICE,
    }
    return row | given


def penalties(folder: Path, count: int, name: str = "penalties.csv", **given: str) -> Path:
    """A penalty on each of the first organisations."""
    return written(folder / name, "penalty", [penalty(n, **given) for n in range(count)])


def written(path: Path, kind: str, rows: list[dict[str, str]]) -> Path:
    """A file of a record kind with the standard's headings."""
    columns = {column.code: column.label.zh for column in standard(kind).columns}
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(columns.values())
        writer.writerows([row.get(code, "") for code in columns] for row in rows)
    return path
