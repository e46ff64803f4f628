"""Doors by which a program reports a file and follows what becomes of it.

Clause  S31, S33, S30. The same way as on the desk: a process of its own reads it, what passes is confirmed,
rows that do not pass wait to be mended. Nothing of a file is opened here.
"""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Path, Query

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.api.cursors import leaf
from creditdelta.api.doors import Routes, reply
from creditdelta.api.problems import ApiProblem, Fault
from creditdelta.api.shapes import Cursor
from creditdelta.api.versions import still
from creditdelta.consent.portal.acting import own_office
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.rulebook.uploads import uploads_on
from creditdelta.uploads import services
from creditdelta.uploads.arriving import MEGABYTE, Incoming, NoRoom
from creditdelta.uploads.models import Upload
from creditdelta.uploads.portal.incoming import Sent, ToDisk, pieces
from creditdelta.uploads.portal.places import own, why_not, why_not_done
from creditdelta.uploads.queries import uploads_of, waiting_rows
from creditdelta.uploads.rules import MoveRefused
from creditdelta.uploads.spoken import JobOut, JobsOut, WrongRowsOut, values, version

IMPORTS = Routes("imports", Words("报送", "reporting"))
GOING_ON = ("arriving", "waiting", "reading", "confirmed", "loading")
ENCODINGS = ("", "identity", "gzip")
MOST = 200
_LIST, _JOBS = "rows", "jobs"
_UNDONE = (MoveRefused, services.ReadAnew, services.NotSent, services.NoMonth)
_Job = Annotated[str, Path(max_length=32, pattern=r"^[0-9a-f]{32}$")]


@IMPORTS.post(
    "/imports", "upload.send", Words("报送一个文件", "report a file"), {202: JobOut},
    "name=penalties.csv", streams=True, example="/imports?name=penalties.csv",
)  # fmt: skip
def send_import(
    request: HttpRequest,
    name: Annotated[
        str, Query(min_length=1, max_length=120, description="文件名 · the file's name")
    ],
    kind: Annotated[
        str,
        Query(
            max_length=64,
            description="数据标准的编号；不写则自动识别 · a standard's id; without it, it is recognised",
        ),
    ] = "",
    confirm: Annotated[
        bool,
        Query(
            description="通过核验的行直接入账，不再确认 · take in what passes without asking again"
        ),
    ] = False,
) -> HttpResponse:
    """Send a file as it is (CSV, XLSX, XLS, JSON lines, Parquet; gzip too), or as multipart/form-data."""
    office = own_office(request)
    permit(request, Target(office=office))
    account, door = reader_of(request).account, "program" if confirm else "file"
    sent = Sent()
    try:
        file = _received(request, sent)
        upload = services.receive(office, account, name, file, door=door, kind=kind)
    except services.NotSent as refusal:
        fault = Fault("query/kind", "CD-UPLOAD-001", str(refusal), why_not_done(refusal))
        raise ApiProblem("CD-API-009", 422, faults=[fault]) from refusal
    except services.TooLarge as refusal:
        raise ApiProblem("CD-API-016", 413, detail=f"{refusal.megabytes} MB") from refusal
    except (services.TooMany, NoRoom) as refusal:
        raise ApiProblem("CD-API-022", 409, detail=why_not(refusal)) from refusal
    finally:
        sent.drop()
    answer = _told(upload, 202)
    answer["Location"] = reverse("api_read_job", args=[upload.pk])
    return answer


@IMPORTS.get(
    "/jobs", "upload.read", Words("本单位的报送", "the office's reports"), JobsOut, "/jobs?limit=2"
)
def list_jobs(
    request: HttpRequest, limit: Annotated[int, Query(ge=1, le=MOST)] = 50, cursor: Cursor = None
) -> HttpResponse:
    """What the office sent and what became of it, the latest first; ended ones for some weeks."""
    office = own_office(request)
    permit(request, Target(office=office))
    shown, following = leaf(request, _JOBS, uploads_of(office), limit, cursor)
    listed = [values(one, going_on=one.state in GOING_ON) for one in shown]
    return reply({"jobs": listed, "next": following})


