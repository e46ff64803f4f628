"""The monthly return of an office as a workbook: a sheet for every kind of record, and one above them.

Clause  S31. Filed, accepted, refused, late, zero reports, withdrawals of one month.
Pure    equal submissions give equal bytes: the file's own date is the month's first day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from creditdelta.intake.batches import of_office, within
from creditdelta.intake.counts import Counts, by_sender, sum_of, withdrawn_of
from creditdelta.intake.models import Submission
from creditdelta.intake.rules import reported_on
from creditdelta.intake.words import COUNTS, LATE, STATES, kind_label
from creditdelta.journal.synthetic import demonstration_day
from creditdelta.kernel.errors import Words
from creditdelta.pages.tables import Cell, Column, Table
from creditdelta.rulebook.offices import Office

SUMMARY = "汇总"
WIDTHS = (22, 14, 12)
WITHDRAWN = Words("被撤回的记录", "records withdrawn")
ZERO = Words("零报告", "zero report")
SYNTHETIC = "合成数据 · synthetic data"
_SUMMARY = (
    Words("种类", "kind"), Words("批次数", "batches"), *COUNTS.values(), LATE,
    Words("有期限的行", "rows with a deadline"), ZERO, WITHDRAWN,
)  # fmt: skip
_BATCHES = (
    Words("批次", "batch"), Words("报送日期", "reported on"), Words("状态", "state"),
    *COUNTS.values(), LATE, Words("有期限的行", "rows with a deadline"),
)  # fmt: skip
_COUNTED = (*COUNTS, "late", "dated")
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_LONGEST = 31  # characters of a sheet's name

Row = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one kind of record."""

    kind: str
    counts: Counts
    withdrawn: int
    batches: tuple[Submission, ...]


def monthly(office: Office, month: date) -> bytes:
    """The workbook of a month; `month` is its first day."""
    lines = _lines(office, month)
    content = BytesIO()
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    began = datetime.combine(month, datetime.min.time())
    title = f"{office.label.zh} {month:%Y-%m} 报送月报"
    book.set_properties({"created": began, "title": title})
    heads = [title, f"Monthly return of {office.label.en}, {month:%Y-%m}"]
    heads += [SYNTHETIC] if demonstration_day() else []
    every = sum_of(line.counts for line in lines)
    total = _summed("合计 · total", every, sum(line.withdrawn for line in lines))
    rows = [_summed(_both(kind_label(line.kind)), line.counts, line.withdrawn) for line in lines]
    _sheet(book, SUMMARY, heads, _SUMMARY, [*rows, total])
    for line in lines:
        label = kind_label(line.kind)
        name = label.zh.translate(_FORBIDDEN)[:_LONGEST]
        _sheet(book, name, [f"{title}：{label.zh}", label.en], _BATCHES, _listed(line))
    book.close()
    return content.getvalue()


def summary(office: Office, month: date) -> Table:
    """The first sheet as a table of a page."""
    rows: list[list[Cell]] = []
    for line in _lines(office, month):
        _, *figures = _summed("", line.counts, line.withdrawn)
        rows.append([kind_label(line.kind), *figures])
    ids = ("kind", "batches", *_COUNTED, "zero_reports", "withdrawn_records")
    columns = tuple(
        Column(id, words, "count" if n else "text")
        for n, (id, words) in enumerate(zip(ids, _SUMMARY, strict=True))
    )
    empty = Words("这个月没有报送。", "Nothing was reported in this month.")
    return Table("return", Words("按种类", "By kind"), columns, rows, empty=empty)


def _lines(office: Office, month: date) -> list[Line]:
    """What the office sent, said or took back in the month, by kind."""
    whose = of_office(office)
    told = {sender.kind: counts for sender, counts in by_sender(whose, month).items()}
    withdrawn = withdrawn_of(whose, month)
    ended = Submission.objects.filter(whose, within(month), state__in=("closed", "refused"))
    sent: dict[str, list[Submission]] = {}
    for row in ended.order_by("id"):
        sent.setdefault(row.standard.partition("/")[0], []).append(row)
    kinds = sorted(told.keys() | withdrawn.keys())
    return [
        Line(kind, told.get(kind, Counts()), withdrawn.get(kind, 0), tuple(sent.get(kind, ())))
        for kind in kinds
    ]


def _summed(label: str, counts: Counts, withdrawn: int) -> Row:
    figures = [getattr(counts, name) for name in _COUNTED]
    return [label, counts.submissions, *figures, counts.zero_reports, withdrawn]


def _listed(line: Line) -> list[Row]:
    rows: list[Row] = [
        [
            str(one.pk), reported_on(one.issued_at).isoformat(), STATES[one.state].zh,
            *(getattr(one, name) for name in _COUNTED),
        ]
        for one in line.batches
    ]  # fmt: skip
    if line.counts.zero_reports:
        rows.append([_both(ZERO)])
    return rows


def _sheet(
    book: Workbook, name: str, heads: Iterable[str], columns: Sequence[Words], rows: Iterable[Row]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column(0, 0, WIDTHS[0])
    sheet.set_column(1, len(columns) - 1, WIDTHS[1])
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    bold, head = _looks(book)
    at = 0
    for at, text in enumerate(heads, 1):
        sheet.write_string(at - 1, 0, text, bold)
    for n, words in enumerate(columns):
        sheet.write_string(at, n, f"{words.zh}\n{words.en}", head)
    sheet.freeze_panes(at + 1, 1)
    for below, row in enumerate(rows, at + 1):
        for n, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(below, n, value)
            else:
                sheet.write_string(below, n, value)


def _looks(book: Workbook) -> tuple[Any, Any]:
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bg_color": "#E2EFDA", "border": 1, "text_wrap": True})
    return bold, head


def _both(words: Words) -> str:
    return f"{words.zh} {words.en}"
