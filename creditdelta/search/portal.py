"""The page of results: hits with their reasons, filters as links, what else may have been meant.

Clause  S2, S34. What looks like a natural person is answered at an address that does not repeat it.
"""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import asked_page, page
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.rulebook.life import LABELS as LIFE
from creditdelta.search.candidates import MOST
from creditdelta.search.queries import PAGE, Hit, Results, search
from creditdelta.search.rules import FACETS, Span
from creditdelta.search.words import FACETS as LABELS
from creditdelta.search.words import MATCHED, value_words, where
from creditdelta.search.wrong_codes import WrongCode, reason_words

_PERSON = "person"  # in the address
_COLUMNS = (
    Column("code", Words("统一社会信用代码", "unified social credit code"), "code"),
    Column("name", Words("名称", "name")),
    Column("status", Words("登记状态", "state")),
    Column("place", Words("登记地", "place")),
    Column("matched", Words("为什么搜到", "why it was found")),
    Column("shown", Words("匹配的文字", "what matched")),
)
_TITLE = Words("搜索结果", "Search results")
_MOST_VALUES = 15  # of a filter, the commonest ones
_VALUE = re.compile(r"[0-9A-Za-z_]{1,18}")  # of a filter
_NEAR_PAGES = 3  # pages listed on either side of this one
Asked = dict[str, str]


def results(request: HttpRequest) -> HttpResponse:
    """Whoever is meant by what was typed; with nothing typed, how to search."""
    text = request.GET.get("q", "").replace("\0", " ")
    filters = {
        name: request.GET[name] for name in FACETS if _VALUE.fullmatch(request.GET.get(name, ""))
    }
    found = search(text, filters, asked_page(request), day=business_day())
    if found.kind == "person":
        return HttpResponseRedirect(f"{reverse('search')}?{urlencode({_PERSON: '1'})}")
    asked = {"q": found.text, **filters}
    context = {
        "found": found,
        "refused": _PERSON in request.GET and not text,
        "hits": [_hit(one) for one in found.hits],
        "wrong": [_wrong(one) for one in found.wrong],
        "near": [_near(one.code, one.name, one.spans, former=one.former) for one in found.near],
        "facets_of": _groups(found, asked),
        "chosen": _removals(filters, asked),
        "clear": _address({"q": found.text}),
        "said": _said(found),
        "pages": _pages(found, asked),
    }
    tables = [_table(found)] if found.hits else []
    response = page(request, "search/results.html", context, tables=tables)
    response["X-Robots-Tag"] = (
        "noindex, nofollow"  # what somebody looked for is no page of the house
    )
    return response


def _address(asked: Asked) -> str:
    return f"{reverse('search')}?{urlencode(asked)}"


def _parts(text: str, spans: tuple[Span, ...]) -> list[tuple[str, bool]]:
    """A text in pieces, each with whether it matched."""
    found, end = [], 0
    for begin, stop in spans:
        found += [(text[end:begin], False), (text[begin:stop], True)]
        end = stop
    return [piece for piece in (*found, (text[end:], False)) if piece[0]]


def _hit(one: Hit) -> dict[str, Any]:
    """What the component of a hit is given: the present name, marked where it is what matched."""
    own = one.shown == one.name
    why = say(MATCHED[one.matched])
    named = _parts(one.name, one.spans) if own else [(one.name, False)]
    unnamed = [(t("没有登记名称", "no registered name"), False)]
    return {
        "href": reverse("subject", args=[one.code]),
        "parts": named if one.name else unnamed,
        "code": one.code,
        "facts": [fact for fact in (where(one.division), one.status) if fact],
        "why": why,
        "former": [] if own or one.shown == one.code else _parts(one.shown, one.spans),
        "status": None
        if one.life == "alive"
        else {"kind": "attention", "text": say(LIFE[one.life])},
    }


def _near(code: str, name: str, spans: tuple[Span, ...], *, former: bool) -> dict[str, Any]:
    return {
        "href": reverse("subject", args=[code]),
        "parts": _parts(name, spans),
        "code": code,
        "former": former,
    }


def _wrong(one: WrongCode) -> dict[str, Any]:
    """What is said of a code that leads to nobody."""
    return {
        "code": one.code,
        "at": one.wrong_at,
        "reasons": [(reason, say(reason_words(reason, one.code))) for reason in one.reasons],
        "offers": [
            {"code": offer.code, "name": offer.name, "at": offer.differs_at} for offer in one.offers
        ],
    }


def _groups(found: Results, asked: Asked) -> list[dict[str, Any]]:
    """The filters with their counts; each is a link to the same search within it."""
    return [
        {
            "label": say(LABELS[facet.name]),
            "options": [
                {
                    "text": say(value_words(facet.name, value)),
                    "count": count,
                    "href": _address({**asked, facet.name: value}),
                    "current": value == facet.chosen,
                }
                for value, count in facet.values[:_MOST_VALUES]
            ],
        }
        for facet in found.facets
        if facet.values
    ]


def _removals(filters: Asked, asked: Asked) -> list[dict[str, str]]:
    return [
        {
            "text": say(value_words(name, value)),
            "href": _address({key: one for key, one in asked.items() if key != name}),
        }
        for name, value in filters.items()
    ]


def _said(found: Results) -> str:
    """How many there are, and which of them these are."""
    if found.more:
        many = t(
            f"超过 {MOST:,} 个，以下是最接近的 {found.count:,} 个主体",
            f"more than {MOST:,}; these are the {found.count:,} nearest organisations",
        )
    else:
        many = t(f"共 {found.count:,} 个主体", f"{found.count:,} organisations")
    if found.pages == 1:
        return many
    first = (found.page - 1) * PAGE + 1
    return many + t(
        f"，第 {first}–{first + len(found.hits) - 1} 个",
        f", {first} to {first + len(found.hits) - 1} of them",
    )


def _pages(found: Results, asked: Asked) -> dict[str, Any]:
    """The neighbours of this page as links."""

    def at(number: int) -> str:
        return _address({**asked, "page": str(number)})

    near = range(max(1, found.page - _NEAR_PAGES), min(found.pages, found.page + _NEAR_PAGES) + 1)
    return {
        "previous": at(found.page - 1) if found.page > 1 else None,
        "next": at(found.page + 1) if found.page < found.pages else None,
        "numbers": [
            {"text": str(number), "href": at(number), "current": number == found.page}
            for number in near
        ]
        if found.pages > 1
        else [],
    }


def _table(found: Results) -> Table:
    rows: list[list[Cell]] = [
        [
            Link(one.code, reverse("subject", args=[one.code])),
            one.name,
            one.status,
            where(one.division),
            MATCHED[one.matched],
            one.shown,
        ]
        for one in found.hits
    ]
    return Table("results", _TITLE, _COLUMNS, rows)
