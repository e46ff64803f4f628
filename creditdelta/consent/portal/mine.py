"""What an organisation was asked to let others see, and how each request stands.

Clause  S71. One request with its preview is a page of creditdelta/representation, which reads archives.
"""

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit
from creditdelta.accounts.rules import Target
from creditdelta.consent import tables
from creditdelta.consent.portal.acting import own_organisation
from creditdelta.consent.queries import consents_of
from creditdelta.consent.rules import state_on
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.responses import page


def mine_consents(request: HttpRequest) -> HttpResponse:
    """Every request about the reader's organisation, those that wait first."""
    own = own_organisation(request)
    permit(request, Target(subject=own.ref if own else None))
    if own is None:
        raise LookupError("the gate let somebody pass who acts for no organisation")
    day = business_day()
    found = consents_of(own.ref)
    found.sort(key=lambda one: state_on(one, day) != "asked")
    listed = tables.of_organisation(found, day, lambda one: own.at("mine_consent", one.id.hex()))
    waiting = sum(state_on(one, day) == "asked" for one in found)
    context = {"own": own, "waiting": waiting}
    return page(request, "consent/mine.html", context, tables=[listed])
