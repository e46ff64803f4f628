"""The credit office of a province lets more be listed, or removed, on a day than is usual.

Clause  S37; threats T6, T7.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import own_office
from creditdelta.intake.portal.places import at
from creditdelta.journal.synthetic import business_day
from creditdelta.lists import services
from creditdelta.lists.breaking import released, stopped
from creditdelta.lists.checks import WHYS, NotPossible
from creditdelta.lists.portal.places import about_of
from creditdelta.lists.tables import WAYS
from creditdelta.notices.tables import office_label
from creditdelta.pages.language import say
from creditdelta.pages.responses import page
from creditdelta.rulebook.listings import listings
from creditdelta.rulebook.offices import Office, UnknownOffice
from creditdelta.rulebook.offices import office as found_by

UNPROCESSABLE = 422
LONGEST = 6  # digits of a number


def desk_release(request: HttpRequest) -> HttpResponse:
    """What has stopped in the province today, and how many are let through in all."""
    own = _own(request)
    if request.method == "POST":
        sent, most = request.POST, request.POST.get("most", "")
        try:
            if not (most.isascii() and most.isdigit() and len(most) <= LONGEST):
                raise NotPossible("move")
            way, office = sent.get("way", ""), sent.get("office", "")
            _check_place(own, office)
            services.release(
                sent.get("list", ""), office, way, int(most), about_of(request, own), business_day()
            )
        except NotPossible as no:
            return _shown(request, own, say(WHYS[no.why]), UNPROCESSABLE)
        return HttpResponseRedirect(at(request, "desk_release"))
    return _shown(request, own, "", 200)


def _own(request: HttpRequest) -> Office:
    try:
        own = found_by(own_office(request))
    except UnknownOffice:
        own = None
    permit(request, Target(region=own.region if own else ""))
    if own is None:
        raise Http404
    return own


def _check_place(own: Office, office: str) -> None:
    try:
        if found_by(office).region == own.region:
            return
    except UnknownOffice:
        pass
    raise NotPossible("region")


def _shown(request: HttpRequest, own: Office, wrong: str, status: int) -> HttpResponse:
    day = business_day()
    rows = [
        {
            "list": one.list,
            "office": one.office,
            "way": one.way,
            "what": say(listings()[one.list].label) if one.list in listings() else one.list,
            "who": say(office_label(one.office)),
            "how": say(WAYS[one.way]),
            "today": one.today,
            "released": released(one.list, one.office, one.way, day),
        }
        for one in stopped(own.region, day)
    ]
    context = {"rows": rows, "wrong": wrong, "act": at(request, "desk_release")}
    return page(request, "lists/release.html", context, status=status)
