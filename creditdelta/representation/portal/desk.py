"""A credit office invites an organisation's first representative by letter, or ends a representation.

Clause  S9, S6. The office sees how many act for an organisation and since when, not who they are.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.reader import Held
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import named, own_office
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers import uscc
from creditdelta.lookups.words import office_words
from creditdelta.notices.queries import notice
from creditdelta.pages.environment import url
from creditdelta.pages.language import say
from creditdelta.pages.responses import page
from creditdelta.representation import services
from creditdelta.representation.queries import acting_for, open_invitations, withdrawals_of
from creditdelta.representation.words import WHYS
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.representation import GROUNDS
from creditdelta.subjects.finding import by_code
from creditdelta.subjects.queries import portraits_of
from creditdelta.subjects.rules import province_of

NOT_FOUND, UNPROCESSABLE = 404, 422
NO_SUCH = Words(
    "没有登记过这个代码的组织，请核对代码",
    "No organisation is registered under this code; check it",
)
DONE = Words("已撤销，没有账户再代表它", "Withdrawn: no account acts for it any more")


def desk_representation(request: HttpRequest) -> HttpResponse:
    """The state of one organisation's representation, and what the office may do about it."""
    asked = uscc.compact(request.GET.get("code", ""))
    ref = organisation(asked) if asked else None
    region = f"{province_of(asked)}0000" if ref else own_office(request)[:2] + "0000"
    held = permit(request, Target(region=region, subject=ref))
    context: dict[str, Any] = {
        "office": say(office_words(held.office)),
        "asked": asked,
        "place": url("desk_representation"),
        "wrong": say(NO_SUCH) if asked and ref is None else "",
        "own": None,
    }
    if ref is None:
        status = NOT_FOUND if asked else 200
        return page(request, "representation/desk.html", context, status=status)
    if request.method == "POST":
        context |= _moved(request, ref, held)
    context |= _state(ref)
    status = UNPROCESSABLE if context["wrong"] else 200
    return page(request, "representation/desk.html", context, status=status)


def organisation(code: str) -> bytes | None:
    """The one organisation that is registered under a code."""
    refs = {one.ref for one in by_code(code)}
    return next(iter(portraits_of(list(refs))), None) if len(refs) == 1 else None


def _moved(request: HttpRequest, ref: bytes, held: Held) -> dict[str, str]:
    """What is told about what was done, or could not be."""
    about, day = envelope(held.region, reader_of(request).account), business_day()
    try:
        if request.POST.get("move") == "invite":
            letter = notice(services.invite_by_letter(ref, held.office, about, day))
            return {"letter": letter.number if letter else ""}
        services.withdraw(ref, request.POST.get("ground", ""), about, day)
    except services.NotPossible as no:
        return {"wrong": say(WHYS[no.why])}
    return {"done": say(DONE)}


def _state(ref: bytes) -> dict[str, Any]:
    day = business_day()
    acting, waiting = acting_for(ref, day), open_invitations(ref, day)
    grounds = {row.code: Words(row.label_zh, row.label_en) for row in enum(GROUNDS).rows}
    return {
        "own": named([ref])[0],
        "representatives": len(acting.representatives),
        "deputies": len(acting.deputies),
        "waiting": [one for one in waiting if one.as_ == "representative"],
        "withdrawals": [(one.made_on, say(grounds[one.ground])) for one in withdrawals_of(ref)],
        "grounds": [{"value": code, "text": say(words)} for code, words in grounds.items()],
        "may_withdraw": bool(acting.accounts or waiting),
    }
