"""Whose submissions does a page show, and how do its links go on showing the same?

Clause  S31. Who holds posts in several offices says which by `?office=`; an officer of a credit office
may ask for its whole province by `?scope=region`.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest

from creditdelta.accounts.gatekeeper import permit
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import OFFICE, own_office
from creditdelta.intake.batches import of_office, of_region, office_of_submission
from creditdelta.intake.models import Submission
from creditdelta.pages.environment import url
from creditdelta.rulebook.offices import Office, offices

SCOPE, REGION = "scope", "region"


@dataclass(frozen=True, slots=True)
class Desk:
    """The office a reader acts for, and whether its whole province is shown."""

    office: Office
    whole: bool

    @property
    def whose(self) -> Q:
        """The submissions that are shown."""
        return of_region(self.office.region) if self.whole else of_office(self.office)


def desk(request: HttpRequest) -> Desk:
    """The desk of the reader, once the gate let it pass."""
    id = own_office(request)
    found = offices().get(id)
    whole = request.GET.get(SCOPE) == REGION and found is not None
    permit(request, Target(region=found.region) if whole and found else Target(office=id))
    if found is None:
        raise Http404
    return Desk(found, whole)


def own_of(request: HttpRequest) -> Office:
    """The office for which the reader may do what it came for."""
    id = own_office(request)
    permit(request, Target(office=id))
    found = offices().get(id)
    if found is None:  # who may everywhere acts for no office
        raise Http404
    return found


def target_of(row: Submission) -> Target:
    """What an operation on a submission is about."""
    return Target(region=row.region, office=office_of_submission(row))


def submission(request: HttpRequest, number: int) -> Submission:
    """The submission of a page, where the reader may see it; else as if there were none."""
    row = Submission.objects.filter(pk=number).first()
    permit(request, target_of(row) if row else Target())
    if row is None:
        raise Http404
    return row


def at(request: HttpRequest, name: str, *given: object, **asked: str) -> str:
    """The address of a page of the same desk; `asked` is added, empty values are left out."""
    kept = {key: request.GET[key] for key in (OFFICE, SCOPE) if key in request.GET}
    wanted = {key: value for key, value in (kept | asked).items() if value}
    return url(name, *given) + (f"?{urlencode(wanted)}" if wanted else "")
