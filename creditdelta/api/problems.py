"""What is wrong with a request, in a form that a program and a person can read (RFC 9457).

Clause  S75. `type` leads to the page of the code; `errors` name each fault with its place.
Data    kernel/catalogue/api.toml, and the families of what was sent.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Schema
from pydantic import Field

from creditdelta.kernel import errors
from creditdelta.pages.language import lang

TYPE = "application/problem+json"
TRACE_BYTES = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. `pointer`: where, as `query/limit`, `body/names/3` or `header/If-Match`."""

    pointer: str
    code: str
    detail: str
    suggestion: str


class ApiProblem(Exception):
    """A request that is not answered as asked; `code` stands in the catalogue, `detail` fills its blank."""

    def __init__(
        self, code: str, status: int, *, detail: str = "", faults: Sequence[Fault] = (),
        headers: Mapping[str, str] | None = None, further: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(code)
        self.code, self.status, self.detail = code, status, detail
        self.faults, self.headers, self.further = faults, headers or {}, further or {}


class FaultOut(Schema):
    """One thing that is wrong with a request."""

    pointer: Annotated[
        str,
        Field(
            description="位置：query/limit、body/names/3、header/If-Match · "
            "where: query/limit, body/names/3, header/If-Match"
        ),
    ]
    code: str
    detail: str
    suggestion: str


class Problem(Schema):
    """Why a request was not answered as asked, and how to go on."""

    type: Annotated[str, Field(description="解释这个代码的页面 · the page that explains the code")]
    title: str
    status: int
    code: str
    detail: str
    suggestion: str
    trace_id: str
    errors: list[FaultOut] = field(default_factory=list)


def answered(request: HttpRequest, problem: ApiProblem) -> HttpResponse:
    """The problem as an answer, in the language the request asks for."""
    entry = errors.find(problem.code)
    said = {
        "type": place_of(request, problem.code),
        "title": entry.title.say(lang()),
        "status": problem.status,
        "code": problem.code,
        "detail": entry.sentence.say(lang()).format(detail=problem.detail),
        "suggestion": entry.suggestion.say(lang()),
        "trace_id": trace_of(request),
        "errors": [
            {
                "pointer": one.pointer,
                "code": one.code,
                "detail": one.detail,
                "suggestion": one.suggestion,
            }
            for one in problem.faults
        ],
        **problem.further,
    }
    response = HttpResponse(orjson.dumps(said), status=problem.status, content_type=TYPE)
    response["Cache-Control"] = "no-store"
    for name, value in problem.headers.items():
        response[name] = value
    return response


def place_of(request: HttpRequest, code: str) -> str:
    """The whole address of the page that explains a code."""
    root = settings.SITE_ADDRESS.rstrip("/") or f"{request.scheme}://{request.get_host()}"
    return f"{root}{reverse('error', args=[code])}"


def trace_of(request: HttpRequest) -> str:
    """By which word this request is found again in what the site wrote down."""
    known: str = getattr(request, "trace", "")
    if not known:
        known = secrets.token_hex(TRACE_BYTES)
        request.trace = known  # type: ignore[attr-defined]
    return known
