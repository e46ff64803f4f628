"""The notices of an office: the list, one of them, its letter, and what an officer enters about it.

Clause  S9.
"""

from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import OFFICE, own_office
from creditdelta.journal.services import Envelope, envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.notices import serving, tables
from creditdelta.notices.contents import ContentErased
from creditdelta.notices.letters import bundle, pdf
from creditdelta.notices.portal.showing import said, tables_of
from creditdelta.notices.queries import Told, names_of, notices_by
from creditdelta.notices.queries import notice as found_by
from creditdelta.notices.rules import TRANSITIONS, WHYS, MoveRefused
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page, refused
from creditdelta.rulebook.notices import kinds
from creditdelta.rulebook.sending import failures
from creditdelta.rulebook.service import methods_on

UNPROCESSABLE = 422
MOST = 500  # rows of the list
LETTER, MAIL = "letter", "mail"
DIGEST = 64  # hexadecimal digits of a proof's SHA-256


def desk_notices(request: HttpRequest) -> HttpResponse:
    """What the reader's office issued, the latest first."""
    office, day = own_office(request), business_day()
    permit(request, Target(office=office))
    form, waiting = request.GET.get("form", ""), request.GET.get("waiting", "") == "1"
    listed = notices_by(office, MOST + 1, form=form, waiting=waiting)
    shown = listed[:MOST]
    names = names_of(one.ref for one in shown if one.ref is not None)
    table = tables.issued(shown, names, day, lambda one: _at(request, "desk_notice", one))
    titles = {row.id: row.title for row in kinds()}
    context = {
        "office": say(tables.office_label(office)),
        "which": [
            {"text": t("全部", "All"), "href": _list(request), "current": not waiting},
            {
                "text": t("待寄送、待送达", "To be posted or served"),
                "href": _list(request, waiting="1"),
                "current": waiting,
            },
        ],
        "kinds": [{"value": "", "text": t("全部种类", "every kind")}]
        + [{"value": id, "text": say(words), "chosen": id == form} for id, words in titles.items()],
        "kept": {name: request.GET[name] for name in (OFFICE, "waiting") if name in request.GET},
        "more": len(listed) > MOST,
        "most": MOST,
    }
    return page(request, "notices/desk.html", context, tables=[table])


def desk_notice(request: HttpRequest, notice: str) -> HttpResponse:
    """One notice of the office: what it says, how it stands, what can be entered about it."""
    return _shown(request, _own(request, notice), {}, 200)


def desk_notice_act(request: HttpRequest, notice: str) -> HttpResponse:
    """An officer enters that it was posted, came back, was served, or is to be sent again."""
    told = _own(request, notice)
    if request.method == "POST":
        about = envelope(told.region, reader_of(request).account)
        try:
            _acted(request, told, about)
        except MoveRefused as refusal:
            wrong = {request.POST.get("move", ""): say(WHYS[refusal.why])}
            return _shown(request, _own(request, notice), wrong, UNPROCESSABLE)
    return HttpResponseRedirect(_at(request, "desk_notice", told))


def desk_letter(request: HttpRequest, notice: str) -> HttpResponse:
    """The letter as a PDF."""
    return letter_file(request, _own(request, notice))


def letter_file(request: HttpRequest, told: Told) -> HttpResponse:
    """The PDF of a notice that the gate let somebody have."""
    try:
        return pdf_file(pdf(told.id), "letter")
    except ContentErased:
        return _erased(request)


def pdf_file(content: bytes, name: str) -> HttpResponse:
    """A PDF to be looked at or kept."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


def letters_file(request: HttpRequest, notices: list[bytes], name: str) -> HttpResponse:
    """Several letters in one PDF."""
    return pdf_file(bundle(notices), name) if notices else _erased(request)


def _erased(request: HttpRequest) -> HttpResponse:
    sentence = t(
        "文书的内容已依规定清除，只保留文号、日期和送达情况。",
        "What the notice said was erased; its number, days and service are kept.",
    )
    return refused(request, t("没有可打印的文书", "There is no letter"), sentence, status=410)


def _own(request: HttpRequest, notice: str) -> Told:
    """The notice, where the reader acts for its office; else as if there were none."""
    told = None
    with suppress(ValueError):
        told = found_by(bytes.fromhex(notice))
    permit(request, Target(office=told.office if told else ""))
    if told is None:
        raise Http404
    return told


def _acted(request: HttpRequest, told: Told, about: Envelope) -> None:
    sent, move = request.POST, request.POST.get("move", "")
    if move == "dispatch":
        serving.dispatch(told.id, LETTER, about, on=_day(sent.get("day", "")))
    elif move == "fail":
        serving.fail(told.id, LETTER, sent.get("reason", ""), about)
    elif move == "again":
        serving.again(told.id, MAIL, about)
    elif move == "serve":
        day, proof = _day(sent.get("day", "")), _proof(sent.get("proof", ""))
        serving.serve(told.id, LETTER, sent.get("method", ""), day, about, proof)
    else:
        raise MoveRefused("move")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MoveRefused("days") from None


def _proof(text: str) -> bytes:
    compact = "".join(text.split())
    if len(compact) != DIGEST:
        raise MoveRefused("proof")
    try:
        return bytes.fromhex(compact)
    except ValueError:
        raise MoveRefused("proof") from None


def _shown(request: HttpRequest, told: Told, wrong: dict[str, str], status: int) -> HttpResponse:
    day, letter = business_day(), said(told)
    states = {one.channel: one.state for one in told.channels}
    moves = {
        move
        for (state, move) in TRANSITIONS
        if state == states.get(LETTER) and not (move == "serve" and told.served_on is not None)
    }
    ways = [row for row in methods_on(day) if LETTER in row.channels]
    context: dict[str, Any] = {
        "told": told,
        "letter": letter,
        "office": say(tables.office_label(told.office)),
        "standing": tables.standing(told, day),
        "method": tables.method_label(told.method),
        "moves": moves,
        "again": states.get(MAIL) in ("failed", "dead"),
        "reasons": [
            {"value": row.id, "text": say(row.label)}
            for row in failures()
            if LETTER in row.channels
        ],
        "ways": [{"value": row.id, "text": say(row.label)} for row in ways],
        "wrong": wrong,
        "day": day,
        "list": _list(request),
        "act": _at(request, "desk_notice_act", told),
        "paper": url("desk_letter", told.id.hex()),
    }
    shown = [tables.channels(told), *tables_of(letter)]
    return page(request, "notices/desk_one.html", context, tables=shown, status=status)


def _at(request: HttpRequest, name: str, told: Told) -> str:
    address = url(name, told.id.hex())
    return f"{address}?{urlencode({OFFICE: told.office})}" if OFFICE in request.GET else address


def _list(request: HttpRequest, **given: str) -> str:
    asked = {OFFICE: request.GET[OFFICE]} if OFFICE in request.GET else {}
    asked |= given
    return url("desk_notices") + (f"?{urlencode(asked)}" if asked else "")
