"""For whom does the reader act on this page: which of its organisations, which of its offices?

Clause  S71. Who holds several posts says which by `?of=` (a code) or `?office=`; a page's links carry it on.
Whether the reader may is asked of the gate afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.identifiers import uscc
from creditdelta.pages.environment import url
from creditdelta.records.publishing import masked
from creditdelta.subjects.queries import codes_of, portraits_of

OF, OFFICE = "of", "office"


@dataclass(frozen=True, slots=True)
class Own:
    """An organisation the reader acts for. `rest`: how many others there are."""

    ref: bytes
    code: str
    name: str
    rest: int = 0

    def at(self, page: str, *given: str) -> str:
        """The address of one of its pages."""
        address = url(page, *given)
        return f"{address}?{urlencode({OF: self.code})}" if self.rest else address


def own_organisations(request: HttpRequest) -> list[Own]:
    """The organisations for which the reader holds a post today."""
    day = business_day()
    posts = [post for post in reader_of(request).posts if post.on(day)]
    refs = list(dict.fromkeys(post.subject for post in posts if post.subject is not None))
    return named(refs)


def named(refs: Sequence[bytes]) -> list[Own]:
    """Organisations by code and name; what reads like a person's number in a name is masked."""
    codes, portraits = codes_of(refs), portraits_of(refs)
    found = []
    for ref in refs:
        code = codes[ref][1] if ref in codes else ""
        name = masked([portraits[ref].name])[0] if ref in portraits else code
        found.append(Own(ref, code, name, len(refs) - 1))
    return found


def own_organisation(request: HttpRequest) -> Own | None:
    """The organisation this page is about: the one asked for, or the first."""
    found = own_organisations(request)
    asked = uscc.compact(request.GET.get(OF, ""))
    return next((one for one in found if one.code == asked or not asked), None)


def own_of(request: HttpRequest, ref: bytes) -> Own:
    """An organisation the reader acts for, by its reference; `LookupError` where it is none of them."""
    found = next((one for one in own_organisations(request) if one.ref == ref), None)
    if found is None:
        raise LookupError("the gate let somebody pass who does not act for this organisation")
    return found


def own_office(request: HttpRequest) -> str:
    """The office for which the reader acts: the one asked for if it is its own, or the first; else ""."""
    day = business_day()
    held = [post.office for post in reader_of(request).posts if post.office and post.on(day)]
    asked = request.GET.get(OFFICE, "")
    return next((one for one in held if one == asked or not asked), "")
