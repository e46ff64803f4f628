"""One record without a file: a new one, or one that the office reported and puts right.

Clause  S31. The form asks what the standard asks; what comes of it is read like a file of one row.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import own_office
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.environment import url
from creditdelta.pages.language import lang, t
from creditdelta.pages.responses import page
from creditdelta.pipeline.ledger_rows import WITHDRAWAL
from creditdelta.records.lookup import is_record_id
from creditdelta.rulebook.standards import Standard
from creditdelta.uploads import services
from creditdelta.uploads.fields import fields, filled
from creditdelta.uploads.merging import same, shown
from creditdelta.uploads.own_records import OwnRecord, own_record
from creditdelta.uploads.portal.places import REFUSALS, asking, at_desk, why_not
from creditdelta.uploads.portal.rows import rows_address
from creditdelta.uploads.words import kind_words
from creditdelta.uploads.wrong import Cells

UNPROCESSABLE = 422


def desk_record_new(request: HttpRequest) -> HttpResponse:
    """An empty form of a kind; without a kind, the kinds there are."""
    office = own_office(request)
    permit(request, Target(office=office))
    if asked := request.GET.get("record", "").strip():
        return _to_record(request, asked)
    kinds = forms_of(office)
    standard = next((one for one in kinds if one.id == request.GET.get("kind")), None)
    if standard is None:
        return _kinds(request, kinds)
    if request.method == "POST":
        return _sent(request, office, standard, None)
    return _form(request, standard, None, {})


def desk_record(request: HttpRequest, record: str) -> HttpResponse:
    """A record that the office reported, to be put right; any other is as if there were none."""
    office = own_office(request)
    permit(request, Target(office=office))
    own = own_record(record, office, business_day())
    if own is None or own.standard not in forms_of(office):
        raise Http404
    if request.method == "POST":
        return _sent(request, office, own.standard, own)
    return _form(request, own.standard, own, own.cells)


def forms_of(office: str) -> list[Standard]:
    """The standards of which an office may fill in a form: all it sends but withdrawals."""
    return [one for one in services.sent_by(office) if one.kind != WITHDRAWAL]


def _to_record(request: HttpRequest, asked: str) -> HttpResponse:
    written = asked.rstrip("/").rpartition("/")[2]  # the address of its page will do
    if is_record_id(written):
        return HttpResponseRedirect(at_desk(request, "desk_record", written.lower()))
    wrong = t("这不是记录编号", "This is not the number of a record")
    return _kinds(request, forms_of(own_office(request)), wrong, asked)


def _kinds(
    request: HttpRequest, kinds: list[Standard], wrong: str = "", asked: str = ""
) -> HttpResponse:
    context = {
        "kinds": [
            {
                "text": kind_words(one),
                "href": asking(at_desk(request, "desk_record_new"), {"kind": one.id}),
                "template": url("template", one.id),
                "standard": url("standard", one.id),
            }
            for one in kinds
        ],
        "wrong": wrong,
        "asked": asked,
        "list": at_desk(request, "desk_uploads"),
        "office": request.GET.get("office", ""),
    }
    status = UNPROCESSABLE if wrong else 200
    return page(request, "uploads/record_kinds.html", context, status=status)


def _form(
    request: HttpRequest, standard: Standard, own: OwnRecord | None, cells: Cells, wrong: str = ""
) -> HttpResponse:
    told = {code: shown(cell) for code, cell in cells.items()}
    context: dict[str, Any] = {
        "standard": kind_words(standard),
        "fields": fields(standard, told, lang(), shown=own.fixed if own else ()),
        "own": own is not None,
        "wrong": wrong,
        "act": request.get_full_path(),
        "list": at_desk(request, "desk_uploads"),
        "new": at_desk(request, "desk_record_new"),
        "template": url("template", standard.id),
    }
    status = UNPROCESSABLE if wrong else 200
    return page(request, "uploads/record.html", context, status=status)


def _sent(
    request: HttpRequest, office: str, standard: Standard, own: OwnRecord | None
) -> HttpResponse:
    given = filled(standard, request.POST)
    cells: Cells = given
    if own is not None:
        changes = {
            code: cell
            for code, cell in given.items()
            if code not in own.fixed and not same(cell, shown(own.cells.get(code, "")))
        }
        cells = {**own.cells, **changes}
        if not changes:
            wrong = t("没有改动，没有报送", "Nothing was changed, so nothing was reported")
            return _form(request, standard, own, cells, wrong)
    if not any(cells.values()):
        wrong = t("表单是空的", "The form is empty")
        return _form(request, standard, own, cells, wrong)
    try:
        account = reader_of(request).account
        upload = services.send_rows(office, account, standard.id, [cells], door="form")
    except REFUSALS as refusal:
        return _form(request, standard, own, cells, why_not(refusal))
    return HttpResponseRedirect(rows_address(request, upload))
