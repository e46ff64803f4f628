"""A month's report of an office or a province: on the page, on paper, as data.

Clause  S4, S31. The address may name the sealed number up to which it is made (`?until=`).
"""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit
from creditdelta.consent.portal.acting import OFFICE
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page, refused
from creditdelta.quality.monthly import About, NothingSealed, Told, report, written
from creditdelta.quality.monthly_tables import facts, tables
from creditdelta.quality.portal.boards import asked_office, not_public, public_office, target_of
from creditdelta.quality.printing import pdf
from creditdelta.quality.rules import is_month
from creditdelta.quality.words import report_title, sealed_words
from creditdelta.rulebook.cities import PROVINCES

JSON, PDF = "report.json", "report.pdf"
UNTIL = "until"
_DIGITS = 15
Address = Callable[[str], str]  # of a file of this report


def desk_month(request: HttpRequest, month: str, form: str = "") -> HttpResponse:
    """The report of the reader's office, or of one in the reach of its post."""
    found = asked_office(request)
    permit(request, target_of(found))
    if found is None:
        raise LookupError("the gate let somebody pass who acts for no office")
    more = {OFFICE: found.id}
    way = {"text": say(found.label), "href": f"{url('desk_quality')}?{urlencode(more)}"}
    return _answer(
        request, About(found.region, found), month, form, way,
        lambda file: f"{url('desk_month_file', month, file)}?{urlencode({**more, **_until(request)})}",
    )  # fmt: skip


def reporter_month(request: HttpRequest, name: str, month: str, form: str = "") -> HttpResponse:
    """The report of an authority, for everybody."""
    found = public_office(name)
    if found is None:
        return not_public(request)
    way = {"text": say(found.label), "href": url("quality_reporter", found.id)}
    address = _public(request, lambda file: url("reporter_month_file", found.id, month, file))
    return _answer(request, About(found.region, found), month, form, way, address)


def province_month(request: HttpRequest, division: str, month: str, form: str = "") -> HttpResponse:
    """The report of a province, for everybody."""
    if division not in PROVINCES:
        return _none(request)
    way = {"text": say(PROVINCES[division]), "href": url("quality_province", division)}
    address = _public(request, lambda file: url("province_month_file", division, month, file))
    return _answer(request, About(division), month, form, way, address)


def _public(request: HttpRequest, address: Address) -> Address:
    more = _until(request)
    return lambda file: f"{address(file)}?{urlencode(more)}" if more else address(file)


def _until(request: HttpRequest) -> dict[str, str]:
    asked = request.GET.get(UNTIL, "")
    return {UNTIL: asked} if asked else {}


def _answer(
    request: HttpRequest, about: About, month: str, form: str, way: dict[str, str],
    address: Address,
) -> HttpResponse:  # fmt: skip
    asked = request.GET.get(UNTIL, "")
    number = asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS
    if not is_month(month) or month > f"{business_day():%Y-%m}" or (asked and not number):
        return _none(request)
    try:
        told = report(about, month, int(asked) if asked else None)
    except NothingSealed:
        return _none(request)
    if form:
        return _file(request, told, form)
    context = {
        "title": report_title(told),
        "sealed": sealed_words(told),
        "way": way,
        "month": month,
        "facts": facts(told),
        "open_until": told["editions"][-1]["closed_on"],
        "still_open": told["editions"][-1]["closed_on"] >= business_day().isoformat(),
        "files": {"pdf": address(PDF), "json": address(JSON)},
        "report": told,
        "fixed": bool(asked),
    }
    return page(request, "quality/month.html", context, tables=tables(told))


def _file(request: HttpRequest, told: Told, form: str) -> HttpResponse:
    made = {JSON: (written, "application/json"), PDF: (pdf, "application/pdf")}.get(form)
    if made is None:
        return _none(request)
    write, kind = made
    response = HttpResponse(write(told), content_type=kind)
    name = f"quality-{told['office'] or told['region']}-{told['month']}{form[form.index('.') :]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    return response


def _none(request: HttpRequest) -> HttpResponse:
    sentence = t(
        "月份写作 2026-03，不晚于本月；until 是已封存的事件数。",
        "A month is written as 2026-03 and not later than this one; `until` is a number of sealed events.",
    )
    return refused(request, t("没有这份月报", "No such report"), sentence, status=404)