@IMPORTS.get(
    "/jobs/{job}",
    "upload.send",
    Words("报送到了哪一步", "how a report stands"),
    JobOut,
    "/jobs/{job}",
)
def read_job(request: HttpRequest, job: _Job) -> HttpResponse:
    """How far a report is, what was found in it, and what became of it."""
    return _told(own(request, job))


@IMPORTS.get(
    "/jobs/{job}/rows", "upload.send", Words("要处理的行", "rows that need somebody"), WrongRowsOut,
    "/jobs/{job}/rows?limit=5",
)  # fmt: skip
def list_job_rows(
    request: HttpRequest,
    job: _Job,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    cursor: Cursor = None,
) -> HttpResponse:
    """The refused rows of a report: which cell, which rule, what to do, what would fit."""
    one = own(request, job)
    shown, following = leaf(request, _LIST, waiting_rows(one), limit, cursor)
    rows = [
        {
            "row": row.row,
            "faults": [
                {
                    "column": each.column, "heading": each.heading, "code": each.code,
                    "value": each.value, "suggested": each.suggested,
                    "detail": {"zh": each.zh[0], "en": each.en[0]},
                    "suggestion": {"zh": each.zh[1], "en": each.en[1]},
                }
                for each in row.wrong
            ],
        }
        for row in shown
    ]  # fmt: skip
    return reply({"rows": rows, "next": following})


@IMPORTS.post(
    "/jobs/{job}/confirm", "upload.send", Words("确认入账", "confirm a report"), {202: JobOut}, {},
    also=(412, 428), example="/jobs/{job}/confirm",
)  # fmt: skip
def confirm_job(request: HttpRequest, job: _Job) -> HttpResponse:
    """Take in what passes. `If-Match` names the version that was looked at."""
    one = own(request, job)
    still(request, version(one))
    try:
        services.confirm(one, reader_of(request).account)
    except _UNDONE as refusal:
        raise ApiProblem("CD-API-022", 409, detail=why_not_done(refusal)) from refusal
    return _told(one, 202)


@IMPORTS.post(
    "/jobs/{job}/discard", "upload.send", Words("放弃报送", "discard a report"), {200: JobOut}, {},
    also=(412, 428), example="/jobs/{job}/discard",
)  # fmt: skip
def discard_job(request: HttpRequest, job: _Job) -> HttpResponse:
    """Do not report it; its bytes and rows are removed. `If-Match` names the version looked at."""
    one = own(request, job)
    still(request, version(one))
    try:
        services.discard(one)
    except MoveRefused as refusal:
        raise ApiProblem("CD-API-022", 409, detail=why_not_done(refusal)) from refusal
    return _told(one)


def _received(request: HttpRequest, sent: Sent) -> Incoming:
    """The file, on the disk of the home; raises the problems of what is no file, or too much; `NoRoom`."""
    most = uploads_on(business_day()).largest_megabytes * MEGABYTE
    encoding = request.headers.get("Content-Encoding", "")
    if encoding not in ENCODINGS:
        raise ApiProblem("CD-API-017", 415, detail=f"Content-Encoding: {encoding[:40]}")
    if request.content_type == "multipart/form-data":
        request.upload_handlers = [ToDisk(sent, most)]
        request.POST  # noqa: B018  this is what reads the form, and the file with it
    else:
        sent.begin()
        for piece in pieces(request):
            sent.add(piece, most)
            if sent.let_go:
                break
        sent.end()
    if sent.too_large:
        raise ApiProblem("CD-API-016", 413, detail=f"{most // MEGABYTE} MB")
    if sent.full:
        raise NoRoom
    if sent.file is None:
        raise ApiProblem("CD-API-017", 415, detail="file")
    return sent.file


def _told(one: Upload, status: int = 200) -> HttpResponse:
    going_on = one.state in GOING_ON
    response = reply(values(one, going_on=going_on), status=status)
    response["ETag"] = version(one)
    if going_on:
        response["Retry-After"] = "1"
    return response
