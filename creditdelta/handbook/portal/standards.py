"""The record standards for everybody: what a record must contain, who may see it, blank forms, schemas.

Clause  S75, S31.
Data    rulebook/records, rulebook/publication, rulebook/mappings.
"""

from django.http import HttpRequest, HttpResponse, JsonResponse

from creditdelta.handbook import standard_tables
from creditdelta.handbook.plan_words import clause_words
from creditdelta.handbook.standard_facets import chosen, groups, removals
from creditdelta.pages.environment import url
from creditdelta.pages.grounds import grounds
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page, refused
from creditdelta.pipeline.blank_workbook import blank_workbook
from creditdelta.rulebook.archive_sections import archive_sections
from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.mappings import mappings
from creditdelta.rulebook.publication import publications
from creditdelta.rulebook.publication_words import lines
from creditdelta.rulebook.records import UnknownStandard
from creditdelta.rulebook.records import standard as found_by
from creditdelta.rulebook.records import standards as known
from creditdelta.rulebook.schema import json_schema, table_schema
from creditdelta.rulebook.standard_words import CONFIRMS, NATURES, SIDES, rules_of
from creditdelta.rulebook.standards import Standard

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SCHEMAS = {"json-schema": json_schema, "table-schema": table_schema}


def standards(request: HttpRequest) -> HttpResponse:
    """Every record standard, to be filtered by section, weight and side."""
    wanted = chosen(request.GET)
    items = [item for item in known().values() if all(one.fits(item) for one in wanted)]
    order = [one.id for one in archive_sections()]
    items.sort(key=lambda item: (order.index(item.section), item.id))
    context = {
        "facets_of": groups(items, wanted),
        "chosen": removals(wanted),
    }
    return page(request, "handbook/standards.html", context, tables=[standard_tables.listed(items)])


def standard(request: HttpRequest, name: str) -> HttpResponse:
    """One standard: its columns, values, rules, publication and grounds."""
    item = _standard(name)
    if item is None:
        return _unknown(request, name)
    rule = publications()[item.publication]
    lists = [enums()[one] for one in dict.fromkeys(c.enum for c in item.columns) if one]
    dated = [row for _, row in lines(rule, lang())]
    bases = [item.basis, *(c.basis for c in item.columns), *(row.basis for row in dated)]
    context = {
        "item": item,
        "facts": _facts(item),
        "rules": list(rules_of(item, lang())),
        "rule": rule,
        "seen_by": standard_tables.seen_by(rule),
        "sources": [each for each in mappings().values() if each.standard == item.id],
        "grounds": grounds(bases, lang()),
        "fictional_rules": any(one.kind == "fictional" for one in bases),
        "schemas": list(SCHEMAS),
    }
    tables = [standard_tables.columns(item), standard_tables.publication(rule)]
    tables += [standard_tables.values(lists)] if lists else []
    tables += [standard_tables.aliases(item)] if any(c.aliases for c in item.columns) else []
    return page(request, "handbook/standard.html", context, tables=tables)


def template(request: HttpRequest, name: str) -> HttpResponse:
    """A blank workbook to fill in and send."""
    item = _standard(name)
    if item is None:
        return _unknown(request, name)
    response = HttpResponse(blank_workbook(item, enums(), lang()), content_type=WORKBOOK)
    file = f"{item.kind}-{item.edition}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def schema(request: HttpRequest, name: str) -> HttpResponse:
    """The standard for programs: JSON Schema, or with `?form=table-schema` a Table Schema."""
    item, form = _standard(name), SCHEMAS.get(request.GET.get("form", "json-schema"))
    if item is None or form is None:
        return _unknown(request, name)
    return JsonResponse(form(item, enums()), json_dumps_params={"ensure_ascii": False, "indent": 2})


def _standard(name: str) -> Standard | None:
    try:
        return found_by(name)
    except UnknownStandard:
        return None


def _unknown(request: HttpRequest, name: str) -> HttpResponse:
    del name  # what was typed is not repeated
    sentence = t(
        "没有这项标准。全部标准列在“数据标准”页。",
        "There is no such standard. The page of record standards lists them all.",
    )
    return refused(request, t("没有这项标准", "No such standard"), sentence, status=404)


def _facts(item: Standard) -> list[dict[str, str]]:
    """What the page says above the tables, key and value."""
    sections = {one.id: one.label for one in archive_sections()}
    weight = say(NATURES[item.nature])
    weight += t("，", "; ") + say(CONFIRMS) if item.confirms else ""
    return [
        {"key": t("标准号", "Standard"), "value": item.id},
        {
            "key": t("档案部分", "Section of the archive"),
            "value": say(sections[item.section]),
            "href": f"{url('standards')}?section={item.section}",
        },
        {"key": t("性质", "Weight"), "value": weight},
        {"key": t("来源", "Side"), "value": say(SIDES[item.side])},
        {"key": t("启用", "In force since"), "value": item.since.isoformat()},
        {"key": t("方案条款", "Clause of the action plan"), "value": clause_words(item.clause)},
    ]
