"""Submissions as tables of pages: the list, why rows were refused, how late they came, what came before.

Clause  S31.
"""

from collections.abc import Callable, Sequence

from creditdelta.intake.batches import office_of_submission
from creditdelta.intake.models import Submission
from creditdelta.intake.rules import Filed, reported_on
from creditdelta.intake.words import COUNTS, LATE, STATES, standard_label
from creditdelta.kernel.errors import Words, find
from creditdelta.notices.tables import office_label
from creditdelta.pages.tables import Cell, Column, Link, Table

Address = Callable[[Submission], str]
MILLION = 1_000_000
_NUMBER = Column("number", Words("批次", "batch"))
_REPORTED = Column("reported_on", Words("报送日", "reported on"), "day")
_KIND = Column("kind", Words("种类", "kind"))
_STATE = Column("state", Words("状态", "state"))
_OFFICE = Column("office", Words("报送单位", "office"))
_COUNTED = tuple(Column(name, words, "count") for name, words in COUNTS.items())
_LATE = Column("late", LATE, "count")


def submissions(listed: Sequence[Submission], address: Address, *, offices: bool) -> Table:
    """A list of submissions; `offices`: with the office whose word each is."""
    office = (_OFFICE,) if offices else ()
    rows: list[list[Cell]] = []
    for one in listed:
        whose: list[Cell] = (
            [office_label(office_of_submission(one) or one.source)] if offices else []
        )
        rows.append([
            Link(str(one.pk), address(one)), reported_on(one.issued_at), standard_label(one), *whose,
            STATES[one.state], *(getattr(one, name) for name in COUNTS), one.late,
        ])  # fmt: skip
    columns = (_NUMBER, _REPORTED, _KIND, *office, _STATE, *_COUNTED, _LATE)
    note = Words(
        "报送行数 = 入账 + 待核 + 重复 + 撤回 + 退回；未结束的批次还没有数完。",
        "rows filed = accepted + waiting + duplicate + withdrawals + refused, once a batch has ended.",
    )
    empty = Words("没有这样的批次。", "There is no such batch.")
    return Table("batches", Words("报送批次", "Batches"), columns, rows, note, empty)


def refusals(found: Sequence[tuple[str, int]]) -> Table:
    """Why rows were refused, by rule."""
    kinds = [(find(code), count) for code, count in found]
    rows = [(kind.code, kind.title, count, kind.suggestion) for kind, count in kinds]
    columns = (
        Column("code", Words("错误代码", "code"), "code"),
        Column("title", Words("原因", "reason")),
        Column("count", Words("次数", "count"), "count"),
        Column("suggestion", Words("怎么改", "what to do")),
    )
    return Table("rules", Words("退回的原因", "Why rows were refused"), columns, rows)


def days(found: Sequence[Filed], worst: int | None = None) -> Table:
    """By day of decision when rows were due and how late they came; `worst`: so many late ones only."""
    shown = found if worst is None else [one for one in found if one.late][:worst]
    rows = [(one.decided_on, one.due_on, one.count, one.late) for one in shown]
    columns = (
        Column("decided_on", Words("决定日期", "decided on"), "day"),
        Column("due_on", Words("应在此日以前报送", "due by"), "day"),
        Column("count", Words("行数", "rows"), "count"),
        Column("late", Words("迟报工作日", "working days late"), "count"),
    )
    id, title = ("days", Words("按决定日期", "By day of decision"))
    if worst is not None:
        id, title = "worst", Words("迟得最久的", "The latest ones")
    empty = Words("没有迟报的行。", "No row was late.")
    return Table(id, title, columns, rows, empty=empty)


def earlier(listed: Sequence[Submission], address: Address) -> Table:
    """What the same sender sent of the same kind before."""
    rows = [
        (
            Link(str(one.pk), address(one)), reported_on(one.issued_at), STATES[one.state], one.rows,
            one.rejected, share(one.rejected, one.rows), one.late, share(one.late, one.dated),
        )
        for one in listed
    ]  # fmt: skip
    columns = (
        _NUMBER, _REPORTED, _STATE, Column("rows", COUNTS["rows"], "count"),
        Column("rejected", COUNTS["rejected"], "count"),
        Column("rejected_share", Words("退回率", "refused share"), "share"),
        _LATE, Column("late_share", Words("迟报率", "late share"), "share"),
    )  # fmt: skip
    title = Words("该单位这一种类的报送", "What this office sent of the kind")
    return Table("history", title, columns, rows)


def share(part: int, whole: int) -> int | None:
    """A share in millionths; none of nothing."""
    return part * MILLION // whole if whole else None
