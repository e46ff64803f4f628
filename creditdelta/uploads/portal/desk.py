"""The uploads of an office: the list with its drop zone, and what a clerk does about one of them.

Clause  S31.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import own_office
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.rulebook.offices import office as office_by_id
from creditdelta.rulebook.uploads import uploads_on
from creditdelta.uploads import services
from creditdelta.uploads.arriving import MEGABYTE, NoRoom
from creditdelta.uploads.models import Upload
from creditdelta.uploads.portal.incoming import Sent, with_file
from creditdelta.uploads.portal.places import (
    REFUSALS,
    asking,
    at_desk,
    at_upload,
    own,
    too_large,
    why_not,
    why_not_done,
)
from creditdelta.uploads.portal.showing import context_of, listed, progress_of
from creditdelta.uploads.queries import NothingFound, found_of, uploads_of
from creditdelta.uploads.rules import MoveRefused
from creditdelta.uploads.words import kind_words

MOST = 100  # uploads of the list
UNPROCESSABLE, TOO_LARGE = 422, 413
UNDONE = (
    MoveRefused, NothingFound, services.ReadAnew, services.NotSent, services.NoMonth,
)  # fmt: skip
CONFIRMED = ("confirmed", "loading", "held", "done")
OVERHEAD = 1 << 16  # bytes of a form around its file


@csrf_exempt  # the token is looked at once the form is read: portal/incoming.py
def desk_uploads(request: HttpRequest) -> HttpResponse:
    """The list; a file that is sent becomes an upload of its own."""
    office = own_office(request)
    permit(request, Target(office=office))
    if request.method != "POST":
        return _list(request, office)
    most = uploads_on(business_day()).largest_megabytes * MEGABYTE
    if int(request.META.get("CONTENT_LENGTH") or 0) > most + OVERHEAD:
        title = t("文件太大", "The file is too large")
        return refused(request, title, too_large(), TOO_LARGE)  # and none of it is read
    return with_file(request, most, lambda request, sent: _sent(request, office, sent))


def _sent(request: HttpRequest, office: str, sent: Sent) -> HttpResponse:
    if sent.file is None:
        wrong = t("请先选择文件", "Choose a file first")
        return _list(request, office, wrong, UNPROCESSABLE)
    if sent.too_large:
        return _list(request, office, too_large(), TOO_LARGE)
    try:
        if sent.full:
            raise NoRoom
        upload = services.receive(office, reader_of(request).account, sent.name, sent.file)
    except REFUSALS as refusal:
        return _list(request, office, why_not(refusal), UNPROCESSABLE)
    return HttpResponseRedirect(at_upload(request, "desk_upload", upload))


def _list(request: HttpRequest, office: str, wrong: str = "", status: int = 200) -> HttpResponse:
    figures = uploads_on(business_day())
    found = list(uploads_of(office)[:MOST])
    context = {
        "office": say(office_by_id(office, business_day()).label),
        "wrong": wrong,
        "figures": figures,
        "kinds": [kind_words(one) for one in services.sent_by(office)],
        "arriving": [
            {"one": one, "bytes": at_upload(request, "desk_upload_bytes", one)}
            for one in found
            if one.state == "arriving"
        ],
        "act": at_desk(request, "desk_uploads"),
        "begin": at_desk(request, "desk_upload_begin"),
        "record": at_desk(request, "desk_record_new"),
        "part": figures.part_kilobytes << 10,
    }
    table = listed(found, lambda one: at_upload(request, "desk_upload", one))
    return page(request, "uploads/desk.html", context, tables=[table], status=status)


def desk_upload(request: HttpRequest, upload: str) -> HttpResponse:
    """One upload: how far it is, then what was found, and what can be done about it."""
    return _one(request, own(request, upload))


def desk_upload_progress(request: HttpRequest, upload: str) -> HttpResponse:
    """How far it is; when there is something new to see, the page is asked to load itself again."""
    one = own(request, upload)
    if request.GET.get("state", "") != one.state:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    context = {"upload": one, "progress": progress_of(one), "poll": _poll(request, one)}
    response = render(request, "uploads/progress.html", context, using=lang())
    response["Cache-Control"] = "no-store"
    return response


def desk_upload_act(request: HttpRequest, upload: str) -> HttpResponse:
    """The clerk chooses another kind or period, has it read again, confirms or discards."""
    one = own(request, upload)
    if request.method == "POST":
        try:
            _act(request, one)
        except UNDONE as refusal:
            return _one(request, own(request, upload), why_not_done(refusal), UNPROCESSABLE)
        if request.POST.get("move") == "discard":
            return HttpResponseRedirect(at_desk(request, "desk_uploads"))
    return HttpResponseRedirect(at_upload(request, "desk_upload", one))


def _act(request: HttpRequest, one: Upload) -> None:
    sent = request.POST
    wanted = sent.get("move", "")
    if wanted == "confirm":
        _confirm(request, one)
    elif wanted == "discard":
        services.discard(one)
    elif wanted == "period":
        services.again(one, period=sent.get("period", ""))
    elif wanted == "again":
        services.again(one, kind=sent.get("kind", one.kind))
    else:
        raise MoveRefused(wanted)


def _confirm(request: HttpRequest, one: Upload) -> None:
    """Confirm; who presses the button twice has confirmed once."""
    try:
        services.confirm(one, reader_of(request).account)
    except MoveRefused:
        one.refresh_from_db()
        if one.state not in CONFIRMED:
            raise


def _one(request: HttpRequest, one: Upload, wrong: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {
        **context_of(one),
        "wrong": wrong,
        "list": at_desk(request, "desk_uploads"),
        "act": at_upload(request, "desk_upload_act", one),
        "rows": at_upload(request, "desk_upload_rows", one),
        "mapper": _mapper(request, one),
        "poll": _poll(request, one),
        "progress": progress_of(one),
    }
    return page(request, "uploads/one.html", context, tables=context["shown"], status=status)


def _mapper(request: HttpRequest, one: Upload) -> str:
    """Where the columns of a file in nobody's form are named; "" for every other."""
    if one.state != "unreadable" or not one.found or not found_of(one).first:
        return ""
    return asking(at_desk(request, "desk_mapping_new"), {"upload": one.id})


def _poll(request: HttpRequest, one: Upload) -> str:
    return asking(at_upload(request, "desk_upload_progress", one), {"state": one.state})
