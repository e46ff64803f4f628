"""What is wrong with a parameter, in words of a clerk: the faults that pydantic finds, said by us.

Clause  S75.
Pure    faults in, faults out.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from creditdelta.api.problems import Fault
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say, t

CODE = "CD-API-009"
_OTHER = (
    Words("值不符合要求。", "The value is not as it should be."),
    Words("请对照接口说明 /api/ 修改。", "Compare it with the reference at /api/."),
)
# a part of pydantic's word for a fault: what is wrong, and how to go on
_SAID: tuple[tuple[str, Words, Words], ...] = (
    ("missing", Words("缺少这个参数。", "It is missing."), Words("请补上。", "Give it.")),
    (
        "int_",
        Words("应为整数。", "It should be a whole number."),
        Words("请填写整数。", "Write a whole number."),
    ),
    (
        "bool_",
        Words("应为 true 或 false。", "It should be true or false."),
        Words("请写 true 或 false。", "Write true or false."),
    ),
    (
        "date",
        Words("应为日期。", "It should be a day."),
        Words("请写成 2026-03-31 的样子。", "Write it as 2026-03-31."),
    ),
    (
        "greater_than",
        Words("数太小。", "The number is too small."),
        Words("至少为 {least}。", "It must be {least} at least."),
    ),
    (
        "less_than",
        Words("数太大。", "The number is too large."),
        Words("至多为 {most}。", "It may be {most} at most."),
    ),
    (
        "too_short",
        Words("内容太少。", "There is too little of it."),
        Words("至少 {least} 个。", "Give {least} at least."),
    ),
    (
        "too_long",
        Words("内容太多。", "There is too much of it."),
        Words("至多 {most} 个。", "Give {most} at most."),
    ),
    (
        "extra_forbidden",
        Words("没有这个参数。", "There is no such parameter."),
        Words("请去掉。", "Leave it out."),
    ),
    (
        "literal_error",
        Words("不是可用的值之一。", "It is none of the values there are."),
        Words("可用的值：{expected}。", "Use {expected}."),
    ),
    (
        "string_",
        Words("写法不对。", "It is not written as it should be."),
        Words("请对照接口说明中的写法。", "Compare it with the form in the reference."),
    ),
)


def faults(found: Sequence[Mapping[str, Any]]) -> list[Fault]:
    """A fault for each that the model found; `loc` is where."""
    return [_fault(one) for one in found]


def unknown(names: Sequence[str], known: Sequence[str]) -> list[Fault]:
    """Parameters that no operation has: a name mistyped would else be passed over in silence."""
    listed = t("、", ", ").join(known) or t("（没有参数）", "(none)")
    detail = t("没有这个参数。", "There is no such parameter.")
    way = t(f"可用的参数：{listed}。", f"Use one of: {listed}.")
    return [Fault(f"query/{name}", CODE, detail, way) for name in names]


def _fault(one: Mapping[str, Any]) -> Fault:
    where = [str(part) for part in one["loc"]]
    if where[:1] == ["body"]:
        where[1:2] = []  # how a function calls its body is nothing to a reader
    limits = one.get("ctx") or {}
    kind = str(one["type"])
    detail, way = next(((said, way) for part, said, way in _SAID if part in kind), _OTHER)
    named = {
        "least": limits.get("ge", limits.get("gt", limits.get("min_length", ""))),
        "most": limits.get("le", limits.get("lt", limits.get("max_length", ""))),
        "expected": limits.get("expected", ""),
    }
    return Fault("/".join(where), CODE, say(detail), say(way).format(**named))
