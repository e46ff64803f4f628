"""On which documents lists and measures rest: all of them, and one with its clauses and its end.

Clause  S8, S11, S14.
Data    rulebook/instruments
"""

from datetime import date

from django.http import HttpRequest, HttpResponse

from creditdelta.handbook import difference_tables, documents, instrument_tables
from creditdelta.journal.synthetic import business_day
from creditdelta.pages.environment import url
from creditdelta.pages.grounds import ground, grounds
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.rulebook.dated import in_force
from creditdelta.rulebook.differences import crosswalk as found_crosswalk
from creditdelta.rulebook.differences import differences as found_differences
from creditdelta.rulebook.instruments import KINDS, Instrument


def instruments(request: HttpRequest) -> HttpResponse:
    """Every document, those in force first."""
    day, found = business_day(), documents.documents().values()
    context = {
        "count": len(found),
        "now": sum(in_force(one, day) for one in found),
        "invented": any(one.fictional for one in found),
    }
    tables = [instrument_tables.listed(found, day)]
    return page(request, "handbook/instruments.html", context, tables=tables)


def instrument(request: HttpRequest, name: str) -> HttpResponse:
    """One document: where and when it holds, on what it rests, what follows its end."""
    one = documents.documents().get(name)
    if one is None:
        sentence = t("请从依据文件的清单里选。", "Choose one from the list of documents.")
        return refused(request, t("没有这份文件", "No such document"), sentence, status=404)
    tables = [instrument_tables.clauses(one)]
    if one.transitions:
        tables.append(instrument_tables.transitions(one))
    context = {
        "one": one,
        "label": say(one.label),
        "rows": _told(one),
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


def crosswalk(request: HttpRequest) -> HttpResponse:
    """The same conduct in the four provinces, on a day (`?on=`), today where none is asked for."""
    try:
        day = date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        day = business_day()
    held = [row.holds(region) for row in found_crosswalk(day) for region in PROVINCES]
    bases = [rule.basis for rule in held if rule is not None]
    context = {"grounds": grounds(bases, lang()), "day": day}
    tables = [difference_tables.crossed(day)]
    return page(request, "handbook/crosswalk.html", context, tables=tables)


def _followed(one: Instrument) -> list[Instrument]:
    return [other for other in documents.documents().values() if other.successor == one.id]


def _told(one: Instrument) -> list[dict[str, str]]:
    """What stands at the top of a document's page; what it does not say is left out."""
    day = business_day()
    until = t(f" 至 {one.until}", f" until {one.until}") if one.until else ""
    rows = [
        (t("文号", "Number"), one.number),
        (t("种类", "Kind"), say(KINDS[one.kind])),
        (t("制定机关", "Issued by"), say(one.issuer)),
        (t("施行地区", "Where"), instrument_tables.where(one)),
        (
            t("依据它办理的单位", "Offices that act by it"),
            instrument_tables.office_names(one.authorities),
        ),
        (t("施行时间", "In force"), t(f"自 {one.since}", f"from {one.since}") + until),
        (t("效力", "Weight"), say(instrument_tables.weight(one, day))),
    ]
    led = [
        *((t("它依据的文件", "Rests on"), id) for id in one.rests_on),
        *((t("接替的文件", "Follows"), other.id) for other in _followed(one)),
        *((t("由哪份文件接替", "Followed by"), id) for id in (one.successor,) if id),
    ]
    told = [{"key": key, "value": value} for key, value in rows if value]
    return told + [{"key": key, **_led(id)} for key, id in led]


def _led(id: str) -> dict[str, str]:
    return {"value": instrument_tables.called(id), "href": url("instrument", id.partition("#")[0])}
