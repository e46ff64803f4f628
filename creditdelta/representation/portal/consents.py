"""One request for consent, with what exactly would be seen; the organisation answers or revokes here.

Clause  S71, S9.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit
from creditdelta.accounts.rules import Target
from creditdelta.consent import services, tables
from creditdelta.consent.portal.acting import Own, own_of
from creditdelta.consent.portal.desk import UNPROCESSABLE, about, asked_for, facts
from creditdelta.consent.rules import Consent, Why, may_move, state_on
from creditdelta.consent.words import STATES, WHYS
from creditdelta.journal.services import Envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.dates import parse
from creditdelta.lookups.words import office_words
from creditdelta.pages.language import say
from creditdelta.pages.responses import page
from creditdelta.representation.own_records import own_archive
from creditdelta.representation.preview import previews
from creditdelta.rulebook.consents import parts


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was sent: a move, and for a grant which parts until when."""

    move: str
    parts: tuple[str, ...]
    until: date | None


def mine_consent(request: HttpRequest, consent: str) -> HttpResponse:
    """The request, its preview, and the answers that are possible."""
    found = asked_for(consent)
    held = permit(request, Target(subject=found.ref if found else None))
    if found is None:
        raise Http404
    day, own = business_day(), own_of(request, found.ref)
    wrong: Why | None = None
    if request.method == "POST":
        wrong = _answered(found, _sent(request), about(request, held), day)
        if wrong is None:
            return HttpResponseRedirect(own.at("mine_consent", consent))
    shown = previews(own_archive(own.code, day), found.parts)
    context = _context(found, own, day, wrong) | {"previews": [one.id for one in shown]}
    status = UNPROCESSABLE if wrong else 200
    listed = [tables.of_parts(found.parts), *shown]
    return page(request, "representation/consent.html", context, tables=listed, status=status)


def _sent(request: HttpRequest) -> _Answer:
    sent = request.POST
    parts = tuple(sent.getlist("parts"))
    return _Answer(sent.get("move", ""), parts, parse(sent.get("until", "")))


def _answered(found: Consent, answer: _Answer, by: Envelope, day: date) -> Why | None:
    """Why what was sent cannot be done; None where it was done."""
    try:
        if answer.move == "grant":
            services.grant(found.id, answer.parts, answer.until or date.min, by, day)
        elif answer.move == "refuse":
            services.refuse(found.id, by, day)
        elif answer.move == "revoke":
            services.revoke(found.id, by, day)
        else:
            return "state"
    except services.NotPossible as no:
        return no.why
    return None


def _context(found: Consent, own: Own, day: date, wrong: Why | None) -> dict[str, Any]:
    latest = min(found.until, services.allowed_on(day).latest)
    return {
        "own": own,
        "recipient": office_words(found.recipient),
        "state": STATES[state_on(found, day)],
        "facts": facts(found, day),
        "wrong": say(WHYS[wrong]) if wrong else "",
        "may_answer": may_move(found, "grant", day),
        "may_revoke": may_move(found, "revoke", day),
        "latest": latest,
        "options": [
            {"value": name, "text": say(parts()[name].label), "chosen": True}
            for name in found.parts
        ],
    }
