"""Which column of an office's own form is which? Named once with the first lines in view, then remembered.

Clause  S33, S3.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.reader import Held
from creditdelta.accounts.rules import Target
from creditdelta.consent.portal.acting import own_office
from creditdelta.journal.services import envelope
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Column, Link, Table
from creditdelta.rulebook.column_words import NEEDS
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Standard
from creditdelta.uploads import profile_rules, profiles, services
from creditdelta.uploads.found import Lines
from creditdelta.uploads.models import Upload
from creditdelta.uploads.portal.places import at_desk
from creditdelta.uploads.profile_rules import Problem, Why
from creditdelta.uploads.profiles import Chosen, MappingRefused, Profile
from creditdelta.uploads.queries import found_of, upload_of
from creditdelta.uploads.rules import MoveRefused
from creditdelta.uploads.words import kind_words

UNPROCESSABLE = 422
LONGEST_NAME = 60
SHOWN = 3  # cells of a column beside its heading
WHYS: dict[Why, Words] = {
    "empty": Words("请至少指定一栏", "name at least one column"),
    "unknown": Words("没有这一栏", "there is no such column"),
    "twice": Words("有两栏指向同一个标准栏目", "two columns are named as the same one"),
    "missing": Words("缺少必填的栏目", "a mandatory column is not named"),
    "heading_twice": Words("表头有重名，无法区分", "the heading stands twice"),
}
_LIST = (
    Column("name", Words("名称", "name")),
    Column("standard", Words("数据标准", "standard")),
    Column("columns", Words("栏目数", "columns"), "count"),
    Column("edition", Words("第几版", "edition"), "count"),
    Column("at", Words("记住于", "remembered on"), "moment"),
)


@dataclass(frozen=True, slots=True)
class _Form:
    """What the mapper is about: a standard, headings, the lines below, what was chosen, and a name."""

    standard: Standard
    lines: Lines
    columns: dict[str, str]
    name: str

    @property
    def headings(self) -> tuple[str, ...]:
        return self.lines[0]


def desk_mappings(request: HttpRequest) -> HttpResponse:
    """The mappings that an office's files are read by."""
    office = own_office(request)
    permit(request, Target(office=office))
    rows = [
        (
            Link(say(one.mapping.label), at_desk(request, "desk_mapping", one.id)),
            standards()[one.mapping.standard].label,
            len(one.mapping.columns),
            one.edition,
            one.remembered_at,
        )
        for one in profiles.profiles_of(office)
    ]
    empty = Words("还没有记住的栏目对应。", "No mapping is remembered yet.")
    listed = Table("mappings", Words("栏目对应", "Column mappings"), _LIST, rows, empty=empty)
    context = {"list": at_desk(request, "desk_uploads")}
    return page(request, "uploads/mappings.html", context, tables=[listed])


def desk_mapping_new(request: HttpRequest) -> HttpResponse:
    """Name the columns of a file that was in nobody's form."""
    office = own_office(request)
    held = permit(request, Target(office=office))
    asked = request.GET.get("upload", "")
    upload = upload_of(asked) if asked.isalnum() else None
    if upload is None or upload.office != office or not upload.found:
        raise Http404
    lines = found_of(upload).first
    if not lines:
        raise Http404
    form = _new(request, office, lines)
    if form is None:
        raise Http404
    return _answer(request, held, form, upload, None)


def desk_mapping(request: HttpRequest, mapping: str) -> HttpResponse:
    """A remembered mapping: changed into a later edition, or forgotten."""
    office = own_office(request)
    held = permit(request, Target(office=office))
    known = profiles.profile(office, mapping)
    if known is None:
        raise Http404
    if request.method == "POST" and request.POST.get("do") == "forget":
        about = envelope(held.region, reader_of(request).account)
        profiles.forget(office, known.id, about)
        return HttpResponseRedirect(at_desk(request, "desk_mappings"))
    headings = profile_rules.headings_of(known.mapping)
    chosen = {one.sources[0]: one.to for one in known.mapping.columns}
    if request.method == "POST":
        chosen = _chosen(request, headings)
    name = request.POST.get("name", say(known.mapping.label))
    form = _Form(standards()[known.mapping.standard], (headings,), chosen, name[:LONGEST_NAME])
    return _answer(request, held, form, None, known)


