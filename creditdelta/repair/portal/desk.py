"""Applications at the desk: what waits, one of them with its proof beside the record.

Clause  S72; threats T8, T9. Three addresses take what is sent: preparing, deciding, confirming.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import may, permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.intake.portal.places import at, own_of
from creditdelta.journal.services import Envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.lists.portal.places import about_of
from creditdelta.lists.steps import current
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page
from creditdelta.repair import services, steps, tables
from creditdelta.repair.checks import WHYS, NotPossible
from creditdelta.repair.letters import REFUSALS, REVOCATIONS
from creditdelta.repair.papers import TYPES, paper_of
from creditdelta.repair.portal.facts import whole_of
from creditdelta.repair.queries import case as found_case
from creditdelta.repair.queries import cases_at
from creditdelta.repair.rules import CLOSED, OWN, TRANSITIONS, Case, Move, why_not_move
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.offices import offices_of

UNPROCESSABLE = 422
Doing = Callable[[Case, Any, Envelope, date], None]
OPERATIONS: dict[Move, str] = {
    "forward": "repair.prepare", "return": "repair.prepare", "accept": "repair.prepare",
    "extend": "repair.prepare", "grant": "repair.decide", "refuse": "repair.decide",
    "complete": "repair.decide", "revoke": "repair.decide", "confirm": "repair.confirm",
    "send_back": "repair.confirm",
}  # fmt: skip


def desk_repair(request: HttpRequest) -> HttpResponse:
    """What the office has to examine, and what it decided."""
    own = own_of(request)
    found = cases_at(own.id)

    def address(id: bytes) -> str:
        return at(request, "desk_repair_case", id.hex())

    parts = [
        tables.work(
            [one for one in found if one.state not in CLOSED and one.state != "lifted"],
            Words("要办的", "Under way"), "waiting", address,
        ),
        tables.work(
            [one for one in found if one.state == "lifted"],
            Words("重整计划执行中的", "While a plan is carried out"), "lifted", address,
        ),
        tables.work(
            [one for one in found if one.state in CLOSED], Words("已办结", "Decided"), "ended", address
        ),
    ]  # fmt: skip
    return page(request, "repair/desk.html", {"office": say(own.label)}, tables=parts)


def desk_repair_case(request: HttpRequest, case: str) -> HttpResponse:
    """The page of one application."""
    return _shown(request, case_of(request, case), "", 200)


def desk_repair_paper(request: HttpRequest, case: str, digest: str) -> HttpResponse:
    """The proof as it was handed in, to be kept and opened outside; nothing here opens it."""
    one = case_of(request, case)
    found = paper_of(one.id, digest)
    if found is None:
        raise Http404
    content, form = found
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="proof-{digest[:8]}.{form}"'
    response["Content-Security-Policy"] = "sandbox"
    response["Cache-Control"] = "no-store"
    return response


def desk_repair_prepare(request: HttpRequest, case: str) -> HttpResponse:
    """Forward, accept, ask for what is missing, extend."""
    return _done(request, case, _PREPARING)


def desk_repair_decide(request: HttpRequest, case: str) -> HttpResponse:
    """Decide as the first officer."""
    return _done(request, case, _DECIDING)


def desk_repair_confirm(request: HttpRequest, case: str) -> HttpResponse:
    """Agree or disagree as the second officer."""
    return _done(request, case, _CONFIRMING)


def case_of(request: HttpRequest, written: str) -> Case:
    """The application, where the reader acts for its office; else as if there were none."""
    one = None
    with suppress(ValueError):
        one = found_case(bytes.fromhex(written))
    permit(request, Target(office=one.office if one and one.filed_on else ""))
    if one is None or one.filed_on is None:
        raise Http404
    return one


def _chosen(sent: Any) -> tuple[str, ...]:
    return tuple(sent.getlist("reasons"))


def _text(sent: Any) -> str:
    return str(sent.get("text", "")).strip()


_PREPARING: dict[str, Doing] = {
    "forward": lambda one, sent, about, day: services.forward(
        one.id, sent.get("office", ""), about, day
    ),
    "accept": lambda one, sent, about, day: services.accept(one.id, about, day),
    "return": lambda one, sent, about, day: services.send_for_completion(
        one.id, _text(sent), about, day
    ),
    "extend": lambda one, sent, about, day: services.extend(one.id, about, day),
}
_DECIDING: dict[str, Doing] = {
    "grant": lambda one, sent, about, day: services.grant(one.id, _text(sent), about, day),
    "refuse": lambda one, sent, about, day: services.refuse(
        one.id, _chosen(sent), _text(sent), about, day
    ),
    "complete": lambda one, sent, about, day: services.complete(one.id, _text(sent), about, day),
    "revoke": lambda one, sent, about, day: services.revoke(
        one.id, _chosen(sent), _text(sent), about, day
    ),
}
_CONFIRMING: dict[str, Doing] = {
    "confirm": lambda one, sent, about, day: services.confirm(one.id, about, day),
    "send_back": lambda one, sent, about, day: services.send_back(one.id, about, day),
}


def _done(request: HttpRequest, written: str, known: dict[str, Doing]) -> HttpResponse:
    one = case_of(request, written)
    if request.method == "POST":
        try:
            doing = known.get(request.POST.get("move", ""))
            if doing is None:
                raise NotPossible("move")
            doing(one, request.POST, about_of(request, one.office), business_day())
        except NotPossible as no:
            return _shown(request, one, say(WHYS[no.why]), UNPROCESSABLE)
        if known is _PREPARING and request.POST.get("move") == "forward":
            return HttpResponseRedirect(at(request, "desk_repair"))  # it is another office's now
    return HttpResponseRedirect(at(request, "desk_repair_case", one.id.hex()))


def _shown(request: HttpRequest, one: Case, wrong: str, status: int) -> HttpResponse:
    day, account = business_day(), reader_of(request).account
    open_ = {move for _, move in TRANSITIONS if not why_not_move(one, move, account)} - OWN
    tasks = steps.tasks(one)
    context: dict[str, Any] = {
        **whole_of(one, day),
        "moves": {move for move in open_ if _may(request, move, one)},
        "second": bool(one.first) and one.first == account,
        "refusals": _options(REFUSALS),
        "revocations": _options(REVOCATIONS),
        "offices": [
            {"value": office.id, "text": say(office.label)}
            for office in offices_of(f"{one.office[:2]}0000")
            if office.id != one.office
        ],
        "sent": request.POST.get("text", ""),
        "steps": tasks,
        "step": current(tasks),
        "wrong": wrong,
        "paper": at(request, "desk_repair_paper", one.id.hex(), one.proof) if one.proof else "",
        "ways": {
            part: at(request, f"desk_repair_{part}", one.id.hex())
            for part in ("prepare", "decide", "confirm")
        },
        "back": at(request, "desk_repair"),
    }
    return page(request, "repair/work.html", context, status=status)


def _options(list_: str) -> list[dict[str, Any]]:
    return [
        {"value": row.code, "text": t(row.label_zh, row.label_en), "chosen": False}
        for row in enum(list_).rows
    ]


def _may(request: HttpRequest, move: Move, one: Case) -> bool:
    return may(request, OPERATIONS[move], Target(office=one.office))
