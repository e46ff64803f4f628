"""Whom does the address of an archive mean? The archive itself, or an answer that leads on.

Clause  S27, S34. An older number that leads to one organisation leads to the address of its unified code;
one of several organisations lists them; a wrong code is told which character is wrong.
Sole traders are never listed: each is found by its own full code.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from creditdelta.archive.queries import Archive, SeveralOrganisations, UnknownCode, archive
from creditdelta.facade.uscc import Checked, check
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel import errors
from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.identifiers.details import detail
from creditdelta.pages.here import here
from creditdelta.pages.language import lang, t
from creditdelta.pages.responses import page
from creditdelta.records.publishing import MASK, about, masked
from creditdelta.subjects.finding import by_code, references_of
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
    checked = check(code)
    if _personal(code, checked):
        return _hidden(request, checked)
    context = {
        "checked": checked,
        "code_asked": checked.input,
        "findings": [_said(one, checked.input) for one in checked.codes],
        "offers": _offers(checked),
    }
    return page(request, "archive/subject_unknown.html", context, status=NOT_FOUND)


def _personal(code: str, checked: Checked) -> bool:
    """Whether somebody's own number was typed; one of 18 characters is judged by the code's check."""
    return _PERSON in checked.codes or (len(code) != uscc.SIZE and masked([code]) != [code])


def _hidden(request: HttpRequest, checked: Checked) -> HttpResponse:
    """The same for a person's number, which is not repeated, not even in an address of the page."""
    blank = reverse("home")
    context = {
        "here": replace(here(request), address=blank, other=blank, typed=""),
        "checked": checked,
        "code_asked": "",
        "findings": [_said(_PERSON, MASK)],
        "offers": [],
    }
    return page(request, "archive/subject_unknown.html", context, status=NOT_FOUND)


def _said(code: str, written: str) -> str:
    kind = errors.find(code)
    filled = {
        "column": t("代码", "Code"),
        "value": written,
        "detail": detail(code, written).say(lang()),
    }
    return kind.sentence.say(lang()).format(**filled)


def _offers(checked: Checked) -> list[tuple[str, bool]]:
    """Each code likely meant, and whether it leads to a page; never to a sole trader's."""
    firms = [one for one in checked.suggestions if about(one) == "organisation"]
    refs = {ref: one for one in firms for ref in references_of(one)}
    there = codes_of(list(refs)) if refs else {}
    known = {refs[ref] for ref, (scheme, _) in there.items() if scheme == "uscc"}
    return [(one, one in known) for one in checked.suggestions]
