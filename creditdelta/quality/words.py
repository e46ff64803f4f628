"""How do we say what a measure tells, what a level asks for, and what is counted?

Clause  S4, S31.
Pure    words only; definitions stand in rulebook/quality.
"""

from collections.abc import Mapping
from typing import Any

from creditdelta.kernel.errors import Words
from creditdelta.pages.formats import NOTHING, share
from creditdelta.pages.language import lang, say, t
from creditdelta.quality.rules import Met, Value
from creditdelta.rulebook.quality import SHARE, Condition, Measure

COUNTS = {
    "files": Words("文件", "files"),
    "refused_files": Words("整份退回的文件", "files refused as a whole"),
    "pending_files": Words("待核或未完成的文件", "files held or not finished"),
    "sent_rows": Words("送来的行", "rows sent"),
    "filed_rows": Words("报送的行", "rows filed"),
    "valid_rows": Words("核验通过的行", "rows that passed the check"),
    "new_rows": Words("新收的行", "new rows"),
    "correctable_rows": Words("登记以外新收的行", "new rows but registrations"),
    "corrected_rows": Words("更正的行", "corrections"),
    "waiting_rows": Words("等待核实的行", "rows that wait"),
    "duplicate_rows": Words("重复的行", "rows that say nothing new"),
    "withdrawn_rows": Words("撤回的记录", "records withdrawn"),
    "dated_rows": Words("有期限的行", "rows with a deadline"),
    "late_rows": Words("迟报的行", "late rows"),
}
MET: dict[Met, tuple[str, Words]] = {  # the shape of the tag, and its words
    "met": ("done", Words("已达到", "reached")),
    "missed": ("attention", Words("还差", "not yet")),
    "none": ("plain", Words("没有这类数据", "nothing to measure")),
}
TOGETHER = Words("市场信用信息报送单位（合计）", "market reporters, together")
NO_LEVEL = Words("统计期内没有报送", "nothing reported in these months")
_PERMILLE_IN_MILLION = 1_000


def told(found: Value) -> str:
    """What a measure says, with its unit; a dash where there is nothing to measure."""
    if found.number is None:
        return NOTHING
    return number(found.measure, found.number)


def number(measure: Measure, told_number: int) -> str:
    """A number of a measure (millionths, days, months) with its unit."""
    if measure.unit == SHARE:
        return share(told_number)
    if measure.unit == "working_days":
        return t(f"{told_number} 个工作日", f"{told_number} working days")
    return t(f"{told_number} 个月", f"{told_number} months")


def asked(condition: Condition, measure: Measure) -> str:
    """What a level asks of a measure: 合规率不低于 95.00 %."""
    low, high = condition.at_least, condition.at_most
    limit = low if low is not None else high or 0
    figure = number(measure, limit * _PERMILLE_IN_MILLION if measure.unit == SHARE else limit)
    name = say(measure.label)
    if low is not None:
        return t(f"{name}不低于 {figure}", f"{name} at least {figure}")
    return t(f"{name}不高于 {figure}", f"{name} at most {figure}")


def counted(found: Value) -> str:
    """The two counts of a share: 34 / 40; nothing for other units."""
    return f"{found.numerator:,} / {found.denominator:,}" if found.denominator else ""


def days_words(half: int | None, most: int | None) -> str:
    """The median and the ninetieth hundredth of a wait in working days; "" of nothing."""
    if half is None:
        return ""
    return t(
        f"中位 {half} 个工作日，九成不超过 {most} 个",
        f"median {half} working days, nine of ten at most {most}",
    )


def minutes(half: int | None, most: int | None) -> str:
    """The median and the ninetieth hundredth of a wait in seconds, as a reader says it; "" of nothing."""
    if half is None or most is None:
        return ""
    return t(
        f"中位 {spent(half)}，九成不超过 {spent(most)}",
        f"median {spent(half)}, nine of ten at most {spent(most)}",
    )


def spent(seconds: int) -> str:
    """A stretch of time in the unit a reader would choose: seconds, minutes, hours or days."""
    for unit, zh, en in ((86_400, "天", "days"), (3_600, "小时", "hours"), (60, "分钟", "minutes")):
        if seconds >= 2 * unit:
            whole = (2 * seconds + unit) // (2 * unit)
            return t(f"{whole} {zh}", f"{whole} {en}")
    return t(f"{seconds} 秒", f"{seconds} seconds")


def report_title(given: Mapping[str, Any]) -> str:
    """What a month's report is called."""
    name, month = given["name"][lang()], given["month"]
    return t(f"{name} {month} 报送质量月报", f"{name}: quality of reporting in {month}")


def sealed_words(given: Mapping[str, Any]) -> str:
    """From which events a report was made."""
    until, editions = given["until"], len(given["editions"])
    return t(
        f"由日志的前 {until:,} 个事件得出，第 {editions} 版",
        f"made from the first {until:,} events of the journal, edition {editions}",
    )
