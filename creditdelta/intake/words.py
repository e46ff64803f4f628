"""How do we say where a submission stands, and why it was held or sent back?

Clause  S31.
Data    rulebook/codes/enums/submission-ground.toml, the error catalogue
"""

import re
from collections.abc import Callable

from creditdelta.intake.models import Submission
from creditdelta.kernel.errors import UnknownCode, Words, find
from creditdelta.rulebook.cities import PROVINCES, cities
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.records import standards

STATES = {
    "held": Words("待第二人核对", "waits for a second officer"),
    "open": Words("正在入账", "being taken in"),
    "closed": Words("已入账", "counts"),
    "refused": Words("整批退回", "sent back as a whole"),
}
ZERO_STATES = {
    "stands": Words("有效", "stands"),
    "taken_back": Words("已撤回", "taken back"),
    "superseded": Words("后来有报送", "something was reported after all"),
}
KINDS = {"held": "attention", "open": "waiting", "closed": "done", "refused": "serious"}
COUNTS = {
    "rows": Words("报送行数", "rows filed"),
    "accepted": Words("入账", "accepted"),
    "waiting": Words("待核", "waiting"),
    "duplicate": Words("重复", "duplicate"),
    "withdrawn": Words("撤回", "withdrawals"),
    "rejected": Words("退回", "refused"),
}
LATE = Words("迟报", "late")
UNKNOWN = Words("无法识别", "not recognised")
GROUNDS = "submission-ground"
_Said = Callable[[re.Match[str]], Words]


def standard_label(row: Submission) -> Words:
    """What kind of record a submission is about."""
    standard = standards().get(row.standard)
    return standard.label if standard else UNKNOWN


def kind_label(kind: str) -> Words:
    """What a kind of record is called; "" is that of a file nobody recognised."""
    if not kind:
        return UNKNOWN
    found = (item.label for item in standards().values() if item.kind == kind)
    return next(found, Words(kind, kind))


def ground_label(ground: str) -> Words:
    """What a ground says: one of the list, or the code by which nobody could read the file."""
    row = next((row for row in enum(GROUNDS).rows if row.code == ground), None)
    if row is not None:
        return Words(row.label_zh, row.label_en)
    try:
        return find(ground).title
    except UnknownCode:
        return Words(ground, ground)


def held_words(reason: str) -> Words:
    """Why a submission was held, in a sentence; the reason as it was recorded where it has none."""
    for form, said in _HELD:
        found = form.fullmatch(reason)
        if found is not None:
            return said(found)
    return Words(reason, reason)


def _mass(found: re.Match[str]) -> Words:
    rows, factor, mean = found.groups()
    return Words(
        f"可入账 {rows} 行，超过该来源平时每批约 {mean} 行的 {factor} 倍。",
        f"{rows} good rows, more than {factor} times the {mean} or so this source usually sends.",
    )


def _withdrawals(found: re.Match[str]) -> Words:
    rows, limit = found.groups()
    return Words(
        f"撤回 {rows} 条，超过一次可以直接撤回的 {limit} 条。",
        f"{rows} withdrawals, more than the {limit} that count at once.",
    )


def _city(found: re.Match[str]) -> Words:
    city, rows, known = found.groups()
    name = _city_label(f"{city}00")
    return Words(
        f"{name.zh}有 {rows} 行不良记录，而已知的当地组织只有 {known} 家。",
        f"{rows} adverse rows about {name.en}, where {known} organisations are known.",
    )


def _city_label(code: str) -> Words:
    if code in cities():
        return Words(cities()[code].name, cities()[code].en)
    return PROVINCES.get(f"{code[:2]}0000", Words(code, code))


_HELD: tuple[tuple[re.Pattern[str], _Said], ...] = (
    (re.compile(r"rows (\d+) > (\d+) x (\d+)"), _mass),
    (re.compile(r"withdrawals (\d+) > (\d+)"), _withdrawals),
    (re.compile(r"city (\d{4}): (\d+) of (\d+)"), _city),
)
