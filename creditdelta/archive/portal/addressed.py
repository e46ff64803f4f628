"""Whom does the address of an archive mean? The archive itself, or an answer that leads on.

Clause  S27, S34. An older number that leads to one organisation leads to the address of its unified code;
one of several organisations lists them; a wrong code is told which character is wrong.
Sole traders are never listed: each is found by its own full code.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from creditdelta.archive.queries import Archive, SeveralOrganisations, UnknownCode, archive
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.identifiers import uscc
from creditdelta.pages.here import here
from creditdelta.pages.responses import page
from creditdelta.records.publishing import MASK, about, masked
from creditdelta.search.wrong_codes import WrongCode, explained, reason_words
from creditdelta.subjects.finding import by_code
from creditdelta.subjects.judgements import owners_of
from creditdelta.subjects.queries import codes_of, portraits_of

_PERSON = uscc.REASONS[-1]
NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Named:
    """An organisation by code and name."""

    code: str
    name: str


def addressed(request: HttpRequest, code: str, latest: int | None = 0) -> Archive | HttpResponse:
    """The archive an address means, or the response in its place.

    `latest`: how many records of each section are read out at once; all are counted.
    """
    plain = uscc.compact(code)
    try:
        found = archive(plain, today=business_day(), latest=latest)
    except UnknownCode:
        return _unknown(request, plain)
    except SeveralOrganisations:
        return _several(request, plain, [one.ref for one in by_code(plain)])
    if found.identity.wait == "ambiguous":
        return _several(request, plain, owners_of(found.identity.ref))
    now = found.identity.code
    if about(now) == "sole_trader" and now != plain:  # by its own full code only
        return _unknown(request, plain)
    if now != code:
        return _led_on(request, code, now)
    return found


def kept_from_robots(response: HttpResponse, found: Archive) -> HttpResponse:
    """The response; a sole trader's is kept out of every index of the web."""
    if about(found.identity.code) == "sole_trader":
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _led_on(request: HttpRequest, code: str, now: str) -> HttpResponse:
    match = request.resolver_match
    if match is None or match.url_name is None:
        raise LookupError(f"no page has the address {code}")
    rest = {name: value for name, value in match.kwargs.items() if name != "code"}
    address = reverse(match.url_name, kwargs={"code": now, **rest})
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    response["Cache-Control"] = "no-cache"  # whom an older number means may change
    return response


def _several(request: HttpRequest, code: str, refs: list[bytes]) -> HttpResponse:
    codes, portraits = codes_of(refs), portraits_of(refs)
    listed = [
        Named(codes[ref][1], masked([portraits[ref].name])[0])
        for ref in refs
        if ref in portraits and about(codes[ref][1]) == "organisation"
    ]
    listed.sort(key=lambda one: one.code)
    context = {"code_asked": code, "listed": listed, "rest": len(set(refs)) - len(listed)}
    return page(request, "archive/subject_several.html", context)


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    """404: which character is wrong, what would be right, how to search."""
    wrong = explained(code)
    if _personal(wrong):
        return _hidden(request)
    findings = [reason_words(one, code) for one in wrong.reasons]
    context = {"wrong": wrong, "findings": findings}
    return page(request, "archive/subject_unknown.html", context, status=NOT_FOUND)


def _personal(wrong: WrongCode) -> bool:
    """Whether somebody's own number was typed; one of 18 characters is judged by the code's check."""
    code = wrong.code
    return _PERSON in wrong.reasons or (len(code) != uscc.SIZE and masked([code]) != [code])


def _hidden(request: HttpRequest) -> HttpResponse:
    """The same for a person's number, which is not repeated, not even in an address of the page."""
    blank = reverse("home")
    context = {
        "here": replace(here(request), address=blank, other=blank, typed=""),
        "wrong": WrongCode("", (_PERSON,), None, ()),
        "findings": [reason_words(_PERSON, MASK)],
    }
    return page(request, "archive/subject_unknown.html", context, status=NOT_FOUND)
