"""The lists of an office: what waits, who might be entered, whom one proposes.

Clause  S15, S16, S36; threats T6, T7: who would be affected is shown before anybody is proposed.
"""

from collections import Counter
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.handbook.documents import carrying
from creditdelta.handbook.sector_tables import MARKS
from creditdelta.intake.portal.places import at, own_of
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.lists import services, tables
from creditdelta.lists.breaking import stopped
from creditdelta.lists.checks import WHYS, NotPossible
from creditdelta.lists.models import Candidate
from creditdelta.lists.portal.places import about_of
from creditdelta.lists.proposing import found_for, kept, kept_by, met, proposal
from creditdelta.lists.queries import candidates_of, counting_for, entries_by
from creditdelta.lists.rules import CLOSED, Lacking
from creditdelta.lists.showing import Shown, judged
from creditdelta.pages.environment import url
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page
from creditdelta.pages.tables import Link
from creditdelta.records.publishing import masked
from creditdelta.rulebook.listings import Listing, criteria_on, listings
from creditdelta.rulebook.offices import Office
from creditdelta.subjects.queries import codes_of, portraits_of

UNPROCESSABLE = 422
MOST_SHOWN = 500
HELD = {"in": Words("列入", "entering"), "out": Words("移出", "removal")}
_WAITS = (
    "proposed",
    "noticed",
    "decided",
    "suspending",
    "resuming",
    "leaving",
    "leaving_suspended",
)


def desk_lists(request: HttpRequest) -> HttpResponse:
    """What the office has under way, what it lists, what ended; and the lists it keeps."""
    own, day = own_of(request), business_day()
    told = judged(entries_by(own.id), day)

    def address(id: bytes) -> str:
        return at(request, "desk_entry", id.hex())

    def part(of: str, title: Words, states: tuple[str, ...]) -> Any:
        chosen: list[tuple[Shown, Lacking]] = [
            each for each in told if each[0].entry.state in states
        ]
        return tables.work(chosen, title, of, address)

    parts = [
        part("waiting", Words("要办的", "Under way"), _WAITS),
        part("standing", Words("在列和中止的", "Listed or suspended"), ("listed", "suspended")),
        part("ended", Words("已办结", "Ended"), tuple(CLOSED)),
    ]
    context = {
        "office": say(own.label),
        "kept": [
            {
                "text": say(one.label),
                "href": at(request, "desk_candidates", one.id),
                "count": found_for(one, own).count(),
                "tone": MARKS[one.colour],
            }
            for one in kept_by(own)
        ],
        "held": _held(own, day),
    }
    return page(request, "lists/desk.html", context, tables=parts)


def desk_candidates(request: HttpRequest, name: str) -> HttpResponse:
    """Who meets the criteria of a list: how many in each province, and those of the office's place."""
    own, day = own_of(request), business_day()
    one = _listing(own, name)
    every = Counter(Candidate.objects.filter(list=one.id).values_list("criterion", "region"))
    found = found_for(one, own)
    rows, count = list(found[:MOST_SHOWN]), found.count()
    known = {id: each for id, each in criteria_on(day).items() if each.list == one.id}
    context = {
        "label": say(one.label),
        "tone": MARKS[one.colour],
        "list": at(request, "desk_lists"),
        "carrying": [*carrying(one, day, own.division)],
        "adverse": one.adverse,
    }
    shown = tables.candidates(_told(request, rows), rows[0].found_on if rows else None, count)
    affected = tables.affected(known.values(), every)
    return page(request, "lists/candidates.html", context, tables=[affected, shown])


def desk_listing_new(request: HttpRequest) -> HttpResponse:
    """Propose a candidate: on which records, for which reasons."""
    own, day = own_of(request), business_day()
    sent = request.POST if request.method == "POST" else request.GET
    one = _listing(own, sent.get("list", ""))
    found = _candidates_of(one, sent.get("subject", ""))
    why = ""
    if request.method == "POST":
        try:
            wanted = proposal(own, found, sent.get("reasons", ""))
            id = services.propose(wanted, about_of(request, own), day)
            return HttpResponseRedirect(at(request, "desk_entry", id.hex()))
        except NotPossible as no:
            why = say(WHYS[no.why])
    ref = bytes(found[0].ref)
    code = codes_of([ref])[ref][1]
    known = criteria_on(day)
    context = {
        "label": say(one.label),
        "code": code,
        "name": masked([portraits_of([ref])[ref].name])[0],
        "criteria": [say(known[each.criterion].label) for each in found if each.criterion in known],
        "records": [
            {"text": t("信息 ", "record ") + _number(ref, document),
             "href": url("record", code, _number(ref, document))}
            for document in counting_for(found)
        ],
        "list": one.id,
        "subject": ref.hex(),
        "reasons": sent.get("reasons", ""),
        "wrong": why,
        "act": at(request, "desk_listing_new"),
        "back": at(request, "desk_candidates", one.id),
    }  # fmt: skip
    status = UNPROCESSABLE if why else 200
    return page(request, "lists/new.html", context, status=status)


def _listing(own: Office, id: str) -> Listing:
    found = kept(own, id)
    if found is None:
        raise Http404
    return found


def _candidates_of(one: Listing, subject: str) -> list[Candidate]:
    try:
        ref = bytes.fromhex(subject)
    except ValueError:
        raise Http404 from None
    found = candidates_of(one.id, ref)
    if not found:
        raise Http404
    return found


def _told(request: HttpRequest, rows: list[Candidate]) -> list[tables.CandidateRow]:
    known = criteria_on(business_day())
    found: list[tables.CandidateRow] = []
    for one in met(rows):
        new = at(request, "desk_listing_new", list=rows[0].list, subject=one.ref.hex())
        link = (
            Link(t("办理中", "under way"), at(request, "desk_entry", one.entry.hex()))
            if one.entry
            else Link(t("提出", "propose"), new)
        )
        label = known[one.criterion].label if one.criterion in known else Words("", "")
        found.append((one.name, one.code, label, len(one.documents), link))
    return found


def _number(ref: bytes, document: bytes) -> str:
    return f"{ref.hex()}-{document.hex()}"


def _held(own: Office, day: date) -> list[dict[str, str]]:
    """Lists of the office that stopped today because there were too many."""
    return [
        {"text": f"{say(listings()[one.list].label)} · {say(HELD[one.way])}"}
        for one in stopped(own.region, day)
        if one.office == own.id and one.list in listings()
    ]
