"""The first page: search, what is here, and where to go.

Clause  S2. Everything over the whole ledger is read from a board, with its day.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from creditdelta.archive.boards import CITIES, FACTS, Measured, board
from creditdelta.archive.city_map import tiles
from creditdelta.archive.examples import standing
from creditdelta.pages.environment import url
from creditdelta.pages.formats import number
from creditdelta.pages.language import t
from creditdelta.pages.responses import page


def home(request: HttpRequest) -> HttpResponse:
    """The home page."""
    facts, cities = board(FACTS), board(CITIES)
    drawn = tiles(living(cities)) if cities else []
    context = {
        "measured": facts,
        "facts": _facts(facts) if facts else [],
        "examples": standing(facts.body["examples"]) if facts else [],
        "tiles": drawn,
        "later": sum(tile["dashed"] for tile in drawn),
    }
    return page(request, "archive/home.html", context)


def living(cities: Measured) -> dict[str, int]:
    """How many organisations live in each city."""
    counted = cities.body["cities"]
    return {place: one.get("lives", {}).get("alive", 0) for place, one in counted.items() if place}


def _facts(facts: Measured) -> list[dict[str, Any]]:
    lives, sections = facts.body["lives"], facts.body["sections"]
    return [
        {
            "figure": number(lives.get("alive", 0)),
            "label": t("存续的组织", "organisations alive"),
            "note": t(
                f"另有 {number(_other(lives))} 家已吊销或注销",
                f"and {number(_other(lives))} revoked or dissolved",
            ),
        },
        {
            "figure": number(sum(sections.values())),
            "label": t("今天公开的记录", "records public today"),
            "note": t(f"分为 {len(sections)} 个部分", f"in {len(sections)} sections"),
        },
        {
            "figure": number(facts.body["cities"]),
            "label": t("座城市", "cities"),
            "note": t("沪苏浙皖", "in four provinces"),
            "href": url("cities"),
        },
    ]


def _other(lives: dict[str, int]) -> int:
    return sum(count for life, count in lives.items() if life != "alive")
