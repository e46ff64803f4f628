"""How does a program ask? Every door of the interface with its parameters, an example and its answers.

Clause  S63, S75. Made of what OpenAPI says of the doors, so page and document cannot differ; no script.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from creditdelta.accounts.gatekeeper import View
from creditdelta.api.assembled import PREFIX, described
from creditdelta.api.doors import Door, Routes
from creditdelta.api.limits import WINDOWS
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel import errors
from creditdelta.kernel.errors import Words
from creditdelta.pages.grounds import in_one
from creditdelta.pages.here import here
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Column, Table
from creditdelta.rulebook.limits import limits_on
from creditdelta.rulebook.policy import policy

ROOT = f"/{PREFIX}"
FAMILY = "api"
_PARAMETERS = (
    Column("name", Words("参数", "parameter")),
    Column("where", Words("位置", "where")),
    Column("form", Words("写法", "form")),
    Column("what", Words("说明", "what it is")),
)
_ALLOWANCES = (
    Column("what", Words("额度", "allowance")),
    Column("key", Words("一个账户的全部密钥", "keys of one account"), "count"),
    Column("network", Words("没有密钥的每个网络", "of a network without a key"), "count"),
)
_WHERE = {"path": Words("地址", "path"), "query": Words("查询", "query")}
_SHORT = {"maxLength": "≤ {}", "minimum": "≥ {}", "maximum": "≤ {}", "pattern": "{}"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A door as the page shows it; `curl`: its example as a command."""

    id: str
    door: Door
    operation: Words
    about: str
    curl: str
    parameters: Table | None
    statuses: tuple[str, ...]


def reference(api: NinjaAPI, parts: Sequence[Routes]) -> View:
    """The page of reference of an API."""

    def shown(request: HttpRequest) -> HttpResponse:
        root = here(request).root
        told = described(api, ROOT)["paths"]
        groups = [
            (part, [_shown(one, told[ROOT + one.path.lstrip("/")], root) for one in part.doors])
            for part in parts
        ]
        tables = [_allowances()]
        tables += [one.parameters for _, doors in groups for one in doors if one.parameters]
        context = {
            "groups": groups,
            "address": root + ROOT,
            "codes": list(errors.entries(FAMILY).values()),
        }
        return page(request, "handbook/reference.html", context, tables=tables)

    return shown


def document(api: NinjaAPI) -> View:
    """The OpenAPI document of an API."""

    def told(request: HttpRequest) -> HttpResponse:
        del request
        text = json.dumps(described(api, ROOT), ensure_ascii=False, indent=1)
        return HttpResponse(text, content_type="application/json")

    return told


def _shown(door: Door, path: dict[str, Any], root: str) -> Shown:
    operation = path[door.method.lower()]
    name = operation["operationId"]
    rows = list(_parameters(operation.get("parameters", ())))
    title = Words(f"{door.title.zh}：参数", f"{door.title.en}: parameters")
    return Shown(
        name,
        door,
        policy().operations[door.operation].label,
        operation.get("description", ""),
        _curl(door, root),
        Table(f"{name}_parameters", title, _PARAMETERS, rows) if rows else None,
        tuple(sorted(operation["responses"])),
    )


def _parameters(given: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    for one in given:
        mark = "" if one.get("required") else t("（可省）", " (optional)")
        schema = one["schema"]
        said = in_one(one.get("description") or schema.get("description", ""), lang())
        yield one["name"] + mark, say(_WHERE[one["in"]]), _form(schema), said


def _form(schema: dict[str, Any]) -> str:
    """The form of a parameter in a few words: its type, its limits."""
    several = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if several:
        return _form(several[0])
    parts = [str(schema.get("format") or schema.get("type", ""))]
    if "items" in schema:
        parts.append(_form(schema["items"]))
    parts += [form.format(schema[key]) for key, form in _SHORT.items() if key in schema]
    if "default" in schema and schema["default"] not in (None, []):
        parts.append(f"= {schema['default']}")
    return " ".join(part for part in parts if part)


def _curl(door: Door, root: str) -> str:
    address = f"{root}{ROOT}{door.example.lstrip('/')}"
    if door.method == "GET":
        return f"curl '{address}'"
    if door.body is None:
        return f"curl -X {door.method} '{address}'"
    body = json.dumps(door.body, ensure_ascii=False)
    return (
        f"curl -X {door.method} '{address}' \\\n"
        f"  -H 'Content-Type: application/json' -H 'Idempotency-Key: 1' \\\n  -d '{body}'"
    )


def _allowances() -> Table:
    found = limits_on(business_day())
    minutes = WINDOWS["requests"] // 60
    rows = [
        (Words(f"{minutes} 分钟内的请求", f"requests in {minutes} minutes"),
         found.key_requests, found.network_requests),
        (Words("一小时内所见的组织", "organisations told of in an hour"),
         found.key_organisations, found.network_organisations),
        (Words("一天内批量核查的代码和名称", "codes and names screened in a day"), found.key_screened, None),
    ]  # fmt: skip
    return Table("allowances", Words("额度", "Allowances"), _ALLOWANCES, rows)
