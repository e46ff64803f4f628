"""The queue of a province: what an officer can answer, who waits longest first; and what was answered.

Clause  S27, S28.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import may, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.journal.services import envelope
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import asked_page, page, refused
from creditdelta.questions import queries, services, words
from creditdelta.questions.evidence import id_of
from creditdelta.questions.portal.places import DONE, TAB, at, id_in, region_of
from creditdelta.questions.queries import AT_ONCE, Decision, Tab
from creditdelta.questions.tables import answered, called
from creditdelta.records.publishing import masked
from creditdelta.records.questions import Waiting, names_at
from creditdelta.rulebook.cities import PROVINCES
from creditdelta.subjects.queries import codes_of, portraits_of
from creditdelta.subjects.services import LinkRefused

ANSWERED = "answered"
JUDGE = "question.judge"


def desk_questions(request: HttpRequest) -> HttpResponse:
    """One part of the queue, or what was decided lately."""
    region = region_of(request)
    asked = request.GET.get(TAB, "")
    tab: Tab = next((one for one in queries.TABS if one == asked), queries.TABS[0])
    counts = queries.counts(region)
    number = asked_page(request)
    shown = [] if asked == ANSWERED else queries.queue(region, tab, number)
    context = {
        "region": say(PROVINCES[region]) if region in PROVINCES else "",
        "tabs": _tabs(request, ANSWERED if asked == ANSWERED else tab, counts),
        "tab": ANSWERED if asked == ANSWERED else tab,
        "rows": _rows(request, shown),
        "said": _said(number, len(shown), counts[tab]),
        "previous": at(request, "desk_questions", tab=tab, page=str(number - 1))
        if number > 1
        else "",
        "next": at(request, "desk_questions", tab=tab, page=str(number + 1))
        if number * AT_ONCE < counts[tab]
        else "",
        **done(request, region),
    }
    tables = [answered(queries.decided(region))] if asked == ANSWERED else []
    return page(request, "questions/queue.html", context, tables=tables)


def desk_question_undo(request: HttpRequest) -> HttpResponse:
    """Sent: take a decision of the province back."""
    region = region_of(request)
    id = id_in(request.POST.get("decision", ""))
    if request.method == "POST":
        try:
            services.take_back(id, envelope(region, reader_of(request).account))
        except (services.AnswerRefused, LinkRefused):
            title = t("没有可撤销的", "Nothing to take back")
            return refused(request, title, say(services.WHYS["undone"]), status=409)
    return HttpResponseRedirect(at(request, "desk_questions", tab=ANSWERED, done=id.hex()))


def done(request: HttpRequest, region: str) -> dict[str, Any]:
    """What was decided a moment ago, so that it can be taken back at once."""
    found = queries.decision(region, id_in(request.GET.get(DONE, "")))
    if found is None:
        return {"done": None}
    return {
        "done": {
            "text": told(found),
            "decision": found.id.hex(),
            "undone": found.undone,
            "undo": at(request, "desk_question_undo"),
            "may": may(request, JUDGE, Target(region=region)),
        }
    }


def told(one: Decision) -> str:
    """A decision in a line."""
    name = called(one.name)
    if one.other is None:
        return f"{say(words.KINDS[one.kind])}{t('：', ': ')}{name}"
    code, portrait = codes_of([one.other]).get(one.other, ("", ""))[1], portraits_of([one.other])
    meant = masked([portrait[one.other].name])[0] if one.other in portrait else ""
    said = say(words.KINDS[one.kind])
    return t(f"{name}：{said} {meant}（{code}）", f"{name}: {said} {meant} ({code})")


def _tabs(request: HttpRequest, current: str, counts: dict[Tab, int]) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = [
        {
            "text": say(words.TABS[tab]),
            "href": at(request, "desk_questions", tab="" if tab == queries.TABS[0] else tab),
            "count": counts[tab],
            "current": tab == current,
        }
        for tab in queries.TABS
    ]
    listed.append(
        {
            "text": say(words.DECIDED),
            "href": at(request, "desk_questions", tab=ANSWERED),
            "current": current == ANSWERED,
        }
    )
    return listed


def _rows(request: HttpRequest, listed: list[Waiting]) -> list[dict[str, Any]]:
    names = names_at([one.place for one in listed])
    return [
        {
            "name": called(names.get(one.place, "")),
            "href": at(request, "desk_question", id_of(one).hex()),
            "who": f"{say(words.SCHEMES[one.scheme])} {one.code}".strip(),
            "wait": say(words.WAITS[one.wait]),
            "note": t(
                f"{one.rows} 行在等，{one.since} 收到第一行",
                f"{one.rows} rows wait, the first since {one.since}",
            ),
        }
        for one in listed
    ]


def _said(number: int, shown: int, count: int) -> str:
    first = (number - 1) * AT_ONCE + 1
    last = first + shown - 1
    return t(f"第 {first}–{last} 个，共 {count} 个", f"{first}–{last} of {count}") if shown else ""
