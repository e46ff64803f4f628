"""The monthly return of an office: what the workbook says, on a page, and the workbook.

Clause  S31.
"""

from django.http import Http404, HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import own_office
from creditdelta.intake.batches import months_sent, of_office
from creditdelta.intake.portal.batches import month_in, written
from creditdelta.intake.portal.places import at
from creditdelta.intake.returns import monthly, summary
from creditdelta.journal.synthetic import business_day, demonstration_day
from creditdelta.pages.language import say
from creditdelta.pages.responses import page
from creditdelta.rulebook.offices import Office, office

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def desk_returns(request: HttpRequest) -> HttpResponse:
    """A month of the office: the one asked for, or the latest in which something was reported."""
    own = _own(request)
    this = business_day().replace(day=1)
    months = sorted({this, *months_sent(of_office(own))}, reverse=True)
    asked = month_in(request.GET.get("month", "")) or (months[1] if len(months) > 1 else months[0])
    context = {
        "office": say(own.label),
        "month": written(asked),
        "ended": asked < this,
        "months": [
            {"value": written(one), "text": written(one), "chosen": one == asked} for one in months
        ],
        "form": at(request, "desk_returns"),
        "workbook": at(request, "desk_return", written(asked)),
        "batches": at(request, "desk_batches", month=written(asked)),
    }
    return page(request, "intake/returns.html", context, tables=[summary(own, asked)])


def desk_return(request: HttpRequest, month: str) -> HttpResponse:
    """The workbook of a month."""
    own, first = _own(request), month_in(month)
    if first is None or first > business_day():
        raise Http404
    mark = "-synthetic" if demonstration_day() else ""
    response = HttpResponse(monthly(own, first), content_type=WORKBOOK)
    name = f"{own.id}-{written(first)}{mark}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    return response


def _own(request: HttpRequest) -> Office:
    id = own_office(request)
    permit(request, Target(office=id))
    return office(id)
