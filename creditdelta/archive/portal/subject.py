"""The pages of one archive: the overview, a section, where it all comes from."""

from dataclasses import replace
from typing import get_args

from django.http import Http404, HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import offices_of
from creditdelta.archive.changes import Changes, changes
from creditdelta.archive.overview import overview, rests_on_invention, tell
from creditdelta.archive.portal.addressed import addressed, kept_from_robots
from creditdelta.archive.portal.heading import Heading, heading
from creditdelta.archive.portal.listed import adverse_table, section_table
from creditdelta.archive.portal.origins import reports_table, submissions_table
from creditdelta.archive.portal.paging import Leaf, leaf
from creditdelta.archive.queries import Archive, latest_first
from creditdelta.archive.words import RELATIONS, SCHEMES
from creditdelta.handbook.documents import invented
from creditdelta.handbook.sector_tables import MARKS
from creditdelta.lists.showing import shown_of
from creditdelta.lists.tables import of_organisation
from creditdelta.pages.language import lang
from creditdelta.pages.responses import FORMAT, page
from creditdelta.pages.tables import Table
from creditdelta.records.publishing import masked, rules
from creditdelta.records.rules import Record
from creditdelta.rulebook.roles import Side
from creditdelta.rulebook.standard_words import SIDES


def subject(request: HttpRequest, code: str) -> HttpResponse:
    """The overview of an archive."""
    found = addressed(request, code)
    if isinstance(found, HttpResponse):
        return found
    top = heading(found, "")
    seen = overview(found, rules(), lang())
    context = {
        "heading": top,
        "archive": found,
        "overview": seen,
        "fictional_rule": rests_on_invention(found.records, rules()),
        "names": masked(found.portrait.former) if found.portrait else [],
        "relatives": _relatives(found),
        "schemes": SCHEMES,
        "may_look": bool(offices_of(request)),
        "numbers": () if top.sole_trader else found.identity.numbers,
    }
    standing = shown_of(found.identity.ref, found.day)
    context["listed"] = [
        {"kind": MARKS[one.listing.colour], "text": one.listing.label.say(lang())}
        for one in standing
    ]
    context["fictional_list"] = any(invented(one.listing) for one in standing)
    tables = [adverse_table(seen.adverse, top.address), of_organisation(standing)]
    response = page(request, "archive/subject.html", context, tables=tables)
    return kept_from_robots(response, found)


def _relatives(found: Archive) -> list[tuple[str, str, str]]:
    names = masked([one.name for one in found.relatives])
    words = [RELATIONS[one.relation].say(lang()) for one in found.relatives]
    codes = [one.code for one in found.relatives]
    return list(zip(words, codes, names, strict=True))


def section(request: HttpRequest, code: str, section: str) -> HttpResponse:
    """The records of one section; an export carries all of them, a page fifty of each side."""
    found = addressed(request, code)
    if isinstance(found, HttpResponse):
        return found
    view = next((one for one in found.sections if one.id == section), None)
    if view is None:
        raise Http404
    top = heading(found, section)
    sides = [_side(request, found, side, section, top) for side in get_args(Side)]
    listed = [one for one in sides if one[0].total] or sides[:1]
    context = {
        "heading": top, "archive": found, "section": view,
        "leaves": {table.id: part for part, table in listed}, "sides": SIDES,
        "fictional_rule": rests_on_invention(found.records, rules()),
    }  # fmt: skip
    tables = [table for _, table in listed]
    response = page(request, "archive/subject_section.html", context, tables=tables)
    return kept_from_robots(response, found)


def _side(
    request: HttpRequest, found: Archive, side: Side, section: str, top: Heading
) -> tuple[Leaf[Record], Table]:
    """The asked page of one side, and its table; for an export the whole side."""
    by = rules()
    placed = [
        one
        for one in latest_first(list(found.records))
        if one.speaking is not None
        and by.standards[one.speaking.standard].section == section
        and by.standards[one.speaking.standard].side == side
    ]
    part = leaf(request, placed)
    read = placed if FORMAT in request.GET else list(part.rows)
    told = tell(found, read, by, lang())
    return part, section_table(side, SIDES[side], told, top.address)


def subject_changes(request: HttpRequest, code: str) -> HttpResponse:
    """Which submissions brought what is shown, and each report of each record."""
    found = addressed(request, code)
    if isinstance(found, HttpResponse):
        return found
    top = heading(found, "changes")
    came = changes(found, rules().standards)
    part = leaf(request, came.reports)
    whole = FORMAT in request.GET
    shown = came if whole else Changes(tuple(part.rows), came.submissions)
    tables = [reports_table(shown, top.address), submissions_table(came)]
    context = {"heading": top, "archive": found, "leaf": replace(part, rows=())}
    response = page(request, "archive/subject_changes.html", context, tables=tables)
    return kept_from_robots(response, found)
