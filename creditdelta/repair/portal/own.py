"""What can be repaired about one's own organisation, and the five steps of an application.

Clause  S72, S9: choose, prove, sign, check, receipt. For whoever acts for the
organisation, and for nobody else.
"""

from contextlib import suppress
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import Own, own_of, own_organisation
from creditdelta.journal.services import Envelope, envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.lists.steps import current
from creditdelta.pages.language import say
from creditdelta.pages.responses import page
from creditdelta.pages.uploads import holding
from creditdelta.repair import papers, services, steps, tables, words
from creditdelta.repair.checks import WHYS, NotPossible
from creditdelta.repair.portal.facts import target_facts, whole_of
from creditdelta.repair.queries import answered, askable_of, case, cases_of
from creditdelta.repair.rules import Case, lacks_paper, may_move
from creditdelta.repair.services import Application
from creditdelta.repair.targets import target
from creditdelta.rulebook.offices import office as found_by
from creditdelta.rulebook.repairs import About, commitment_on, regime_on, ways_on

UNPROCESSABLE = 422


def mine_repair(request: HttpRequest) -> HttpResponse:
    """Every adverse record and entry with the one sentence, and every application."""
    own = own_organisation(request)
    permit(request, Target(subject=own.ref if own else None))
    if own is None:
        raise Http404
    day = business_day()
    found = askable_of(own.ref, day)

    def begins(about: str, id: bytes) -> str:
        return own.at("mine_repair_new", about, id.hex())

    parts = [
        tables.askable(found, day, begins),
        tables.cases(cases_of(own.ref), lambda id: own.at("mine_repair_case", id.hex())),
    ]
    return page(request, "repair/mine.html", {"own": own}, tables=parts)


def mine_repair_new(request: HttpRequest, about: str, target_id: str) -> HttpResponse:
    """The first step: what is to be repaired, and how."""
    own, day = own_organisation(request), business_day()
    permit(request, Target(subject=own.ref if own else None))
    one = None
    if own is not None and about in ("record", "entry"):
        kind: About = "record" if about == "record" else "entry"
        with suppress(ValueError):
            one = target(kind, own.ref, bytes.fromhex(target_id), day)
    if own is None or one is None:
        raise Http404
    wrong = ""
    if request.method == "POST":
        wanted = Application(own.ref, one.about, one.id, request.POST.get("way", ""))
        office = found_by(one.recogniser)
        try:
            id = services.begin(wanted, _about(request, office.region), day)
            return HttpResponseRedirect(own.at("mine_repair_case", id.hex()))
        except NotPossible as no:
            wrong = say(WHYS[no.why])
    answer = answered(one, cases_of(own.ref), day).answer
    context = {
        "own": own,
        "rows": target_facts(one),
        "label": say(one.label),
        "sentence": say(words.sentence(answer, day)),
        "ways": [
            {"value": way.id, "text": f"{say(way.label)} · {say(way.hint)}"}
            for way in ways_on(day).values()
        ],
        "regime": say(regime_on(day).label),
        "wrong": wrong,
        "act": own.at("mine_repair_new", about, target_id),
        "back": own.at("mine_repair"),
    }
    return page(request, "repair/new.html", context, status=UNPROCESSABLE if wrong else 200)


def mine_repair_case(request: HttpRequest, case: str) -> HttpResponse:
    """One application: what is to be done, and how far it is."""
    one, own = _own(request, case)
    return _shown(request, one, own, "", 200)


@holding(papers.LARGEST)
def mine_repair_act(request: HttpRequest, content: bytes, case: str) -> HttpResponse:
    """Hand a paper in, sign, hand in the application, or take it back."""
    one, own = _own(request, case)
    if request.method == "POST":
        try:
            _do(one, request.POST.get("move", ""), content, _of(request, one), business_day())
        except NotPossible as no:
            return _shown(request, one, own, say(WHYS[no.why]), UNPROCESSABLE)
    return HttpResponseRedirect(own.at("mine_repair_case", one.id.hex()))


def _do(one: Case, move: str, content: bytes, about: Envelope, day: date) -> None:
    if move == "prove":
        if not may_move(one, "prove"):
            raise NotPossible("move")
        services.prove(one.id, papers.keep(one.id, content), about, day)
    elif move in ("sign", "file", "withdraw"):
        getattr(services, move)(one.id, about, day)
    else:
        raise NotPossible("move")


def _own(request: HttpRequest, written: str) -> tuple[Case, Own]:
    """The application, where the reader acts for its organisation; else as if there were none."""
    one = None
    with suppress(ValueError):
        one = case(bytes.fromhex(written))
    permit(request, Target(subject=one.ref if one else None))
    if one is None:
        raise Http404
    return one, own_of(request, one.ref)


def _of(request: HttpRequest, one: Case) -> Envelope:
    return _about(request, found_by(one.office).region)


def _about(request: HttpRequest, region: str) -> Envelope:
    return envelope(region, reader_of(request).account)


def _shown(request: HttpRequest, one: Case, own: Own, wrong: str, status: int) -> HttpResponse:
    day = business_day()
    tasks = steps.tasks(one)
    context: dict[str, Any] = {
        **whole_of(one, day),
        "own": own,
        "can": {move for move in ("prove", "sign", "file", "withdraw") if may_move(one, move)},
        "lacks": lacks_paper(one),
        "commitment": say(commitment_on(one.signed or day).text),
        "steps": tasks,
        "step": current(tasks),
        "wrong": wrong,
        "act": own.at("mine_repair_act", one.id.hex()),
        "back": own.at("mine_repair"),
    }
    return page(request, "repair/application.html", context, status=status)
