"""The rows of an upload that need their clerk: mended in place, set aside, or taken away as a workbook.

Clause  S31. Two steps: suggestions and corrections, then one button. Everything works without a script.
"""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.handbook.portal.standards import WORKBOOK
from creditdelta.pages.language import lang, t
from creditdelta.pages.responses import page
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Standard
from creditdelta.uploads import mending, services
from creditdelta.uploads.models import Upload
from creditdelta.uploads.portal import grid
from creditdelta.uploads.portal.places import (
    REFUSALS,
    asking,
    at_desk,
    at_upload,
    own,
    why_not,
    why_not_done,
)
from creditdelta.uploads.queries import found_of, waiting_rows
from creditdelta.uploads.suggesting import offers
from creditdelta.uploads.words import STATES, kind_words, trouble
from creditdelta.uploads.workbook import workbook

UNPROCESSABLE = 422
AT_ONCE = 25  # rows of one form
UNDER_WAY = ("waiting", "reading", "confirmed", "loading")
LATE = "late"
_LATEST = 5  # mendings told of


def desk_upload_rows(request: HttpRequest, upload: str) -> HttpResponse:
    """The rows that wait, as a form; a form that comes back is answered by the page without them."""
    one = _read(own(request, upload))
    if request.method == "POST":
        return _acted(request, one, None)
    return _page(request, one, None, {})


def desk_upload_row(request: HttpRequest, upload: str, number: int) -> HttpResponse:
    """One row with all its columns."""
    one = _read(own(request, upload))
    if not waiting_rows(one, grid.row_numbers([str(number)])):
        return HttpResponseRedirect(asking(rows_address(request, one), {LATE: number}))
    if request.method == "POST":
        return _acted(request, one, number)
    return _page(request, one, number, {})


def desk_upload_fix(request: HttpRequest, upload: str) -> HttpResponse:
    """The rows that wait, as a workbook that can be sent in again."""
    one = _read(own(request, upload))
    content = workbook(one.id, _standard(one), waiting_rows(one), lang())
    response = HttpResponse(content, content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="fix-{one.id[:8]}.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


def rows_address(request: HttpRequest, one: Upload) -> str:
    """Where the rows of an upload are mended."""
    return at_upload(request, "desk_upload_rows", one)


def _read(one: Upload) -> Upload:
    """The upload; one that mends another leads to its rows nowhere, since it keeps none."""
    if one.mends or (one.found and not found_of(one).standard):
        raise Http404
    return one


def _standard(one: Upload) -> Standard:
    return standards()[found_of(one).standard]


def _acted(request: HttpRequest, one: Upload, number: int | None) -> HttpResponse:
    """What a button of the form does."""
    sent = request.POST
    if "back" in sent:
        mending.bring_back(one, grid.row_numbers(sent.getlist("back")))
        return HttpResponseRedirect(rows_address(request, one))
    standard = _standard(one)
    rows = {row.row: row for row in waiting_rows(one, grid.numbers(sent))}
    typed = {at: grid.typed(standard, sent, at) for at in rows}
    offered = offers(list(rows.values()), standard)
    if sent.get("do") == "suggest":
        typed = {at: grid.taken(rows[at], now, offered) for at, now in typed.items()}
        return _page(request, one, number, typed)
    if "take" in sent:
        at, _, column = sent["take"].removeprefix("r").partition("-")
        for chosen in grid.row_numbers([at]):
            if chosen in rows:
                typed[chosen] = grid.taken(rows[chosen], typed[chosen], offered, column)
        return _page(request, one, number, typed)
    return _sent(request, one, number, typed)


def _sent(
    request: HttpRequest, one: Upload, number: int | None, typed: dict[int, dict[str, str]]
) -> HttpResponse:
    """Report what was changed and set aside what was ticked."""
    aside = grid.row_numbers(request.POST.getlist(grid.ASIDE))
    edits = grid.edits(_standard(one), request.POST, aside)
    try:
        done = mending.mend(one, reader_of(request).account, edits)
    except services.NotSent as refusal:
        return _page(request, one, number, typed, why_not_done(refusal))
    except REFUSALS as refusal:
        return _page(request, one, number, typed, why_not(refusal))
    set_aside = mending.set_aside(one, aside)
    if done.sent is None and not set_aside and not done.late:
        wrong = t("没有改动：请先改好标红的格子", "Nothing was changed: mend a marked cell first")
        return _page(request, one, number, typed, wrong)
    late = [(LATE, at) for at in done.late]
    return HttpResponseRedirect(asking(rows_address(request, one), late))


def _page(
    request: HttpRequest, one: Upload, number: int | None,
    typed: Mapping[int, dict[str, str]], wrong: str = "",
) -> HttpResponse:  # fmt: skip
    """The page; `typed` is what was typed into the form before."""
    sent = mending.mending_uploads(one)
    under_way = [each for each in (one, *sent) if each.state in UNDER_WAY]
    context: dict[str, Any] = {
        "upload": one,
        "standard": None,
        "wrong": wrong,
        "late": grid.row_numbers(request.GET.getlist(LATE)),
        "list": at_desk(request, "desk_uploads"),
        "one": at_upload(request, "desk_upload", one),
        "rows": at_upload(request, "desk_upload_rows", one),
        "fix": at_upload(request, "desk_upload_fix", one),
        "act": at_desk(request, "desk_upload_row", one.id, number)
        if number
        else rows_address(request, one),
        "whole": number is not None,
        "under_way": bool(under_way),
        "forms": [],
        "suggested": False,
        "more": 0,
        "aside": [],
        "tally": mending.tally(one),
        "mendings": [_mending(request, each) for each in sent[:_LATEST]],
        "own": _mending(request, one),
    }
    if one.found:
        context |= _forms(request, one, number, typed)
    if number is None:
        context["more"] = context["tally"].waiting - len(context["forms"])
    return page(request, "uploads/rows.html", context, status=UNPROCESSABLE if wrong else 200)


def _forms(
    request: HttpRequest, one: Upload, number: int | None, typed: Mapping[int, dict[str, str]]
) -> dict[str, Any]:
    standard = _standard(one)
    rows = waiting_rows(one, None if number is None else [number], AT_ONCE)
    aside = grid.row_numbers(request.POST.getlist(grid.ASIDE))
    whole = number is not None or one.door == "form"
    offered = offers(rows, standard)
    forms = [
        grid.row_form(
            row, standard, lang(), offered,
            typed=typed.get(row.row), whole=whole, aside=row.row in aside,
        )
        for row in rows
    ]  # fmt: skip
    return {
        "standard": kind_words(standard),
        "forms": forms,
        "href": {
            form.number: at_desk(request, "desk_upload_row", one.id, form.number) for form in forms
        },
        "suggested": any(field.suggested for form in forms for field in form.fields),
        "aside": mending.aside_rows(one),
    }


def _mending(request: HttpRequest, one: Upload) -> dict[str, Any]:
    """What is told of an upload that holds mended rows."""
    return {
        "href": at_upload(request, "desk_upload", one),
        "at": one.begun_at,
        "state": STATES[one.state],  # type: ignore[index]  # only moves write it
        "good": found_of(one).good if one.found else None,
        "rows": found_of(one).rows if one.found else None,
        "trouble": trouble(one),
    }
