"""My organisation: has it a problem, until when, what can be done; and all that is kept about it.

Clause  S9, S34. For whoever acts for the organisation, and for nobody else.
"""

from django.http import HttpRequest, HttpResponse

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.archive.overview import overview, tell
from creditdelta.archive.portal.listed import adverse_table
from creditdelta.archive.portal.whole import Reading, seen_by, whole, whole_record
from creditdelta.archive.queries import Archive, archive
from creditdelta.consent.portal.acting import Own, own_organisation, own_organisations
from creditdelta.consent.queries import consents_of
from creditdelta.consent.rules import state_on
from creditdelta.journal.synthetic import business_day
from creditdelta.lookups.queries import lookups_of
from creditdelta.notices.queries import notices_of
from creditdelta.pages.environment import url
from creditdelta.pages.language import lang, t
from creditdelta.pages.responses import page
from creditdelta.records.clock import Clock
from creditdelta.records.publishing import Viewer, rules
from creditdelta.representation import told
from creditdelta.representation.queries import REPRESENTATIVE
from creditdelta.representation.questions import questions

LATEST = 5  # notices and looks on the first page


def mine(request: HttpRequest) -> HttpResponse:
    """The three questions, and ways to everything else about the organisation."""
    own, day = permitted(request), business_day()
    public = archive(own.code, today=day, latest=0)
    top = overview(public, rules(), lang())
    asked = consents_of(own.ref)
    waiting = sum(state_on(one, day) == "asked" for one in asked)
    seen = seen_by(own_archive(own.code))
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
    return whole(request, own_archive(own.code), _reading(own))


def mine_record(request: HttpRequest, record: str) -> HttpResponse:
    """One record with every cell the organisation may read, also where the public sees nothing."""
    own = permitted(request)
    return whole_record(request, own_archive(own.code), record, _reading(own))


def own_archive(code: str, latest: int | None = 0) -> Archive:
    """The archive as the organisation itself sees it. `latest`: how much is read out; None: all."""
    return archive(code, today=business_day(), viewer=Viewer("self"), latest=latest)


def _reading(own: Own) -> Reading:
    way = [{"text": t("我的组织", "My organisation"), "href": own.at("mine")}]
    note = t(
        "本平台收到的每一条都在这里，包括不公开的、待核的和已经终结的；"
        "只有代表本组织的账户看得到这一页。",
        "Everything this platform received is here, what is not public, waits or is closed included; "
        "only accounts that act for the organisation see this page.",
    )
    return Reading(own.at("mine_records"), lambda record: own.at("mine_record", record), way, note)


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
