"""The door to search: whom does a name, some first letters or a code mean?

Clause  S2, S27, S34. The same answers as the page; natural persons are never looked for.
"""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Schema
from pydantic import Field

from creditdelta.api.cursors import onward, unpack
from creditdelta.api.doors import Routes, reply
from creditdelta.api.limits import spend
from creditdelta.api.shapes import Cursor, Label, Listed, label
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.rulebook.life import LABELS
from creditdelta.search.queries import Facet, Hit, Results, search
from creditdelta.search.rules import FACETS

SEARCH = Routes("search", Words("搜索", "search"))
MOST_PAGES = 50
_LIST = "search"
Filter = Annotated[str | None, Query(max_length=18, pattern=r"^[0-9A-Za-z_]*$")]


class HitOut(Schema):
    """An organisation that may be meant. `spans` mark in `shown` what matched: begin and end."""

    code: str
    name: Annotated[
        str,
        Field(
            description="登记机关还没有确认时为空 · empty where no register confirms the code yet"
        ),
    ]
    status: str
    life: str
    life_label: Label
    division: str
    matched: str
    shown: str
    spans: list[tuple[int, int]]
    via: Annotated[
        str, Field(description="由哪种旧号码查到 · the scheme of the older number it was found by")
    ]


class ValueOut(Schema):
    """A value to filter by, and how many candidates have it."""

    value: str
    count: int


class FacetOut(Schema):
    """Something to filter by."""

    name: str
    chosen: str
    values: list[ValueOut]


class WrongOut(Schema):
    """A code nobody bears: what is wrong with it, and what was likely meant."""

    code: str
    reasons: list[str]
    wrong_at: int | None
    offers: list[str]


class NearOut(Schema):
    """A name that differs by one sign: a candidate, never an answer."""

    code: str
    name: str
    candidate: Annotated[
        bool, Field(description="恒为 true：由人判断 · always true: a person decides")
    ]


class Found(Listed):
    """Who may be meant, and why."""

    kind: str
    person: Annotated[
        bool,
        Field(
            description="像自然人：不检索任何人 · it looks like a natural person: nobody is looked for"
        ),
    ]
    count: int
    more: Annotated[
        bool, Field(description="还有更多，没有全部排序 · there are more than could be ranked")
    ]
    hits: list[HitOut]
    facets: list[FacetOut]
    wrong: list[WrongOut]
    near: list[NearOut]
    behind: Annotated[
        int, Field(description="索引还没有跟上的事件数 · events the index has not followed yet")
    ]


@SEARCH.get("/search", "search.ask", Words("搜索组织", "find organisations"), Found, "/search?q=示")
def find_organisations(
    request: HttpRequest,
    q: Annotated[
        str,
        Query(
            min_length=1,
            max_length=200,
            description="名称、首字母或代码 · a name, letters or codes",
        ),
    ],
    province: Filter = None,
    city: Filter = None,
    section: Filter = None,
    life: Filter = None,
    form: Filter = None,
    facet: Annotated[
        list[str], Query(max_length=len(FACETS), description="要计数的分面 · facets to be counted")
    ] = [],  # noqa: B006  # the framework copies it
    cursor: Cursor = None,
) -> HttpResponse:
    """Whoever bears or bore a name, its part or its first letters; or a code or an older number."""
    number = unpack(_LIST, cursor, int)[0] if cursor else 1
    values = dict(zip(FACETS, (province, city, section, life, form), strict=True))
    filters = {name: value for name, value in values.items() if value}
    found = search(q.replace("\0", " "), filters, number, day=business_day())
    spend(request, "organisations", len(found.hits) + len(found.near))
    return reply(_laid_out(request, found, set(facet)))


def _laid_out(request: HttpRequest, found: Results, wanted: set[str]) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "person": found.person,
        "count": found.count,
        "more": found.more,
        "hits": [_hit(one) for one in found.hits],
        "facets": [_facet(one) for one in found.facets if one.name in wanted],
        "wrong": [
            {
                "code": one.code,
                "reasons": list(one.reasons),
                "wrong_at": one.wrong_at,
                "offers": [offer.code for offer in one.offers],
            }
            for one in found.wrong
        ],
        "near": [{"code": one.code, "name": one.name, "candidate": True} for one in found.near],
        "behind": found.behind,
        "next": _next(request, found),
    }


def _hit(one: Hit) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.name,
        "status": one.status,
        "life": one.life,
        "life_label": label(LABELS[one.life]),
        "division": one.division,
        "matched": one.matched,
        "shown": one.shown,
        "spans": [list(span) for span in one.spans],
        "via": one.via,
    }


def _facet(one: Facet) -> dict[str, Any]:
    values = [{"value": value, "count": count} for value, count in one.values]
    return {"name": one.name, "chosen": one.chosen, "values": values}


def _next(request: HttpRequest, found: Results) -> str | None:
    if found.page >= min(found.pages, MOST_PAGES):
        return None
    return onward(request, _LIST, found.page + 1)
