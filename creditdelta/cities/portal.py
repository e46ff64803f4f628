"""The cities of the region: a map of tiles, and a page for each with what is kept here of it.

Clause  S29. Counts from a board: what may be seen today, no ranking and nothing about persons.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.archive.boards import CITIES, Measured, board
from creditdelta.archive.city_map import tiles
from creditdelta.archive.portal.home import living
from creditdelta.cities import tables
from creditdelta.pages.environment import url
from creditdelta.pages.formats import number
from creditdelta.pages.grounds import ground
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.rulebook.cities import PROVINCES, City
from creditdelta.rulebook.cities import cities as members
from creditdelta.rulebook.life import LABELS

DIVISION_LENGTH = 6


def cities(request: HttpRequest) -> HttpResponse:
    """The map, its table, and what lies outside the member cities."""
    measured = board(CITIES)
    figures = living(measured) if measured else {}
    context = {
        "measured": measured,
        "tiles": tiles(figures),
        "most": number(max(figures.values(), default=0)),
        "outside": _counted(measured, "").get("lives", {}).get("alive", 0),
    }
    listed = tables.listed(measured.body["cities"] if measured else {})
    return page(request, "cities/cities.html", context, tables=[listed])


def city(request: HttpRequest, division: str) -> HttpResponse:
    """One city; a district leads to the city it lies in."""
    found = members().get(division)
    if found is None:
        return _elsewhere(request, division)
    measured = board(CITIES)
    counted = _counted(measured, division)
    context = {
        "city": found,
        "province": PROVINCES[found.province],
        "measured": measured,
        "facts": _facts(counted),
        "tiles": tiles(living(measured), division) if measured else [],
        "membership": _membership(found),
        "ground": ground(found.basis, lang()),
    }
    shown = [
        tables.kinds(counted.get("kinds", {})),
        tables.industries(counted.get("industries", {})),
        tables.records(counted.get("records", {})),
        tables.former_codes(found),
        tables.sources(measured.body["sources"].get(found.province, []) if measured else []),
    ]
    return page(request, "cities/city.html", context, tables=shown)


def _elsewhere(request: HttpRequest, division: str) -> HttpResponse:
    around = (division[:4] + "00", division[:2] + "0000")
    within = next((code for code in around if code in members()), None)
    if within and len(division) == DIVISION_LENGTH and division.isdecimal():
        return HttpResponseRedirect(url("city", within))
    sentence = t(
        "这里只有上海、江苏、浙江、安徽的四十一座城市，城市页用六位区划代码。",
        "There are the 41 cities of Shanghai, Jiangsu, Zhejiang and Anhui, by division code of six digits.",
    )
    return refused(request, t("没有这座城市", "No such city"), sentence, status=404)


def _counted(measured: Measured | None, place: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = measured.body["cities"].get(place, {}) if measured else {}
    return found


def _facts(counted: dict[str, dict[str, int]]) -> list[dict[str, Any]]:
    lives = counted.get("lives", {})
    facts = [
        {"figure": number(lives.get(life, 0)), "label": say(word)} for life, word in LABELS.items()
    ]
    records = sum(counted.get("records", {}).values())
    return [
        *facts,
        {"figure": number(records), "label": t("今天公开的记录", "records public today")},
    ]


def _membership(found: City) -> list[dict[str, str]]:
    return [
        {"key": t("区划代码", "Division code"), "value": found.code},
        {"key": t("省市", "Province"), "value": say(PROVINCES[found.province])},
        {
            "key": t("加入长三角城市协调会", "Member of the delta's council since"),
            "value": found.member_from.isoformat(),
        },
    ]
