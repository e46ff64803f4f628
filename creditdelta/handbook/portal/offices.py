"""The offices of the region for everybody: kinds, places, and every office with the ground for its name.

Clause  S6, S75.
Data    rulebook/offices
"""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest, HttpResponse

from creditdelta.handbook import office_tables
from creditdelta.journal.synthetic import business_day, demonstration_day
from creditdelta.pages.environment import url
from creditdelta.pages.grounds import grounds
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.rulebook import offices as known
from creditdelta.rulebook.cities import PROVINCES, cities
from creditdelta.rulebook.offices import Office


def offices(request: HttpRequest) -> HttpResponse:
    """Kinds of office, and where there are offices."""
    found = list(_shown(known.offices(business_day()).values()))
    tables = [office_tables.places(found), office_tables.kinds(found)]
    bases = [one.basis for one in found if not one.fictional]
    context = {"count": len(found), "grounds": grounds(bases, lang())}
    return page(request, "handbook/offices.html", context, tables=tables)


def office_place(request: HttpRequest, division: str) -> HttpResponse:
    """The offices of a province, city or county; a province also leads to those of what lies in it."""
    around = list(_shown(known.offices_of(f"{division[:2]}0000", business_day())))
    found = [one for one in around if one.division == division]
    if not found and division not in PROVINCES and division not in cities():
        sentence = t(
            "这里只有上海、江苏、浙江、安徽、它们的城市和有单位接入的县区，用六位区划代码。",
            "There are Shanghai, Jiangsu, Zhejiang, Anhui, their cities, and counties with an office, "
            "by division code of six digits.",
        )
        return refused(request, t("没有这个地方", "No such place"), sentence, status=404)
    region = f"{division[:2]}0000"
    within = [one for one in around if one.division != division]
    tables = [office_tables.listed(found)]
    if division in PROVINCES and within:
        tables.append(office_tables.places(within))
    context = {
        "place": say(office_tables.place(division)),
        "trail": _trail(division, region),
        "invented": any(one.fictional for one in found),
        "grounds": grounds([one.basis for one in found], lang()),
    }
    return page(request, "handbook/office_place.html", context, tables=tables)


def _shown(offices: Iterable[Office]) -> Iterator[Office]:
    """All of them; what was invented for the demonstration only there."""
    here = demonstration_day() is not None
    return (one for one in offices if here or not one.fictional)


def _trail(division: str, region: str) -> list[dict[str, str]]:
    trail = [
        {"text": t("首页", "Home"), "href": url("home")},
        {"text": t("单位", "Offices"), "href": url("offices")},
    ]
    if division != region:
        trail.append({"text": say(PROVINCES[region]), "href": url("office_place", region)})
    return [*trail, {"text": say(office_tables.place(division))}]
