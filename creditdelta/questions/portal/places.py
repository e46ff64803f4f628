"""Whose questions does a page show? Those of the province of the office the reader acts for.

Clause  S27.
"""

from urllib.parse import urlencode

from django.http import HttpRequest

from creditdelta.accounts.gatekeeper import permit
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import OFFICE, own_office
from creditdelta.pages.environment import url
from creditdelta.rulebook.offices import offices

DONE, TAB = "done", "tab"


def region_of(request: HttpRequest) -> str:
    """The province of the reader, once the gate let it pass."""
    found = offices().get(own_office(request))
    region = found.region if found else ""
    permit(request, Target(region=region))
    return region


def at(request: HttpRequest, name: str, *given: str, **asked: str) -> str:
    """The address of a page of the same desk."""
    kept = {OFFICE: request.GET[OFFICE]} if OFFICE in request.GET else {}
    wanted = kept | {key: value for key, value in asked.items() if value}
    return url(name, *given) + (f"?{urlencode(wanted)}" if wanted else "")


def id_in(text: str) -> bytes:
    """An id written in hexadecimal; empty for anything else."""
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
