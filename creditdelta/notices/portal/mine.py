"""What the reader's organisation was told: the list, one notice to be opened, and how it agrees to be served.

Clause  S9. A notice is opened by a button and not by a look: opening it may count as service.
"""

from contextlib import suppress
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import Own, own_of, own_organisation
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.notices import serving, tables
from creditdelta.notices.portal.desk import letter_file
from creditdelta.notices.portal.showing import said, tables_of
from creditdelta.notices.queries import Told, agreement_of, notices_of, notices_to
from creditdelta.notices.queries import notice as found_by
from creditdelta.pages.language import say
from creditdelta.pages.responses import page


def mine_notices(request: HttpRequest) -> HttpResponse:
    """Everything the organisation was told, the latest first."""
    own, day = _own(request), business_day()
    listed = notices_of(own.ref)
    unread = sum(one.read_at is None for one in listed)
    context = {
        "own": own,
        "unread": unread,
        "agreement": agreement_of(own.ref, day),
        "agree_to": own.at("mine_service"),
    }
    table = tables.received(listed, day, lambda one: own.at("mine_notice", one.id.hex()))
    return page(request, "notices/mine.html", context, tables=[table])


def mine_notice(request: HttpRequest, notice: str) -> HttpResponse:
    """One notice: what it says once it was opened; before, what opening it means."""
    told = _told(request, notice)
    own, day = own_of(request, told.ref or b""), business_day()
    letter = said(told) if told.read_at is not None else None
    context: dict[str, Any] = {
        "told": told,
        "own": own,
        "letter": letter,
        "office": say(tables.office_label(told.office)),
        "standing": tables.standing(told, day),
        "method": tables.method_label(told.method),
        "serves": _would_serve(told, own),
        "list": own.at("mine_notices"),
        "open_at": own.at("mine_notice_open", told.id.hex()),
        "paper": own.at("mine_letter", told.id.hex()),
    }
    return page(request, "notices/mine_one.html", context, tables=tables_of(letter))


def mine_notice_open(request: HttpRequest, notice: str) -> HttpResponse:
    """The representative opens a notice."""
    told = _told(request, notice)
    if request.method == "POST":
        serving.opened(told.id, envelope(told.region, reader_of(request).account))
    return HttpResponseRedirect(own_of(request, told.ref or b"").at("mine_notice", told.id.hex()))


def mine_letter(request: HttpRequest, notice: str) -> HttpResponse:
    """The letter as a PDF, once the notice was opened."""
    told = _told(request, notice)
    if told.read_at is None:
        own = own_of(request, told.ref or b"")
        return HttpResponseRedirect(own.at("mine_notice", told.id.hex()))
    return letter_file(request, told)


def mine_service(request: HttpRequest) -> HttpResponse:
    """The organisation agrees to be served by opening notices in the site, or takes that back."""
    own = _own(request)
    if request.method == "POST":
        about = envelope(f"{own.code[2:4] or '31'}0000", reader_of(request).account)
        if request.POST.get("agree") == "yes":
            serving.agree(own.ref, about)
        else:
            serving.end_agreement(own.ref, about)
    return HttpResponseRedirect(own.at("mine_notices"))


def account_notices(request: HttpRequest) -> HttpResponse:
    """What the reader's own account was told."""
    listed = notices_to(reader_of(request).account)
    shown = [{"told": one, "letter": said(one)} for one in listed]
    return page(request, "notices/account.html", {"listed": shown})


def _own(request: HttpRequest) -> Own:
    own = own_organisation(request)
    permit(request, Target(subject=own.ref if own else None))
    if own is None:
        raise LookupError("the gate let somebody pass who acts for no organisation")
    return own


def _told(request: HttpRequest, notice: str) -> Told:
    """The notice, where it is for an organisation of the reader's; else as if there were none."""
    told = None
    with suppress(ValueError):
        told = found_by(bytes.fromhex(notice))
    permit(request, Target(subject=told.ref if told else None))
    if told is None:
        raise Http404
    return told


def _would_serve(told: Told, own: Own) -> bool:
    agreed = agreement_of(own.ref, business_day()) is not None
    return agreed and told.due_on is not None and told.served_on is None
