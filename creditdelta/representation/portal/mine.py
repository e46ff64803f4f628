"""My organisation: has it a problem, until when, what can be done; and all that is kept about it.

Clause  S9, S34. For whoever acts for the organisation, and for nobody else.
"""

from django.http import Http404, HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.archive.answer import of_record
from creditdelta.archive.clock import Clock
from creditdelta.archive.entries import Entry
from creditdelta.archive.headline import plain
from creditdelta.archive.overview import overview, tell
from creditdelta.archive.portal.listed import adverse_table
from creditdelta.archive.portal.sources import source_words
from creditdelta.archive.queries import Archive, archive, rules
from creditdelta.consent.portal.acting import Own, own_organisation, own_organisations
from creditdelta.consent.queries import consents_of
from creditdelta.consent.rules import state_on
from creditdelta.journal.synthetic import business_day
from creditdelta.lookups.queries import lookups_of
from creditdelta.notices.queries import notices_of
from creditdelta.pages.environment import url
from creditdelta.pages.language import lang, say
from creditdelta.pages.responses import page
from creditdelta.representation import own_records, told
from creditdelta.representation.queries import REPRESENTATIVE
from creditdelta.representation.questions import questions
from creditdelta.rulebook.records import standard

LATEST = 5  # notices and looks on the first page


def mine(request: HttpRequest) -> HttpResponse:
    """The three questions, and ways to everything else about the organisation."""
    own, day = permitted(request), business_day()
    public = archive(own.code, today=day, latest=0)
    top = overview(public, rules(), lang())
    asked = consents_of(own.ref)
    waiting = sum(state_on(one, day) == "asked" for one in asked)
    seen = own_records.seen_by(own_records.own_archive(own.code, day, latest=0), own.code)
    context = {
        "own": own,
        "others": [one for one in own_organisations(request) if one.ref != own.ref],
        "questions": questions(
            top.answer, _clocks(public), sum(bool(why) for why in seen.values()), waiting, day
        ),
        "kept": len(seen),
        "people": any(
            post.role == REPRESENTATIVE and post.subject == own.ref
            for post in reader_of(request).posts
        ),
        "consents": len(asked),
        "waiting": waiting,
    }
    tables = [
        adverse_table(top.adverse, url("subject", own.code)),
        told.notices(notices_of(own.ref)[:LATEST]),
        told.looks(lookups_of(own.ref, LATEST)),
    ]
    return page(request, "representation/mine.html", context, tables=tables)


def _clocks(public: Archive) -> list[Clock]:
    """The clocks of all that is adverse and public."""
    bad = [
        one
        for one in public.records
        if one.speaking is not None and rules().standards[one.speaking.standard].nature == "adverse"
    ]
    return [one.clock for one in tell(public, bad, rules(), lang())]


def mine_records(request: HttpRequest) -> HttpResponse:
    """Every record kept about the organisation, and who sees each."""
    own = permitted(request)
    found = own_records.own_archive(own.code, business_day(), latest=0)
    all_, seen = own_records.own_records(found), own_records.seen_by(found, own.code)
    listed = own_records.table(all_, seen, lambda record: own.at("mine_record", record))
    return page(request, "representation/records.html", {"own": own}, tables=[listed])


def mine_record(request: HttpRequest, record: str) -> HttpResponse:
    """One record with every cell the organisation may read, also where the public sees nothing."""
    own = permitted(request)
    found = own_records.own_archive(own.code, business_day(), latest=0)
    named = [one for one in own_records.own_records(found) if one.entry.id == record.lower()]
    if not named:
        raise Http404
    entry = named[0].entry
    why = own_records.seen_by(found, own.code)[entry.document]
    context = {
        "own": own,
        "told": named[0],
        "answer_told": of_record(named[0].clock, found.day),
        "cells": _cells(entry),
        "seen_by": own_records.SEEN_BY[why],
        "public": why == "",
        "source": source_words(entry.provenance),
    }
    return page(request, "representation/record.html", context)


def _cells(entry: Entry) -> list[dict[str, str]]:
    """Label and text of every filled cell, in the standard's order."""
    return [
        {"key": say(column.label), "value": plain(entry.cells[column.code])}
        for column in standard(entry.standard).columns
        if column.code in entry.cells
    ]


def mine_looks(request: HttpRequest) -> HttpResponse:
    """Which offices looked at what is not public, for what and when; never the officer."""
    own = permitted(request)
    listed = told.looks(lookups_of(own.ref))
    return page(request, "representation/looks.html", {"own": own}, tables=[listed])


def permitted(request: HttpRequest) -> Own:
    """The organisation this page is about, once the gate let the reader pass."""
    own = own_organisation(request)
    permit(request, Target(subject=own.ref if own else None))
    if own is None:
        raise LookupError("the gate let somebody pass who acts for no organisation")
    return own
