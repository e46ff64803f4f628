"""Through what does every request of a program go? Language, key, allowance, gate, walls; then its door.

Clause  S70, S71. Whatever is wrong is answered as a problem, never as a page.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from creditdelta.accounts.gatekeeper import Refused, left, reader_of
from creditdelta.accounts.rules import Why
from creditdelta.accounts.walls import walled
from creditdelta.api import callers, limits
from creditdelta.api.callers import CHALLENGE
from creditdelta.api.once import once
from creditdelta.api.parameters import faults
from creditdelta.api.problems import TYPE, ApiProblem, answered, trace_of
from creditdelta.journal.synthetic import business_day

View = Callable[..., HttpResponse]
TRACE = "X-Trace-Id"
_UNREADABLE, _UNKNOWN, _NOT_TAKEN = 400, 404, 405


def entrance(view: View, *, streams: bool = False) -> View:
    """A view of the interface behind everything that is asked of each request; as `once` takes `streams`."""

    @csrf_exempt
    @wraps(view)
    def entered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        with translation.override(_language(request)):
            try:
                do = partial(view, request, *given, **named)
                response = _asked(request, do, streams=streams)
            except ApiProblem as problem:
                response = answered(request, problem)
            limits.said(request, response)
        response[TRACE] = trace_of(request)
        response["Vary"] = "Accept-Language, Authorization"
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return entered


def failed(request: HttpRequest) -> HttpResponse:
    """500, told to programs as a problem; asks no database, that may be what failed."""
    with translation.override(_language(request)):
        return answered(request, ApiProblem("CD-API-018", 500))


def heard(api: NinjaAPI) -> None:
    """Tell an API how whatever is raised in it is answered."""

    def say(kind: type[Exception], problem: Callable[[Any], ApiProblem]) -> None:
        api.add_exception_handler(kind, lambda request, wrong: answered(request, problem(wrong)))

    say(ApiProblem, lambda wrong: wrong)
    say(Refused, lambda wrong: refusal(wrong.verdict.why))
    say(ValidationError, lambda wrong: ApiProblem("CD-API-009", 422, faults=faults(wrong.errors)))
    say(Http404, lambda wrong: ApiProblem("CD-API-006", _UNKNOWN))
    say(HttpError, lambda wrong: ApiProblem("CD-API-008", _UNREADABLE))
    say(RequestDataTooBig, lambda wrong: ApiProblem("CD-API-016", 413))


def refusal(why: Why) -> ApiProblem:
    """What the gate's refusal is to a program."""
    if why in ("nobody", "second_factor"):
        return ApiProblem("CD-API-001", 401, headers=CHALLENGE)
    if why == "purpose":
        return ApiProblem("CD-API-005", 403)
    if why == "scope":
        return ApiProblem("CD-API-004", 403)
    return ApiProblem("CD-API-003", 403)


def _asked(
    request: HttpRequest, view: Callable[[], HttpResponse], *, streams: bool
) -> HttpResponse:
    callers.enter(request)
    limits.spend(request, "requests")
    with walled(reader_of(request), business_day()):
        response = once(request, view, streams=streams)
    if response.status_code == _NOT_TAKEN and response.get("Content-Type") != TYPE:
        raise ApiProblem("CD-API-007", _NOT_TAKEN, headers={"Allow": response.get("Allow", "")})
    return left(request, response) if hasattr(request, "gate") else response


def _language(request: HttpRequest) -> str:
    """Chinese, unless English is asked for and Chinese is not asked for more."""
    return translation.get_language_from_request(request) or "zh-hans"
