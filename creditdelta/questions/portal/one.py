"""One question: what was sent and whom it might mean, side by side; an answer, and the next question.

Clause  S27, S28.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from creditdelta.accounts.gatekeeper import may, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.journal.services import envelope
from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers import uscc
from creditdelta.pages.language import say, t
from creditdelta.pages.responses import page, refused
from creditdelta.questions import queries, services, tables, words
from creditdelta.questions.evidence import Evidence
from creditdelta.questions.portal.candidates import grounds, shown
from creditdelta.questions.portal.places import at, id_in, region_of
from creditdelta.questions.portal.queue import JUDGE, done
from creditdelta.records.questions import Waiting
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.subjects.judgements import standing_about
from creditdelta.subjects.services import WHYS, LinkRefused

UNPROCESSABLE = 422
NONE, USCC = "none", "uscc"


def desk_question(request: HttpRequest, question: str) -> HttpResponse:
    """What is known of it, and what can be done."""
    region = region_of(request)
    asked = _own(question, region)
    if asked is None:
        return _gone(request)
    return _shown(request, queries.evidence(asked), "", 200)


def desk_question_answer(request: HttpRequest, question: str) -> HttpResponse:
    """Sent: it is this organisation, or none of them; then the next question."""
    region = region_of(request)
    asked = _own(question, region)
    if asked is None:
        return _gone(request)
    if request.method != "POST":
        return HttpResponseRedirect(at(request, "desk_question", question))
    following = queries.next_after(asked)
    try:
        made = _answered(request, id_in(question), region)
    except services.AnswerRefused as refusal:
        wrong = say(services.WHYS[refusal.why])
    except LinkRefused as refusal:
        wrong = say(Words(*WHYS[refusal.why]))
    else:
        name, given = ("desk_question", [following.hex()]) if following else ("desk_questions", [])
        return HttpResponseRedirect(at(request, name, *given, done=made.hex()))
    again = _own(question, region)
    if again is None:
        return _gone(request)
    return _shown(request, queries.evidence(again), wrong, UNPROCESSABLE)


def _own(question: str, region: str) -> Waiting | None:
    """The question, where it is asked of the reader's province."""
    asked = queries.found(id_in(question))
    return asked if asked is not None and asked.region == region else None


def _gone(request: HttpRequest) -> HttpResponse:
    title = t("这个问题已有答案", "The question is answered")
    sentence = t(
        "等着的行已经归入，或者没有这个问题。回到“疑问”看下一个；“已判断”里可以看到是谁判断的。",
        "Its rows wait no longer, or there never was such a question. Go back to “Questions”; “Answered” "
        "says who decided.",
    )
    return refused(request, title, sentence, status=410)


def _answered(request: HttpRequest, id: bytes, region: str) -> bytes:
    sent, about = request.POST, envelope(region, reader_of(request).account)
    seen, chosen = sent.get("seen", ""), sent.get("choice", "")
    if chosen == NONE:
        return services.set_aside(id, seen, about)
    ground, number = sent.get("ground", ""), sent.get("act_number", "").strip()
    return services.answer(id, id_in(chosen), ground, seen, about, number)


def _shown(request: HttpRequest, known: Evidence, wrong: str, status: int) -> HttpResponse:
    asked = known.about
    following = queries.next_after(asked)
    refs = {asked.ref, *(one.ref for one in known.question.candidates)}
    standing = {one.id: one for ref in sorted(refs) for one in standing_about(ref)}
    context: dict[str, Any] = {
        "name": tables.called(known.question.name),
        "asked": asked,
        "scheme": say(words.SCHEMES[asked.scheme]),
        "wait": say(words.WAITS[asked.wait]),
        "why": say(words.WHY[asked.wait]),
        "candidates": shown(known),
        "grounds": grounds(request.POST),
        "valid": uscc.is_valid(asked.code, uscc_tables()) if asked.scheme == USCC else None,
        "rests": say(words.rests(asked)),
        "resting": services.rests_by(known),
        "seen": services.shown(known),
        "may": may(request, JUDGE, Target(region=asked.region)),
        "act": at(request, "desk_question_answer", known.id.hex()),
        "later": at(request, "desk_question", following.hex()) if following else "",
        "undo": at(request, "desk_question_undo"),
        "list": at(request, "desk_questions"),
        "wrong": wrong,
        **done(request, asked.region),
    }
    listed = [tables.reported(queries.reported(asked)), tables.judgements(list(standing.values()))]
    return page(request, "questions/one.html", context, tables=listed, status=status)
