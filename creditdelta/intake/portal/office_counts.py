"""How much did each office file, month by month? Public; of offices only, never of an account.

Clause  S31, S4.
"""

from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from creditdelta.intake.batches import months_sent
from creditdelta.intake.counts import Counts, by_month, by_office
from creditdelta.intake.portal.batches import month_in, written
from creditdelta.intake.tables import share
from creditdelta.intake.words import COUNTS, LATE
from creditdelta.kernel.errors import Words
from creditdelta.notices.tables import office_label
from creditdelta.pages.environment import url
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Cell, Column, Table
from creditdelta.rulebook.cities import PROVINCES

MONTHS = 12
OTHERS = Words("未登记单位的来源", "sources that are no office's")
_FIGURES = (
    Column("batches", Words("批次数", "batches"), "count"),
    *(Column(name, words, "count") for name, words in COUNTS.items()),
    Column("late", LATE, "count"),
    Column("late_share", Words("迟报率", "late share"), "share"),
    Column("zero_reports", Words("零报告", "zero reports"), "count"),
)


def office_counts(request: HttpRequest) -> HttpResponse:
    """A month of every office: the one asked for, or the latest; and the last twelve together."""
    months = months_sent(Q())
    asked = month_in(request.GET.get("month", "")) or (months[0] if months else None)
    context = {
        "month": written(asked),
        "months": [
            {"value": written(one), "text": written(one), "chosen": one == asked} for one in months
        ],
        "form": url("office_counts"),
    }
    shown = [_offices(asked), _months(months[:MONTHS])]
    return page(request, "intake/office_counts.html", context, tables=shown)


def _offices(month: date | None) -> Table:
    rows: list[list[Cell]] = []
    for (region, office), told in by_office(month).items() if month else ():
        label = office_label(office) if office else OTHERS
        rows.append([label, PROVINCES.get(region, Words(region, region)), *_figures(told)])
    columns = (
        Column("office", Words("报送单位", "office")),
        Column("province", Words("省市", "province")),
        *_FIGURES,
    )
    note = Words(
        "月份按报送日计算，只数已办结的批次。报送行数 = 入账 + 待核 + 重复 + 撤回 + 退回。",
        "A month is that of the day of reporting; only batches that have ended count. Rows filed = accepted"
        " + waiting + duplicate + withdrawals + refused.",
    )
    empty = Words("这个月没有报送。", "Nothing was reported in this month.")
    return Table("offices", Words("各单位", "Offices"), columns, rows, note, empty)


def _months(months: list[date]) -> Table:
    rows = [[written(month), *_figures(told)] for month, told in by_month(months).items()]
    columns = (Column("month", Words("月份", "month")), *_FIGURES)
    return Table("months", Words("逐月合计", "Month by month"), columns, rows)


def _figures(told: Counts) -> list[Cell]:
    counts = [getattr(told, name) for name in COUNTS]
    late = share(told.late, told.dated)
    return [told.submissions, *counts, told.late, late, told.zero_reports]
