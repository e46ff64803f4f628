"""Zero reports of an office: what is still to be said, what was said, and taking it back.

Clause  S31.
"""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.intake import zero
from creditdelta.intake.models import ZeroReport
from creditdelta.intake.portal.batches import UNPROCESSABLE, month_in, written
from creditdelta.intake.portal.places import at, own_of
from creditdelta.intake.words import ZERO_STATES, kind_label
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.days import working_days_between
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.rulebook.calendars import calendar
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.reporters import kinds_of


def desk_zero(request: HttpRequest) -> HttpResponse:
    """What the office should say of last month, and what it said."""
    return _shown(request, own_of(request), "", 200)


def desk_zero_act(request: HttpRequest) -> HttpResponse:
    """Say that there was nothing, or take that back."""
    own = own_of(request)
    if request.method != "POST":
        return HttpResponseRedirect(at(request, "desk_zero"))
    sent, about = request.POST, envelope(own.region, reader_of(request).account)
    try:
        if sent.get("move") == "take_back":
            zero.take_back(_report_of(own, sent.get("report", "")), about)
        else:
            month = month_in(sent.get("month", ""))
            if month is None:
                raise zero.ZeroRefused("month")
            zero.report(
                own,
                sent.get("kind", ""),
                month,
                about,
                today=business_day(),
                sure=sent.get("sure") == "yes",
            )
    except zero.ZeroRefused as refusal:
        return _shown(request, own, refusal.why, UNPROCESSABLE)
    return HttpResponseRedirect(at(request, "desk_zero"))


def _report_of(own: Office, written_id: str) -> bytes:
    """The id of a zero report of the office; raises `ZeroRefused`."""
    with suppress(ValueError):
        id = bytes.fromhex(written_id)
        if zero.is_of(own, id):
            return id
    raise zero.ZeroRefused("gone")


def _shown(request: HttpRequest, own: Office, why: str, status: int) -> HttpResponse:
    day = business_day()
    kind, month = request.POST.get("kind", ""), month_in(request.POST.get("month", ""))
    told = zero.reports_of(own)
    context: dict[str, Any] = {
        "office": say(own.label),
        "due": [_due(one, day) for one in zero.due(own, day)],
        "kinds": [
            {"value": one, "text": say(kind_label(one)), "chosen": one == kind}
            for one in kinds_of(own, day)
        ],
        "months": [
            {"value": written(one), "text": written(one), "chosen": one == month}
            for one in zero.months(day)
        ],
        "standing": [
            {
                "id": bytes(one.pk).hex(),
                "kind": say(kind_label(one.kind)),
                "month": written(one.month),
            }
            for one in told
            if zero.state_of(one) == "stands"
        ],
        "wrong": t(*zero.WHYS[why]) if why else "",
        "filed": zero.filed(own, kind, month) if why == "sure" and month else 0,
        "chosen": {"kind": kind, "month": written(month)},
        "act": at(request, "desk_zero_act"),
        "batches": at(request, "desk_batches"),
    }
    return page(request, "intake/zero.html", context, tables=[_table(request, told)], status=status)


def _due(one: zero.Due, day: Any) -> dict[str, Any]:
    left = working_days_between(day, one.due_on, calendar())
    return {
        "kind": one.kind,
        "label": say(kind_label(one.kind)),
        "month": written(one.month),
        "due_on": one.due_on.isoformat(),
        "left": left,
    }


def _table(request: HttpRequest, told: list[ZeroReport]) -> Table:
    rows: list[list[Cell]] = [
        [
            written(one.month), kind_label(one.kind), ZERO_STATES[zero.state_of(one)], one.reported_at,
            Link(str(one.superseded_by), at(request, "desk_batch", one.superseded_by))
            if one.superseded_by else None,
        ]
        for one in told
    ]  # fmt: skip
    columns = (
        Column("month", Words("月份", "month")),
        Column("kind", Words("种类", "kind")),
        Column("state", Words("状态", "state")),
        Column("reported_at", Words("报告时间", "reported at"), "moment"),
        Column("batch", Words("后来的批次", "later batch")),
    )
    empty = Words("还没有零报告。", "There is no zero report yet.")
    return Table("zero", Words("零报告", "Zero reports"), columns, rows, empty=empty)
