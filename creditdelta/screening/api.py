"""Doors by which a program has a list of codes and names screened, and fetches what was answered.

Clause  S30, S63. As a job: a list of 100,000 is answered in minutes, a piece at a time. A candidate is marked
as one and never the answer. There is no score and no grade.
"""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from ninja import Path, Schema
from pydantic import Field

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.api.doors import NDJSON, Routes, reply
from creditdelta.api.limits import spend
from creditdelta.api.problems import ApiProblem
from creditdelta.api.shapes import Day, Label, Moment, label, moment
from creditdelta.consent.portal.acting import own_office
from creditdelta.kernel.errors import Words
from creditdelta.screening import kept, services
from creditdelta.screening.incoming import list_in, refused
from creditdelta.screening.models import Job
from creditdelta.screening.moves import OPEN
from creditdelta.screening.queries import counts_of, job_of, kept_until
from creditdelta.screening.words import STATES

SCREENINGS = Routes("screenings", Words("批量核查", "screening lists"))
OPERATION = "screening.ask"
_Id = Annotated[str, Path(max_length=32, pattern=r"^[0-9a-f]{32}$")]


class ScreeningOut(Schema):
    """A list and how far it is answered."""

    id: str
    state: Annotated[
        str,
        Field(
            description="waiting 等待、working 处理中、done 完成、ended 结束 · "
            "waiting, working, done or ended"
        ),
    ]
    state_label: Label
    day: Annotated[
        Day,
        Field(
            description="按这一天计算公示中的不良记录 · "
            "adverse records are counted that are public on this day"
        ),
    ]
    entries: int
    persons: Annotated[
        int,
        Field(
            description="像自然人的行：不保留也不查找 · "
            "entries that look like a natural person: neither kept nor looked for"
        ),
    ]
    done: int
    counts: Annotated[
        dict[str, int],
        Field(
            description="各类答案的行数；完成前为空 · "
            "entries by kind of answer; empty before the end"
        ),
    ]
    asked_at: Moment
    kept_until: Day
    result: Annotated[
        str | None,
        Field(description="完成后在哪里取结果 · where the answers are, once they are there"),
    ]


class OfferedOut(Schema):
    """An organisation that may have been meant; somebody has to look."""

    code: str
    name: str
    life: str
    division: str


class AskedOut(Schema):
    """What was asked."""

    code: str
    name: str


class AnsweredOut(Schema):
    """A line of the result. Where `match` names no organisation, code and what follows are null."""

    line: int
    id: str
    asked: AskedOut
    match: Annotated[
        str,
        Field(
            description="exact、legacy、name、former_name 唯一对应；"
            "candidates、unknown、person 不对应任何主体 · "
            "exact, legacy, name, former_name: exactly one; candidates, unknown, "
            "person: nobody"
        ),
    ]
    name_fits: Annotated[
        bool | None,
        Field(
            description="有这个代码的主体是否用过这个名称 · "
            "whether who has the code bears or bore the name given"
        ),
    ]
    code: str | None
    name: str | None
    life: str | None
    division: str | None
    adverse: Annotated[
        int | None,
        Field(description="当天公示中的不良记录数 · adverse records in publicity on the day"),
    ]
    archive: str | None
    candidates: list[OfferedOut]


@SCREENINGS.post(
    "/screenings", OPERATION, Words("批量核查一份名单", "have a list screened"), {202: ScreeningOut},
    {"entries": [{"id": "1", "code": "91310115DEMA00013F"}, {"id": "2", "name": "上海示例商贸有限公司"}]},
    streams=True,
)  # fmt: skip
def ask_screening(request: HttpRequest) -> HttpResponse:
    """Send up to 1,000 entries as JSON, or up to 100,000 as NDJSON, one entry a line; gzip is taken."""
    office = own_office(request)
    permit(request, Target(office=office))
    sent = list_in(request)
    try:
        spend(request, "screened", sent.entry_count)
        with refused(by_line=True):
            job = services.ask(office, reader_of(request).account, sent)
    finally:
        sent.drop()
    answer = _told(job, 202)
    answer["Location"] = _address(job)
    return answer


@SCREENINGS.get(
    "/screenings/{screening}", OPERATION, Words("名单查到了哪里", "how a list stands"), ScreeningOut,
    "/screenings/{screening}",
)  # fmt: skip
def read_screening(request: HttpRequest, screening: _Id) -> HttpResponse:
    """How far a list is answered, and where the answers are."""
    return _told(_own(request, screening))


@SCREENINGS.get(
    "/screenings/{screening}/result", OPERATION, Words("取回名单的结果", "the answers to a list"),
    AnsweredOut, "/screenings/{screening}/result", also=(409, 410), lines=True,
)  # fmt: skip
def read_screening_result(request: HttpRequest, screening: _Id) -> StreamingHttpResponse:
    """A line of NDJSON for each entry, in their order; gzip where it is accepted."""
    job = _own(request, screening)
    if job.state in OPEN:
        done = f"{job.done_count} / {job.entry_count}"
        raise ApiProblem("CD-API-082", 409, detail=done, headers={"Retry-After": "1"})
    try:
        return StreamingHttpResponse(kept.result(kept.place_of(job.pk)), content_type=NDJSON)
    except FileNotFoundError as gone:
        raise ApiProblem("CD-API-083", 410) from gone


@SCREENINGS.delete(
    "/screenings/{screening}", OPERATION, Words("删除名单", "remove a list"), {200: ScreeningOut},
    "/screenings/{screening}",
)  # fmt: skip
def remove_screening(request: HttpRequest, screening: _Id) -> HttpResponse:
    """Remove a list and its answers before their time."""
    job = _own(request, screening)
    services.remove(job)
    return _told(job)


def _own(request: HttpRequest, id: str) -> Job:
    """The list, where the reader acts for its office; else as if there were none."""
    job, office = job_of(id), own_office(request)
    permit(request, Target(office=office))
    if job is None or job.office != office:
        raise Http404
    return job


def _address(job: Job) -> str:
    return reverse("api_read_screening", args=[job.pk])


def _told(job: Job, status: int = 200) -> HttpResponse:
    response = reply(_values(job), status=status)
    if job.state in OPEN:
        response["Retry-After"] = "1"
    return response


def _values(job: Job) -> dict[str, Any]:
    return {
        "id": job.pk,
        "state": job.state,
        "state_label": label(STATES[job.state]),
        "day": job.day.isoformat(),
        "entries": job.entry_count,
        "persons": job.person_count,
        "done": job.done_count,
        "counts": counts_of(job),
        "asked_at": moment(job.asked_at),
        "kept_until": kept_until(job).isoformat(),
        "result": f"{_address(job)}/result" if job.state == "done" else None,
    }
