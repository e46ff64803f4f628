"""Which entry is a page of the desk about, and may the reader do there what it came for?"""

from contextlib import suppress

from django.http import Http404, HttpRequest

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.journal.services import Envelope, envelope
from creditdelta.lists.queries import entry
from creditdelta.lists.rules import Entry
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.offices import office as found_by


def entry_of(request: HttpRequest, written: str) -> Entry:
    """The entry, where the reader acts for its office; else as if there were none."""
    one = None
    with suppress(ValueError):
        one = entry(bytes.fromhex(written))
    permit(request, Target(office=one.office if one else ""))
    if one is None:
        raise Http404
    return one


def about_of(request: HttpRequest, office: Office | str) -> Envelope:
    """Who acts, for the province of an office."""
    place = found_by(office) if isinstance(office, str) else office
    return envelope(place.region, reader_of(request).account)
