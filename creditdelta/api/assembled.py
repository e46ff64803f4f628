"""The interface as a whole: addresses behind the entrance, and what OpenAPI says of it.

Clause  S30, S63. One NinjaAPI; its documents are ours (creditdelta/api/portal.py).
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from ninja import NinjaAPI

from creditdelta.api.doors import JSON, NDJSON, Routes
from creditdelta.api.entrance import entrance, heard
from creditdelta.api.problems import TYPE, ApiProblem

PREFIX = "api/v1/"
_PROBLEMS = 400
_KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "a key of an account's post, issued under /account/keys/; what is public needs none",
}


def assembled(parts: Sequence[Routes]) -> NinjaAPI:
    """The API of these parts."""
    api = NinjaAPI(
        title="Credit Delta", version="1", docs_url=None, openapi_url=None,
        description="Credit information about enterprises and other organisations. Natural persons are "
        "never scored, listed or searched.",
        openapi_extra={"info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}},
    )  # fmt: skip
    heard(api)
    for part in parts:
        api.add_router("", part.router)
    return api


def addresses(api: NinjaAPI, parts: Sequence[Routes]) -> list[URLPattern]:
    """The addresses of an API, each behind the entrance; what is left answers that there is nothing."""
    done: dict[str, dict[str, str]] = defaultdict(dict)
    streams = {_pattern(one.path) for part in parts for one in part.doors if one.streams}
    for door in (one for part in parts for one in part.doors):
        done[_pattern(door.path)][door.method] = door.operation
    found: list[URLPattern] = []
    for one in api.urls[0]:
        if not isinstance(one, URLPattern) or str(one.pattern) not in done:
            continue  # the framework's own root
        operations = done[str(one.pattern)]
        view = entrance(one.callback, operations, streams=str(one.pattern) in streams)
        view.operations = operations  # type: ignore[attr-defined]
        found.append(URLPattern(one.pattern, view, one.default_args, one.name))
    nothing = entrance(_nothing)
    nothing.operation = "site.read"  # type: ignore[attr-defined]
    return [*found, re_path(r"^.*$", nothing)]


@cache
def described(api: NinjaAPI, prefix: str) -> dict[str, Any]:
    """The OpenAPI document; problems have their own content type, and keys are told of."""
    made = api.get_openapi_schema(path_prefix=prefix)
    told: dict[str, Any] = orjson.loads(orjson.dumps(made, option=orjson.OPT_NON_STR_KEYS))
    told["components"].setdefault("securitySchemes", {})["key"] = _KEY
    told["info"]["version"] = version("creditdelta")
    for path in told["paths"].values():
        for operation in path.values():
            operation["security"] = [{}, {"key": []}]
            for status, answer in operation["responses"].items():
                if int(status) >= _PROBLEMS or "x-lines" in operation:
                    form = TYPE if int(status) >= _PROBLEMS else NDJSON
                    answer["content"] = {form: answer["content"][JSON]}
    return told


def _pattern(path: str) -> str:
    """A path as Django writes it."""
    return path.lstrip("/").replace("{", "<").replace("}", ">")


def _nothing(request: HttpRequest) -> HttpResponse:
    raise ApiProblem("CD-API-006", 404)
