"""Red and black lists as everybody may read them: all lists, one, its changes, one entry; a feed of changes.

Clause  S36, S37. Nothing is shown that is not in force today, and what has left is told by its id.
"""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from creditdelta.handbook.documents import in_demo, invented
from creditdelta.handbook.sector_tables import MARKS
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.lists import tables
from creditdelta.lists.atom import MEDIA_TYPE, atom
from creditdelta.lists.portal.facts import facts_of
from creditdelta.lists.queries import entry as found_entry
from creditdelta.lists.showing import (
    LONGEST_SPAN,
    SPAN,
    Shown,
    changes,
    counts,
    days_asked,
    shown,
    shown_in,
)
from creditdelta.lists.texts import texts_of
from creditdelta.pages.environment import url
from creditdelta.pages.here import here
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.records.publishing import masked
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.listings import COLOURS, Listing, listings
from creditdelta.rulebook.notices import kind_on
from creditdelta.rulebook.sectors import sectors
from creditdelta.subjects.rules import province_of

NO_DAYS = {
    "order": Words("日期前后颠倒，或在今天以后", "no such days"),
    "long": Words(f"一次最多看 {LONGEST_SPAN} 天", f"at most {LONGEST_SPAN} days at once"),
}


def lists(request: HttpRequest) -> HttpResponse:
    """Every list with how many stand in it."""
    found, day = listings(), business_day()
    told = tables.lists(found.values(), counts(found, day))
    return page(request, "lists/lists.html", {"fictional": in_demo()}, tables=[told])


def list_(request: HttpRequest, name: str) -> HttpResponse:
    """Who stands in a list today; `?region=` narrows it to a province."""
    one = listings().get(name)
    if one is None:
        return _gone(request)
    region = request.GET.get("region", "")
    every = shown_in(one.id, business_day())
    kept = [each for each in every if not region or _region(each) == region]
    context = {
        **_about(one),
        "regions": _regions(one, every, region),
        "changes": url("list_changes", one.id),
        "atom": url("list_atom", one.id),
    }
    return page(request, "lists/list.html", context, tables=[tables.entries(kept)])


def list_changes(request: HttpRequest, name: str) -> HttpResponse:
    """What came into a list and what left it between two days."""
    one = listings().get(name)
    if one is None:
        return _gone(request)
    asked = days_asked(_day(request, "since"), _day(request, "until"), business_day())
    wrong = say(NO_DAYS[asked.wrong]) if asked.wrong else ""
    found = [] if wrong else changes(one.id, asked.first, asked.last)
    context = {**_about(one), "since": asked.first, "until": asked.last, "wrong": wrong}
    return page(
        request, "lists/changes.html", context, tables=[tables.changed(found)],
        status=422 if wrong else 200,
    )  # fmt: skip


def list_atom(request: HttpRequest, name: str) -> HttpResponse:
    """The changes of the last thirty days as an Atom feed."""
    one = listings().get(name)
    if one is None:
        return _gone(request)
    day = business_day()
    place = here(request)
    text = atom(one, changes(one.id, day - timedelta(days=SPAN), day), day, place.root, lang())
    response = HttpResponse(text, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-cache"
    return response


def list_entry(request: HttpRequest, entry: str) -> HttpResponse:
    """One entry: who, why, on what ground, since when, until when, and what can be done."""
    one = found_entry(_id(entry))
    told = shown(one, business_day()) if one is not None else None
    if told is None:
        title = t("这个条目现在不公示", "This entry is not public")
        sentence = t(
            "它已移出、期限届满、尚未列入，或者没有这个编号。本平台不再说明它涉及谁。",
            "It left its list, its term is over, it was never entered, or there is no such id. Whom it "
            "was about is told no more.",
        )
        return refused(request, title, sentence, status=410)
    rights = kind_on("listed", business_day()).rights
    context = {
        **_about(told.listing),
        "one": told,
        "reasons": masked([texts_of(told.entry.id).get("reasons", "")])[0],
        "rows": facts_of(told),
        "rights": [say(words) for words in rights],
    }
    return page(request, "lists/entry.html", context)


def _about(one: Listing) -> dict[str, Any]:
    """What every page of a list says at its top."""
    return {
        "listing": one,
        "label": say(one.label),
        "colour": say(COLOURS[one.colour]),
        "tone": MARKS[one.colour],
        "sector": say(sectors()[one.sector].label),
        "fictional": invented(one),
        "list": url("list", one.id),
    }


def _regions(one: Listing, every: list[Shown], chosen: str) -> list[dict[str, Any]]:
    tally = {region: sum(_region(each) == region for each in every) for region in PROVINCES}
    address = url("list", one.id)
    whole = {
        "text": t("全部", "All"), "href": address, "count": len(every), "current": not chosen,
    }  # fmt: skip
    return [whole] + [
        {"text": say(label), "href": f"{address}?region={region}", "count": tally[region],
         "current": chosen == region}
        for region, label in PROVINCES.items()
    ]  # fmt: skip


def _region(one: Shown) -> str:
    return f"{province_of(one.code)}0000"


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def _id(written: str) -> bytes:
    try:
        return bytes.fromhex(written)
    except ValueError:
        return b""


def _gone(request: HttpRequest) -> HttpResponse:
    sentence = t("请从红黑名单的清单里选。", "Choose one from the page of lists.")
    return refused(request, t("没有这个名单", "No such list"), sentence, status=404)
