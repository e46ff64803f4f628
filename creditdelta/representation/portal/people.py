"""Who acts for my organisation: a representative appoints and dismisses deputies, and hands over.

Clause  S9, S6. A code is shown on the answer to the form and never again.
"""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import Own, own_organisation
from creditdelta.journal.services import Envelope, envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.language import say
from creditdelta.pages.responses import page
from creditdelta.representation import services
from creditdelta.representation.queries import DEPUTY, open_invitations, people_of
from creditdelta.representation.rules import As
from creditdelta.representation.words import AS, WHYS
from creditdelta.rulebook.policy import policy
from creditdelta.rulebook.representation import representation_on

UNPROCESSABLE = 422
_INVITED: dict[str, As] = {"deputy": "deputy", "successor": "successor"}


def mine_people(request: HttpRequest) -> HttpResponse:
    """Who acts for it, which codes are open, and what the representative may do about it."""
    own = own_organisation(request)
    held = permit(request, Target(subject=own.ref if own else None))
    if own is None:
        raise LookupError("the gate let somebody pass who acts for no organisation")
    code = wrong = ""
    if request.method == "POST":
        about = envelope(held.region, reader_of(request).account)
        try:
            code = _moved(request, own, about)
        except services.NotPossible as no:
            wrong = say(WHYS[no.why])
        else:
            if not code:
                return HttpResponseRedirect(own.at("mine_people"))
    context = _context(request, own) | {"code": code, "wrong": wrong}
    status = UNPROCESSABLE if wrong else 200
    response = page(request, "representation/people.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _moved(request: HttpRequest, own: Own, about: Envelope) -> str:
    """The code that is to be shown; "" where the move gave none."""
    day, move = business_day(), request.POST.get("move", "")
    if move in _INVITED:
        return services.invite(own.ref, _INVITED[move], about, day)
    which = b""
    with suppress(ValueError):
        which = bytes.fromhex(request.POST.get("which", ""))
    if move == "dismiss":
        services.dismiss(own.ref, which, about, day)
    else:
        services.take_back(own.ref, which, about, day)
    return ""


def _context(request: HttpRequest, own: Own) -> dict[str, Any]:
    day, roles = business_day(), policy().roles
    people = [
        {
            "post": one.post.hex(),
            "login": one.login,
            "role": say(roles[one.role].label),
            "since": one.since,
            "deputy": one.role == DEPUTY,
            "self": one.account == reader_of(request).account,
        }
        for one in people_of(own.ref, day)
    ]
    codes = [
        {"id": one.id.hex(), "as_": say(AS[one.as_]), "until": one.valid_until}
        for one in open_invitations(own.ref, day)
        if one.as_ != "representative"
    ]
    return {"own": own, "people": people, "codes": codes, "days": representation_on(day).code_days}