def _new(request: HttpRequest, office: str, lines: Lines) -> _Form | None:
    """The mapper as it was sent, or as it begins: the standard that knows the most of the headings."""
    offered = services.sent_by(office)
    guesses = {one.id: profile_rules.guessed(one, lines[0]) for one in offered}
    asked = request.POST.get("kind") or request.GET.get("kind", "")
    best = max(offered, key=lambda one: len(guesses[one.id]), default=None)
    standard = next((one for one in offered if one.id == asked), best)
    if standard is None:
        return None
    chosen = guesses[standard.id]
    if request.method == "POST" and request.POST.get("was") == standard.id:
        chosen = _chosen(request, lines[0])
    return _Form(standard, lines, chosen, request.POST.get("name", "").strip()[:LONGEST_NAME])


def _chosen(request: HttpRequest, headings: Sequence[str]) -> dict[str, str]:
    said = ((heading, request.POST.get(f"c{n}", "")) for n, heading in enumerate(headings))
    return {heading: code for heading, code in said if code}


def _answer(
    request: HttpRequest, held: Held, form: _Form, upload: Upload | None, known: Profile | None
) -> HttpResponse:
    """Remember it where that was asked for and it holds; else the mapper, with what is wrong."""
    if request.method != "POST" or request.POST.get("do") != "remember":
        return _page(request, form, upload, known, ())
    chosen = Chosen(form.standard, form.headings, form.columns, form.name)
    about = envelope(held.region, reader_of(request).account)
    try:
        made = profiles.remember(held.office, chosen, about, replaces=known.id if known else "")
    except MappingRefused as refusal:
        return _page(request, form, upload, known, refusal.problems)
    if upload is None:
        return HttpResponseRedirect(at_desk(request, "desk_mappings"))
    with suppress(MoveRefused):  # it was discarded or read again meanwhile: its page says so
        services.again(upload, kind=form.standard.id, profile=made)
    return HttpResponseRedirect(at_desk(request, "desk_upload", upload.id))


def _page(
    request: HttpRequest, form: _Form, upload: Upload | None, known: Profile | None,
    wrong: Sequence[Problem],
) -> HttpResponse:  # fmt: skip
    standard = form.standard
    columns = [
        {"value": one.code, "text": f"{one.label.say(lang())}（{NEEDS[one.need].say(lang())}）"}
        for one in profile_rules.offered(standard)
    ]
    context: dict[str, Any] = {
        "list": at_desk(request, "desk_mappings"),
        "act": request.get_full_path(),
        "upload": upload,
        "known": known,
        "standard": standard.id,
        "name": form.name,
        "kinds": [
            {"value": one.id, "text": kind_words(one), "chosen": one.id == standard.id}
            for one in (services.sent_by(upload.office) if upload else (standard,))
        ],
        "headings": [
            {
                "id": f"c{n}",
                "heading": heading,
                "cells": [line[n] for line in form.lines[1 : 1 + SHOWN] if line[n]],
                "options": [
                    {"value": "", "text": t("不读取这一栏", "leave this column out")},
                    *({**one, "chosen": one["value"] == form.columns.get(heading)} for one in columns),
                ],
            }
            for n, heading in enumerate(form.headings)
        ],
        "problems": [_problem(one, form) for one in wrong],
    }  # fmt: skip
    tables = [_preview(form)] if len(form.lines) > 1 and form.columns else []
    status = UNPROCESSABLE if wrong else 200
    return page(request, "uploads/mapping.html", context, tables=tables, status=status)


def _problem(one: Problem, form: _Form) -> dict[str, str]:
    """What is wrong, leading to where it can be put right."""
    label, at = one.named, 0
    if one.why in ("twice", "missing"):
        label = form.standard.column(one.named).label.say(lang())
    for n, heading in enumerate(form.headings):
        if one.named in (heading, form.columns.get(heading)):
            at = n
    named = t("：", ": ") + label if label else ""
    return {"text": say(WHYS[one.why]) + named, "id": f"c{at}"}


def _preview(form: _Form) -> Table:
    """The first lines as they would be understood."""
    made = profile_rules.mapping(
        "", form.standard.label, form.standard, form.headings, form.columns
    )
    open_columns = {one.code for one in profile_rules.offered(form.standard)}
    columns = [one for one in made.columns if one.to in open_columns]
    rows = [profile_rules.understood(made, form.headings, line) for line in form.lines[1:]]
    labels = tuple(Column(one.to, form.standard.column(one.to).label) for one in columns)
    title = Words("前几行会这样理解", "How the first lines would be understood")
    return Table("preview", title, labels, [[row[one.to] for one in columns] for row in rows])
