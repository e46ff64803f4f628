"""Sectors with their lists and criteria, and the memoranda on what follows from them.

Clause  S14, S15, S17-S22.
Data    rulebook/sectors
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from creditdelta.handbook import sector_tables as tables
from creditdelta.handbook.documents import carrying, documents, in_demo, invented, memoranda_of
from creditdelta.handbook.documents import memoranda as agreements
from creditdelta.handbook.instrument_tables import office_names, region_names
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.grounds import ground, grounds
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.rulebook import sectors as known
from creditdelta.rulebook.cases import cases, reach
from creditdelta.rulebook.listings import COLOURS, criteria_on
from creditdelta.rulebook.memoranda import Memorandum

REACH = Words(
    "上述地区以内的单位，它们列入名单的组织，以及登记在上述地区的组织；范围更大的单位没有参加",
    "offices within these regions, whom they enter in a list, and who is registered there; "
    "an office of a larger place has agreed to nothing",
)


def sectors(request: HttpRequest) -> HttpResponse:
    """Every sector with its lists."""
    found = known.sectors()
    context = {"count": len(found)}
    return page(request, "handbook/sectors.html", context, tables=[tables.listed(found.values())])


def sector(request: HttpRequest, name: str) -> HttpResponse:
    """One sector: lists, criteria in plain words, examples."""
    one = known.sectors().get(name)
    if one is None:
        return _gone(request, t("没有这个领域", "No such sector"))
    day, rows = business_day(), tables.of_sector(name)
    own = {row.id for row in rows}
    bases = [row.basis for row in rows]
    bases += [each.basis for each in criteria_on(day).values() if each.list in own]
    context = {
        "one": one,
        "label": say(one.label),
        "about": say(one.about),
        "offices": office_names(one.authorities),
        "tags": [
            {"kind": tables.MARKS[row.colour], "href": url("list", row.id),
             "text": say(COLOURS[row.colour]) + t("：", ": ") + say(row.label)}
            for row in rows
        ],
        "fictional": any(invented(row) for row in rows),
        "nobody": [say(row.label) for row in rows if not carrying(row, day)],
        "memoranda": [
            {"text": say(each.label), "href": url("memorandum", each.id)}
            for each in memoranda_of(name)
        ],
        "grounds": grounds(bases, lang()),
    }  # fmt: skip
    own_cases = [case for case in cases() if case.sector == name]
    shown = [tables.lists(name, day), tables.criteria(name, day), tables.examples(own_cases, day)]
    return page(request, "handbook/sector.html", context, tables=shown)


def memoranda(request: HttpRequest) -> HttpResponse:
    """Every memorandum with its parties."""
    found = agreements().values()
    context = {"count": len(found), "fictional": in_demo()}
    shown = tables.memoranda(found, business_day())
    return page(request, "handbook/memoranda.html", context, tables=[shown])


def memorandum(request: HttpRequest, name: str) -> HttpResponse:
    """One memorandum: parties, triggers, measures, executing offices, ends."""
    one = agreements().get(name)
    if one is None:
        return _gone(request, t("没有这份备忘录", "No such memorandum"))
    document = documents()[one.instrument]
    context = {
        "one": one,
        "label": say(one.label),
        "fictional": document.fictional,
        "ground": ground(one.basis, lang()),
        "rows": _about(one),
    }
    shown = [tables.agreed(one, business_day())]
    if tried := [case for case in reach() if case.memorandum == one.id]:
        shown.append(tables.reached(tried))
    return page(request, "handbook/memorandum.html", context, tables=shown)


def _about(one: Memorandum) -> list[dict[str, Any]]:
    document = documents()[one.instrument]
    return [
        {"key": t("地区", "Regions"), "value": region_names(one.regions)},
        {"key": t("及于", "Reaches"), "value": say(REACH)},
        {"key": t("参加单位", "Parties"), "value": office_names(one.offices)},
        {"key": t("领域", "Sector"), "value": say(known.sectors()[one.sector].label),
         "href": url("sector", one.sector)},
        {"key": t("文件", "Document"), "value": say(document.label),
         "href": url("instrument", document.id)},
    ]  # fmt: skip


def _gone(request: HttpRequest, title: str) -> HttpResponse:
    return refused(request, title, t("请从清单里选。", "Choose one from the list."), status=404)
