"""What is asked again about an organisation of which nothing changed is answered as it was before.

Clause  S30, S63. Stands before everything else: a kept answer costs neither sessions nor templates nor the
statements of an archive. Whoever asks is known, allowed and counted as for any answer; whether it is still
true is asked of the feed (creditdelta/feed/unchanged.py) each time. What cannot be answered so goes the
whole way: wrong keys, allowances used up, refusals, whatever is not public.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from time import monotonic

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from creditdelta.accounts.gatekeeper import Refused
from creditdelta.accounts.gatekeeper import enter as gate
from creditdelta.api import limits
from creditdelta.api.assembled import PREFIX
from creditdelta.api.callers import enter
from creditdelta.api.entrance import TRACE, language_of
from creditdelta.api.problems import ApiProblem, trace_of
from creditdelta.feed.unchanged import Noted, noted
from creditdelta.journal.synthetic import business_day

Answering = Callable[[HttpRequest], HttpResponse]
_ADDRESS = re.compile(
    rf"/{PREFIX}subjects/([0-9A-HJ-NPQRTUWXY]{{18}})(?:/records(?:/[0-9a-f-]+)?)?"
)
_OPERATION = "archive.read"
_OF_A_REQUEST = ("RateLimit", "RateLimit-Policy", TRACE)
_OK = 200
_UNLESS, _POLICY = "HTTP_IF_NONE_MATCH", "Content-Security-Policy"
_OTHERWISE = ("HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE")
MOST_BYTES = 64 << 20  # a process keeps no more
EMPTIED_AFTER = 3600.0  # seconds


@dataclass(frozen=True, slots=True)
class _Asked:
    """What an answer depends on besides the organisation."""

    address: str
    language: str
    zipped: bool
    secure: bool
    day: date


@dataclass(frozen=True, slots=True)
class _Kept:
    """An answer, and how things stood before it was made."""

    noted: Noted
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class _Shelf:
    """The answers of this process, the longest unasked first."""

    answers: OrderedDict[_Asked, _Kept] = field(default_factory=OrderedDict)
    size: int = 0
    until: float = 0.0  # what was erased since stays in memory no longer
    lock: Lock = field(default_factory=Lock)


_SHELF = _Shelf()


def hot_reads(get_response: Answering) -> Answering:
    """Middleware: first of all."""

    def answered(request: HttpRequest) -> HttpResponse:
        code = _code(request)
        stands = noted(code) if code else None
        if stands is None:
            return get_response(request)
        asked = _asked(request)
        kept = _found(asked, stands)
        again = _again(request, kept) if kept is not None else None
        if again is not None:
            return again
        response = get_response(request)
        if kept is None and response.status_code == _OK and not response.streaming:
            _keep(asked, stands, response)
        return response

    return answered


def forgotten() -> None:
    """Nothing is kept: a new beginning for tests."""
    with _SHELF.lock:
        _emptied()


def _code(request: HttpRequest) -> str:
    """The code a request asks about; "" where its answer may depend on more than is told here."""
    if request.method != "GET" or request.COOKIES or any(map(request.META.get, _OTHERWISE)):
        return ""
    found = _ADDRESS.fullmatch(request.path_info)
    return found[1] if found else ""


def _asked(request: HttpRequest) -> _Asked:
    zipped = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    return _Asked(
        f"{request.get_host()}{request.get_full_path()}", language_of(request), zipped,
        request.is_secure(), business_day(),
    )  # fmt: skip


def _found(asked: _Asked, stands: Noted) -> _Kept | None:
    with _SHELF.lock:
        kept = _SHELF.answers.get(asked)
        if kept is None or kept.noted != stands:
            return None
        _SHELF.answers.move_to_end(asked)
        return kept


def _again(request: HttpRequest, kept: _Kept) -> HttpResponse | None:
    """The kept answer for whoever asks now; None where the whole way has something else to say."""
    try:
        enter(request)
        limits.spend(request, "requests")
        request.counted = True  # type: ignore[attr-defined]  # the entrance does not count it twice
        gate(request, _OPERATION)
        limits.spend(request, "organisations")
    except (ApiProblem, Refused):
        return None
    response = HttpResponse(kept.body, headers=kept.headers)
    if _UNLESS in request.META:
        response = _unless_known(request, response)
    limits.said(request, response)
    response[TRACE] = trace_of(request)
    return response


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer, or that it is the one the asker has."""
    etag = response.get("ETag")
    short = get_conditional_response(request, etag=etag, response=response) or response
    if short is not response:
        for name, value in response.headers.items():
            if not name.startswith("Content-") or name == _POLICY:
                short.headers.setdefault(name, value)
    return short


def _keep(asked: _Asked, stands: Noted, response: HttpResponse) -> None:
    headers = {name: value for name, value in response.items() if name not in _OF_A_REQUEST}
    kept = _Kept(stands, headers, response.content)
    with _SHELF.lock:
        if monotonic() > _SHELF.until:
            _emptied()
        _SHELF.size += len(kept.body) - _size_of(_SHELF.answers.pop(asked, None))
        _SHELF.answers[asked] = kept
        while _SHELF.size > MOST_BYTES:
            _, oldest = _SHELF.answers.popitem(last=False)
            _SHELF.size -= _size_of(oldest)


def _size_of(kept: _Kept | None) -> int:
    return len(kept.body) if kept else 0


def _emptied() -> None:
    _SHELF.answers.clear()
    _SHELF.size, _SHELF.until = 0, monotonic() + EMPTIED_AFTER
