"""Through what does every request of a program go? Language, key, allowance, gate, walls; then its door.

Clause  S70, S71. Whatever is wrong is answered as a problem, never as a page.
"""

from collections.abc import Callable, Mapping
from functools import partial, wraps
from types import MappingProxyType
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from creditdelta.accounts.gatekeeper import Refused, enter, left, reader_of
from creditdelta.accounts.rules import Why
from creditdelta.accounts.walls import walled
from creditdelta.api import callers, limits
from creditdelta.api.callers import CHALLENGE
from creditdelta.api.once import REPLAYED, once
from creditdelta.api.parameters import faults
from creditdelta.api.problems import TYPE, ApiProblem, answered, trace_of
from creditdelta.journal.synthetic import business_day
from creditdelta.rulebook.policy import policy

View = Callable[..., HttpResponse]
TRACE = "X-Trace-Id"
_UNREADABLE, _UNKNOWN, _NOT_TAKEN = 400, 404, 405


def entrance(
    view: View, operations: Mapping[str, str] = MappingProxyType({}), *, streams: bool = False
) -> View:
    """A view of the interface behind everything that is asked of each request.

    `operations`: what its methods do; `streams`: as `once` takes it.
    """

    @csrf_exempt
    @wraps(view)
    def entered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            try:
                do = partial(view, request, *given, **named)
                operation = operations.get(request.method or "", "")
                response = _asked(request, do, operation, streams=streams)
            except ApiProblem as problem:
                response = answered(request, problem)
            except Refused as refused:  # before a kept answer
                response = answered(request, refusal(refused.verdict.why))
            limits.said(request, response)
        response[TRACE] = trace_of(request)
        response["Vary"] = "Accept-Language, Authorization"
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return entered


def failed(request: HttpRequest) -> HttpResponse:
    """500, told to programs as a problem; asks no database, that may be what failed."""
    with translation.override(language_of(request)):
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
    request: HttpRequest, view: Callable[[], HttpResponse], operation: str, *, streams: bool
) -> HttpResponse:
    callers.enter(request)
    if not hasattr(request, "counted"):  # hot reads count before anything else
        limits.spend(request, "requests")
    with walled(reader_of(request), business_day()):
        if _is_kept(operation):
            response = once(request, view, partial(enter, request, operation), streams=streams)
        else:
            response = view()
    if response.status_code == _NOT_TAKEN and response.get("Content-Type") != TYPE:
        raise ApiProblem("CD-API-007", _NOT_TAKEN, headers={"Allow": response.get("Allow", "")})
    if REPLAYED in response:  # its target was asked about when it was made, by the same account
        return response
    return left(request, response) if hasattr(request, "gate") else response


def _is_kept(operation: str) -> bool:
    """Whether an answer may be kept: never what is not public, told for a purpose and on record."""
    row = policy().operations.get(operation)
    return row is not None and not row.purpose


def language_of(request: HttpRequest) -> str:
    """Chinese, unless English is asked for and Chinese is not asked for more."""
    return translation.get_language_from_request(request) or "zh-hans"
