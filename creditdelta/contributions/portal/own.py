"""For which market reporter is a page, and how do its links carry that on?"""

from urllib.parse import urlencode

from django.http import Http404

from creditdelta.consent.portal.acting import OFFICE
from creditdelta.pages.environment import url
from creditdelta.rulebook.offices import Office


def own_reporter(found: Office | None) -> Office:
    """The market reporter a page is about; `Http404` where the office is an authority or none."""
    if found is None or not found.market:
        raise Http404
    return found


def with_office(name: str, office: str, *given: str) -> str:
    """The address of a page about an office."""
    return f"{url(name, *given)}?{urlencode({OFFICE: office})}"
