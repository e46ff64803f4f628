"""One entry at the desk: what was done, what comes next, and who may do it.

Clause  S16, S37; threat T1. Three addresses take what is sent: preparing, deciding, confirming.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import may, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.handbook.documents import carrying
from creditdelta.handbook.instrument_tables import called
from creditdelta.intake.portal.places import at
from creditdelta.journal.synthetic import business_day
from creditdelta.lists import services, steps
from creditdelta.lists.checks import WHYS, NotPossible, digits
from creditdelta.lists.fold import ASKS
from creditdelta.lists.hearing import hearing_of
from creditdelta.lists.portal.facts import whole_of
from creditdelta.lists.portal.places import about_of, entry_of
from creditdelta.lists.rules import TRANSITIONS, Entry, Move, why_not_decide, why_not_move
from creditdelta.lists.services import GROUNDS, Decision
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page
from creditdelta.pages.uploads import digesting
from creditdelta.records.services import Act
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.listings import Listing, listing_on
from creditdelta.rulebook.offices import division_of

UNPROCESSABLE = 422
Doing = Callable[[Entry, Any, str, Any, date], object]  # entry, fields, digest, envelope, day


def desk_entry(request: HttpRequest, entry: str) -> HttpResponse:
    """The page of one entry."""
    return _shown(request, entry_of(request, entry), "", 200)


@digesting
def desk_entry_prepare(request: HttpRequest, digest: str, entry: str) -> HttpResponse:
    """Notify, note that somebody does not want to be heard, or enter nobody."""
    return _done(request, entry, digest, _PREPARING)


@digesting
def desk_entry_decide(request: HttpRequest, digest: str, entry: str) -> HttpResponse:
    """Decide as the first officer, or ask for a change."""
    return _done(request, entry, digest, _DECIDING)


def desk_entry_confirm(request: HttpRequest, entry: str) -> HttpResponse:
    """Agree or disagree as the second officer."""
    return _done(request, entry, "", _CONFIRMING)


def _decide(one: Entry, sent: Any, digest: str, about: Any, day: date) -> None:
    try:
        since = date.fromisoformat(sent.get("since", ""))
    except ValueError:
        raise NotPossible("days") from None
    wanted = Decision(_act(sent, digest), sent.get("instrument", ""), since, sent.get("answer", ""))
    services.decide(one.id, wanted, about, day)


def _ask(one: Entry, sent: Any, digest: str, about: Any, day: date) -> None:
    change, ground = sent.get("change", ""), sent.get("ground", "")
    services.ask(one.id, change, ground, _act(sent, digest), about, day)


def _act(sent: Any, digest: str) -> Act:
    written = digits(sent.get("act_digest", ""))
    return Act(sent.get("act_number", "").strip(), digest or written)


def _waive(one: Entry, sent: Any, digest: str, about: Any, day: date) -> None:
    services.waive(one.id, _act(sent, digest).digest, about, day)


_PREPARING: dict[str, Doing] = {
    "notify": lambda one, sent, digest, about, day: services.notify(one.id, about, day),
    "waive": _waive,
    "drop": lambda one, sent, digest, about, day: services.drop(
        one.id, sent.get("ground", ""), about, day
    ),
}
_DECIDING: dict[str, Doing] = {"decide": _decide, "ask": _ask}
_CONFIRMING: dict[str, Doing] = {
    "confirm": lambda one, sent, digest, about, day: services.confirm(one.id, about, day),
    "send_back": lambda one, sent, digest, about, day: services.send_back(one.id, about, day),
    "agree": lambda one, sent, digest, about, day: services.agree(one.id, about, day),
    "disagree": lambda one, sent, digest, about, day: services.disagree(one.id, about, day),
}


def _done(request: HttpRequest, written: str, digest: str, known: dict[str, Doing]) -> HttpResponse:
    one = entry_of(request, written)
    if request.method == "POST":
        try:
            doing = known.get(request.POST.get("move", ""))
            if doing is None:
                raise NotPossible("move")
            doing(one, request.POST, digest, about_of(request, one.office), business_day())
        except NotPossible as no:
            return _shown(request, one, say(WHYS[no.why]), UNPROCESSABLE)
    return HttpResponseRedirect(at(request, "desk_entry", one.id.hex()))


def _shown(request: HttpRequest, one: Entry, wrong: str, status: int) -> HttpResponse:
    day, account = business_day(), reader_of(request).account
    listing = listing_on(one.list, one.rule)
    heard = hearing_of(one, listing, answered=True)
    stays = why_not_decide(one, heard, day)
    open_ = {move for _, move in TRANSITIONS if not why_not_move(one, move, account)}
    tasks = steps.tasks(one, heard, day)
    given = request.POST if request.method == "POST" else request.GET  # what a door has checked
    context: dict[str, Any] = {
        **whole_of(one, day),
        "moves": {move for move in open_ if _may(request, move, one)},
        "second": one.first == account,
        "stays": say(WHYS[stays]) if stays else "",
        "heard": heard,
        **_choices(one, listing, open_, given),
        "sent": {name: given.get(name, "") for name in ("act_number", "act_digest", "answer")},
        "filled": request.method != "POST" and "act_digest" in given,
        "since": _day(given.get("since", ""), day),
        "steps": tasks,
        "step": steps.current(tasks),
        "wrong": wrong,
        "ways": {
            part: at(request, f"desk_entry_{part}", one.id.hex())
            for part in ("prepare", "decide", "confirm")
        },
        "list": at(request, "desk_lists"),
    }
    return page(request, "lists/work.html", context, status=status)


def _choices(one: Entry, listing: Listing, open_: set[Move], given: Any) -> dict[str, Any]:
    """What can be chosen in the forms; what was given is chosen already."""

    def options(name: str, known: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
        chosen = given.get(name, "")
        return [{"value": id, "text": text, "chosen": id == chosen} for id, text in known]

    grounds = ((row.code, t(row.label_zh, row.label_en)) for row in enum(GROUNDS).rows)
    changes = ((id, say(words)) for id, words in steps.CHANGES.items() if ASKS[id] in open_)
    laws = carrying(listing, business_day(), division_of(one.office))
    return {
        "laws": options("instrument", ((id, called(id)) for id in laws)),
        "grounds": options("ground", grounds),
        "changes": options("change", changes),
    }


def _may(request: HttpRequest, move: Move, one: Entry) -> bool:
    operation = steps.OPERATIONS.get(move)
    return operation is not None and may(request, operation, Target(office=one.office))


def _day(written: str, today: date) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return today
