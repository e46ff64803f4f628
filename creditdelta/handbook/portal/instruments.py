"""On which documents lists and measures rest: all of them, and one with its clauses and its end.

Clause  S8, S11, S14.
Data    rulebook/instruments
"""

from typing import Any

from django.http import HttpRequest, HttpResponse

from creditdelta.handbook import difference_tables, instrument_tables
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.environment import url
from creditdelta.pages.grounds import ground, grounds
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.rulebook import instruments as known
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.differences import differences as found_differences
from creditdelta.rulebook.instruments import KINDS, Instrument


def instruments(request: HttpRequest) -> HttpResponse:
    """Every document, those in force first."""
    day, found = business_day(), known.instruments().values()
    context = {"count": len(found), "now": sum(in_force(one, day) for one in found)}
    tables = [instrument_tables.listed(found, day)]
    return page(request, "handbook/instruments.html", context, tables=tables)


def instrument(request: HttpRequest, name: str) -> HttpResponse:
    """One document: where and when it holds, on what it rests, what follows its end."""
    one = known.instruments().get(name)
    if one is None:
        sentence = t("请从依据文件的清单里选。", "Choose one from the list of documents.")
        return refused(request, t("没有这份文件", "No such document"), sentence, status=404)
    tables = [instrument_tables.clauses(one)]
    if one.transitions:
        tables.append(instrument_tables.transitions(one))
    context = {
        "one": one,
        "label": say(one.label),
        "kind": say(KINDS[one.kind]),
        "issuer": say(one.issuer),
        "where": instrument_tables.where(one),
        "authorities": instrument_tables.office_names(one.authorities),
        "weight": say(instrument_tables.weight(one, business_day())),
        "rests_on": [_led(id) for id in one.rests_on],
        "before": [_led(other.id) for other in _followed(one)],
        "after": _led(one.successor) if one.successor else None,
        "ground": ground(one.basis, lang()),
    }
    return page(request, "handbook/instrument.html", context, tables=tables)


def differences(request: HttpRequest) -> HttpResponse:
    """The rules of the four provinces side by side, as they are today."""
    day = business_day()
    bases = [rule.basis for row in found_differences(day) for rule in row.rules.values()]
    context = {"grounds": grounds(bases, lang())}
    tables = [difference_tables.side_by_side(day)]
    return page(request, "handbook/differences.html", context, tables=tables)


def _followed(one: Instrument) -> list[Instrument]:
    return [other for other in known.instruments().values() if other.successor == one.id]


def _led(id: str) -> dict[str, Any]:
    name, _, clause = id.partition("#")
    text = say(known.instruments()[name].label)
    told = t(f" 第{clause}条", f", clause {clause}") if clause else ""
    return {"text": f"{text}{told}", "href": url("instrument", name)}
