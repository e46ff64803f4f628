"""What lists have to do with one's own organisation, and what it can say before it is entered.

Clause  S9, S16. For whoever acts for the organisation, and for nobody else.
"""

from contextlib import suppress
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import Own, own_of, own_organisation
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.lists import services, tables
from creditdelta.lists.checks import WHYS, NotPossible
from creditdelta.lists.hearing import hearing_of
from creditdelta.lists.portal.facts import whole_of
from creditdelta.lists.queries import entries_of, entry
from creditdelta.lists.rules import Entry, may_move
from creditdelta.lists.showing import judged
from creditdelta.pages.language import say
from creditdelta.pages.responses import page
from creditdelta.rulebook.listings import listing_on
from creditdelta.rulebook.notices import kind_on
from creditdelta.rulebook.offices import office as found_by

UNPROCESSABLE = 422


def mine_lists(request: HttpRequest) -> HttpResponse:
    """Every entry about the organisation: thought of, in force, ended."""
    own = own_organisation(request)
    permit(request, Target(subject=own.ref if own else None))
    if own is None:
        raise Http404
    told = judged(entries_of(own.ref), business_day())
    table = tables.own(told, lambda id: own.at("mine_entry", id.hex()))
    return page(request, "lists/mine.html", {"own": own}, tables=[table])


def mine_entry(request: HttpRequest, entry: str) -> HttpResponse:
    """One of them; a statement before the decision, or that one does not want to be heard."""
    one, own = _own(request, entry)
    if request.method != "POST":
        return _shown(request, one, own, "", 200)
    day = business_day()
    about = envelope(found_by(one.office).region, reader_of(request).account)
    sent = request.POST
    try:
        if sent.get("move") == "waive":
            shown = f"{one.id.hex()} {about.actor} {about.recorded_at.isoformat()}"
            services.waive(one.id, sha256(shown.encode()).hexdigest(), about, day)
        else:
            services.hear(one.id, sent.get("statement", "").strip(), about, day)
    except NotPossible as no:
        return _shown(request, one, own, say(WHYS[no.why]), UNPROCESSABLE)
    return HttpResponseRedirect(own.at("mine_entry", one.id.hex()))


def _own(request: HttpRequest, written: str) -> tuple[Entry, Own]:
    """The entry, where the reader acts for its organisation; else as if there were none."""
    one = None
    with suppress(ValueError):
        one = entry(bytes.fromhex(written))
    permit(request, Target(subject=one.ref if one else None))
    if one is None:
        raise Http404
    return one, own_of(request, one.ref)


def _shown(request: HttpRequest, one: Entry, own: Own, wrong: str, status: int) -> HttpResponse:
    day = business_day()
    context: dict[str, Any] = {
        **whole_of(one, day),
        "own": own,
        "may": may_move(one, "state") and one.heard_on is None and one.waived_on is None,
        "heard": hearing_of(one, listing_on(one.list, one.rule)),
        "statement": request.POST.get("statement", ""),
        "rights": [say(words) for words in kind_on("listed", day).rights],
        "wrong": wrong,
        "act": own.at("mine_entry", one.id.hex()),
        "list": own.at("mine_lists"),
    }
    return page(request, "lists/mine_entry.html", context, status=status)
