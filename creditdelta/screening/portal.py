"""Pages of an office that has lists screened: send one, see how far it is, read and take away the answers.

Clause  S30, S34. Candidates are shown as such; there is no score and no grade.
"""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.csrf import csrf_exempt

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.api.limits import spend
from creditdelta.api.problems import ApiProblem
from creditdelta.consent.portal.acting import own_office
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.pages.environment import url
from creditdelta.pages.language import lang, say, t
from creditdelta.pages.responses import asked_format, page
from creditdelta.pages.tables import Cell, Column, Link, Table
from creditdelta.rulebook.life import LABELS
from creditdelta.rulebook.name_words import name_words
from creditdelta.rulebook.offices import office as office_by_id
from creditdelta.rulebook.screening import screening_on
from creditdelta.screening import kept, plain_lines, reading, services
from creditdelta.screening.incoming import why_not_now
from creditdelta.screening.models import Job
from creditdelta.screening.moves import OPEN
from creditdelta.screening.queries import counts_of, job_of, jobs_of, kept_until
from creditdelta.screening.reading import WHYS, BrokenLine, TooMany
from creditdelta.screening.words import MATCHES, STATES
from creditdelta.uploads.arriving import MEGABYTE, NoRoom
from creditdelta.uploads.portal.incoming import Sent, with_file
from creditdelta.uploads.portal.places import at_desk
from creditdelta.uploads.portal.showing import Progress

FEW = 200  # answers on the page; the others by the table's files
MOST_BYTES = 32 * MEGABYTE
UNPROCESSABLE = 422
_REFUSALS = (
    BrokenLine, TooMany, NoRoom, services.NothingSent, services.TooManyOpen, ApiProblem,
)  # fmt: skip
_LIST = (
    Column("asked_at", Words("发来时间", "sent")),
    Column("state", Words("状态", "state")),
    Column("entries", Words("条数", "entries"), "count"),
    Column("done", Words("已查", "answered"), "count"),
    Column("kept_until", Words("保留到", "kept until"), "day"),
)
_ANSWERS = (
    Column("line", Words("行号", "line"), "count"),
    Column("asked", Words("所查", "asked")),
    Column("match", Words("结果", "answer")),
    Column("name", Words("现名称", "present name")),
    Column("code", Words("统一社会信用代码", "unified code"), "code"),
    Column("life", Words("登记状态", "registration")),
    Column("adverse", Words("公示中的不良记录", "adverse records in publicity"), "count"),
    Column("note", Words("提示", "note")),
)


@csrf_exempt  # the token is looked at once the form is read: uploads/portal/incoming.py
def desk_screening(request: HttpRequest) -> HttpResponse:
    """The lists of the office; one that is sent is screened."""
    office = own_office(request)
    permit(request, Target(office=office))
    if request.method != "POST":
        return _listed(request, office)
    return with_file(request, MOST_BYTES, lambda request, sent: _sent(request, office, sent))


def _sent(request: HttpRequest, office: str, sent: Sent) -> HttpResponse:
    content = request.POST.get("list", "").encode()
    if sent.file is not None and sent.file.size:
        content = sent.file.path.read_bytes()
    try:
        if sent.too_large:
            raise TooMany(screening_on(business_day()).most_entries)
        job = _asked(request, office, content)
    except _REFUSALS as refusal:
        return _listed(request, office, _why_not(refusal), UNPROCESSABLE)
    return HttpResponseRedirect(at_desk(request, "desk_screening_one", job.pk))


def _asked(request: HttpRequest, office: str, content: bytes) -> Job:
    most = screening_on(business_day()).most_entries
    received = services.received(reading.entries(plain_lines.said(content), name_words(), most))
    try:
        spend(request, "screened", received.entry_count)
        return services.ask(office, reader_of(request).account, received)
    finally:
        received.drop()


def _why_not(refusal: Exception) -> str:
    if isinstance(refusal, BrokenLine):
        reason = t(*WHYS[refusal.why])
        return t(f"第 {refusal.line} 行：{reason}", f"Line {refusal.line}: {reason}")
    if isinstance(refusal, TooMany):
        return t(
            f"最多 {refusal.most} 条，请拆分", f"{refusal.most} entries at most; split the list"
        )
    if isinstance(refusal, services.NothingSent):
        return t("请贴上名单，或选择一个文件", "Paste a list or choose a file")
    if isinstance(refusal, ApiProblem):
        return t(
            "您的账户今天的核查额度不够查完这份名单",
            "What your account may have screened today does not reach for this list",
        )
    return why_not_now(refusal)


