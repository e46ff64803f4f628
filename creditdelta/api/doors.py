"""A door for programs: its method and address, the operation it does, what it answers, an example of it.

How a slice makes doors, in its `api.py`:

    routes = Routes("search", Words("搜索", "search"))

    @routes.get("/search", "search.ask", Words("搜索组织", "find organisations"), Found, "?q=示例")
    def search(request: HttpRequest, q: Annotated[str, Query(max_length=100)]) -> Reply: ...

project/api_urls.py puts them together. A view gives the model it promised, or `reply(...)` for what was laid
out already. Refusals are raised: `ApiProblem`, or what the gate raises.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router

from creditdelta.accounts.gatekeeper import enter
from creditdelta.api.parameters import unknown
from creditdelta.api.problems import ApiProblem, Problem
from creditdelta.kernel.errors import Words

Method = Literal["GET", "POST", "DELETE"]
View = Callable[..., Any]
JSON, NDJSON = "application/json", "application/x-ndjson"
EVERYWHERE = (400, 401, 403, 404, 405, 422, 429, 500)  # a door may answer so, whatever it does


@dataclass(frozen=True, slots=True)
class Door:
    """One operation at one address. `example`: what follows `path`, or the body of what is sent."""

    tag: str
    method: Method
    path: str
    operation: str
    title: Words
    view: View
    example: str
    body: Any = None
    streams: bool = False  # a file is sent, in whatever form


@dataclass(frozen=True, slots=True)
class Routes:
    """The doors of a slice, under one tag."""

    tag: str
    label: Words
    router: Router = field(default_factory=Router)
    doors: list[Door] = field(default_factory=list)

    def get(
        self, path: str, operation: str, title: Words, answers: Any, example: str = "", *,
        also: Sequence[int] = (), lines: bool = False,
    ) -> Callable[[View], View]:  # fmt: skip
        """A door that only reads. `example`: an address below the tag that is tried in the tests.

        `lines`: the answer is NDJSON, a line of this model for each thing.
        """
        form = {200: answers}
        return self._made("GET", path, operation, title, form, example, None, also, lines=lines)

    def post(
        self, path: str, operation: str, title: Words, answers: dict[int, Any], body: Any, *,
        also: Sequence[int] = (), example: str = "", streams: bool = False,
    ) -> Callable[[View], View]:  # fmt: skip
        """A door to which something is sent: `body` is an example of it."""
        also = (409, 413, 415, *also)
        return self._made("POST", path, operation, title, answers, example, body, also, streams)

    def delete(
        self, path: str, operation: str, title: Words, answers: dict[int, Any], example: str = ""
    ) -> Callable[[View], View]:
        """A door that removes what lies at its address."""
        return self._made("DELETE", path, operation, title, answers, example, None, ())

    def _made(
        self, method: Method, path: str, operation: str, title: Words, answers: dict[int, Any],
        example: str, body: Any, also: Sequence[int], streams: bool = False, lines: bool = False,
    ) -> Callable[[View], View]:  # fmt: skip
        further: dict[str, Any] = {"x-operation": operation, "x-summary-zh": title.zh}
        if lines:
            further["x-lines"] = True

        def made(view: View) -> View:
            self.doors.append(
                Door(self.tag, method, path, operation, title, view, example or path, body, streams)
            )
            asked = _Asked(operation)
            problems = dict.fromkeys((*EVERYWHERE, *also), Problem)
            self.router.add_api_operation(
                path, [method], view, auth=asked, response=answers | problems,
                operation_id=view.__name__, url_name=f"api_{view.__name__}",
                summary=title.en, tags=[self.tag],
                openapi_extra=further,
            )  # fmt: skip
            asked.known = _known(self.router, path, method)
            return view

        return made


class _Asked:
    """Asked before a view runs: may whoever asks do its operation, and does it know every parameter?"""

    def __init__(self, operation: str) -> None:
        self.operation = operation
        self.known: frozenset[str] = frozenset()

    def __call__(self, request: HttpRequest) -> bool:
        enter(request, self.operation)
        strange = sorted(request.GET.keys() - self.known)
        if strange:
            raise ApiProblem("CD-API-009", 422, faults=unknown(strange, sorted(self.known)))
        return True


def _known(router: Router, path: str, method: str) -> frozenset[str]:
    """The names of the query parameters of a door."""
    operation = next(
        one for one in router.path_operations[path].operations if method in one.methods
    )
    found: set[str] = set()
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            found |= set(model.__ninja_flatten_map__)
    return frozenset(found)


def reply(value: Any, *, status: int = 200, content_type: str = JSON) -> HttpResponse:
    """What was laid out as plain values, as JSON."""
    return HttpResponse(orjson.dumps(value), status=status, content_type=content_type)