def _listed(request: HttpRequest, office: str, wrong: str = "", status: int = 200) -> HttpResponse:
    figures = screening_on(business_day())
    rows = [
        (
            Link(f"{localtime(one.asked_at):%Y-%m-%d %H:%M}", at_desk(request, "desk_screening_one", one.pk)),
            STATES[one.state], one.entry_count, one.done_count, kept_until(one),
        )
        for one in jobs_of(office)
    ]  # fmt: skip
    context = {
        "office": say(office_by_id(office, business_day()).label),
        "wrong": wrong,
        "figures": figures,
        "act": at_desk(request, "desk_screening"),
        "accepts": ",".join(plain_lines.SUFFIXES),
    }
    table = Table(
        "screenings", Words("本单位的名单", "Lists of your office"), _LIST, rows,
        empty=Words("还没有名单。", "There is no list yet."),
    )  # fmt: skip
    return page(request, "screening/desk.html", context, tables=[table], status=status)


def desk_screening_one(request: HttpRequest, screening: str) -> HttpResponse:
    """How far one list is; then its answers. A form that is sent removes it."""
    job = _own(request, screening)
    if request.method == "POST":
        services.remove(job)
        return HttpResponseRedirect(at_desk(request, "desk_screening"))
    tables: list[Table] = []
    if job.state == "done":
        tables = [_answers(job, whole=asked_format(request) is not None)]
    context = {
        "job": job,
        "list": at_desk(request, "desk_screening"),
        "act": at_desk(request, "desk_screening_one", job.pk),
        "state": STATES[job.state],
        "running": job.state in OPEN,
        "progress": _progress(job),
        "poll": _poll(request, job),
        "counts": [(MATCHES[name], count) for name, count in counts_of(job).items()],
        "few": FEW,
    }
    return page(request, "screening/one.html", context, tables=tables)


def desk_screening_progress(request: HttpRequest, screening: str) -> HttpResponse:
    """How far it is; at the end the page is asked to load itself again."""
    job = _own(request, screening)
    if job.state not in OPEN:
        response = HttpResponse(status=204)
        response["HX-Refresh"] = "true"
        return response
    context = {"progress": _progress(job), "poll": _poll(request, job)}
    response = render(request, "screening/progress.html", context, using=lang())
    response["Cache-Control"] = "no-store"
    return response


def _own(request: HttpRequest, id: str) -> Job:
    job, office = job_of(id), own_office(request)
    permit(request, Target(office=office))
    if job is None or job.office != office or job.state == "ended":
        raise Http404
    return job


def _poll(request: HttpRequest, job: Job) -> str:
    return at_desk(request, "desk_screening_progress", job.pk)


def _progress(job: Job) -> Progress:
    return Progress(say(STATES[job.state]), job.done_count, job.entry_count)


def _answers(job: Job, *, whole: bool) -> Table:
    rows: list[Sequence[Cell]] = []
    for answer in kept.answers(kept.place_of(job.pk)):
        if len(rows) == FEW and not whole:
            break
        rows.append(_row(answer))
    return Table("answers", Words("逐条结果", "Answers"), _ANSWERS, rows)


def _row(answer: dict[str, Any]) -> Sequence[Cell]:
    code, asked = answer["code"], answer["asked"]
    return (
        answer["line"],
        " ".join(filter(None, (asked["code"], asked["name"]))) or None,
        MATCHES[answer["match"]],
        answer["name"],
        Link(code, url("subject", code)) if code else None,
        LABELS[answer["life"]] if answer["life"] else None,
        answer["adverse"],
        _note(answer),
    )


def _note(answer: dict[str, Any]) -> str | None:
    """What somebody has to look at: candidates, or a name that is another's."""
    if answer["name_fits"] is False:
        return t(
            "代码查到，但名称不是它的现名或曾用名",
            "The name given is none that the bearer of the code bore",
        )
    offered = [f"{one['code']} {one['name']}" for one in answer["candidates"]]
    return t("可能是：", "perhaps: ") + t("；", "; ").join(offered) if offered else None
