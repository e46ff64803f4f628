"""Doors by which a reporting office's program sees its batches, and says that there was nothing to report.

Clause  S31, S33. The same lists, counts and refusals as on the desk (creditdelta/intake/portal).
"""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Body, Path, Query, Schema
from pydantic import ConfigDict, Field

from creditdelta.accounts.gatekeeper import reader_of
from creditdelta.api.cursors import onward, unpack
from creditdelta.api.doors import Routes, reply
from creditdelta.api.problems import ApiProblem
from creditdelta.api.shapes import Cursor, Day, Label, Listed, Moment, label, moment
from creditdelta.intake import batches, zero
from creditdelta.intake.models import Submission, ZeroReport
from creditdelta.intake.portal.batches import month_in, written
from creditdelta.intake.portal.places import own_of
from creditdelta.intake.words import STATES, ZERO_STATES, ground_label, kind_label, standard_label
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.pages.language import t

BATCHES = Routes("batches", Words("批次和零报告", "batches and zero reports"))
READ, ZERO = "batch.read", "zero.report"
MOST, LATEST = 200, 2**31 - 1
_LIST = "batches"
_Month = Annotated[
    str, Field(pattern=r"^\d{4}-\d{2}$", description="月份，如 2026-03 · a month, as 2026-03")
]
_Id = Annotated[str, Path(max_length=32, pattern=r"^[0-9a-f]{32}$")]


class BatchOut(Schema):
    """A batch of the office: its rows by what became of them."""

    number: int
    state: str
    state_label: Label
    standard: str
    standard_label: Label
    issued_at: Moment
    received_at: Moment
    rows: int
    accepted: int
    waiting: int
    duplicate: int
    withdrawn: int
    rejected: int
    late: Annotated[int, Field(description="迟报的行数 · rows that came late")]
    repeats: Annotated[
        int | None,
        Field(description="与哪一批内容相同 · the batch that held the very same file before"),
    ]


class ReasonOut(Schema):
    """Why rows were refused, and how many."""

    code: str
    title: Label
    count: int


class WholeBatchOut(BatchOut):
    """A batch with the reasons for which rows were refused, the most frequent first."""

    reasons: list[ReasonOut]


class BatchesOut(Listed):
    """Batches, the latest first."""

    batches: list[BatchOut]


class ZeroIn(Schema):
    """That nothing was to be reported. `sure`: in spite of rows that were reported for the month."""

    model_config = ConfigDict(extra="forbid")

    kind: Annotated[str, Field(max_length=64)]
    month: _Month
    sure: bool = False


class ZeroOut(Schema):
    """A zero report."""

    id: str
    kind: str
    kind_label: Label
    month: str
    state: str
    state_label: Label
    reported_at: Moment
    superseded_by: Annotated[
        int | None, Field(description="后来的批次 · the batch that brought something after all")
    ]


class DueOut(Schema):
    """Of what the office should still say something."""

    kind: str
    kind_label: Label
    month: str
    due_on: Day


class ZerosOut(Schema):
    """What is still to be said, and what was said."""

    due: list[DueOut]
    reports: list[ZeroOut]


@BATCHES.get(
    "/batches", READ, Words("本单位的批次", "the office's batches"), BatchesOut, "/batches?limit=2"
)
def list_batches(
    request: HttpRequest,
    state: Annotated[Literal["held", "open", "closed", "refused"] | None, Query()] = None,
    kind: Annotated[
        str,
        Query(max_length=64, pattern=r"^[a-z_]*$", description="记录种类 · kind of record"),
    ] = "",
    month: Annotated[
        str, Query(pattern=r"^(\d{4}-\d{2})?$", description="报送月份 · month of reporting")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    cursor: Cursor = None,
) -> HttpResponse:
    """What the office sent, the latest first. A page goes on below the last number of the one before."""
    own = own_of(request)
    below = unpack(_LIST, cursor, int)[0] if cursor else LATEST
    asked = batches.Asked(state or "", kind, month_in(month))
    found = batches.listed(batches.of_office(own), asked).filter(pk__lt=min(below, LATEST))
    rows = list(found[: limit + 1])
    following = onward(request, _LIST, rows[limit - 1].pk) if len(rows) > limit else None
    return reply({"batches": [_batch(row) for row in rows[:limit]], "next": following})


@BATCHES.get(
    "/batches/{number}", READ, Words("一个批次", "one batch"), WholeBatchOut, "/batches/{batch}"
)
def read_batch(
    request: HttpRequest, number: Annotated[int, Path(ge=1, le=LATEST)]
) -> HttpResponse:  # fmt: skip
    """What became of the rows of a batch, and why those were refused that were."""
    row = Submission.objects.filter(batches.of_office(own_of(request)), pk=number).first()
    if row is None:
        raise Http404
    reasons = [
        {"code": code, "title": label(ground_label(code)), "count": count}
        for code, count in batches.reasons(row)
    ]
    return reply({**_batch(row), "reasons": reasons})


@BATCHES.get(
    "/zero-reports", ZERO, Words("零报告", "zero reports"), ZerosOut, "/zero-reports"
)  # fmt: skip
def list_zero_reports(request: HttpRequest) -> HttpResponse:
    """Of what the office should still say something for last month, and its zero reports."""
    own, day = own_of(request), business_day()
    due = [
        {
            "kind": one.kind,
            "kind_label": label(kind_label(one.kind)),
            "month": written(one.month),
            "due_on": one.due_on.isoformat(),
        }
        for one in zero.due(own, day)
    ]
    return reply({"due": due, "reports": [_zero(one) for one in zero.reports_of(own)]})


@BATCHES.post(
    "/zero-reports", ZERO, Words("报零报告", "make a zero report"), {201: ZeroOut},
    {"kind": "licence", "month": "2026-02"}, example="/zero-reports",
)  # fmt: skip
def make_zero_report(request: HttpRequest, sent: Annotated[ZeroIn, Body()]) -> HttpResponse:
    """Say that nothing of a kind was to be reported for a month."""
    own, month = own_of(request), month_in(sent.month)
    about = envelope(own.region, reader_of(request).account)
    try:
        made = zero.report(
            own, sent.kind, month or date.min, about, today=business_day(), sure=sent.sure
        )
    except zero.ZeroRefused as refusal:
        raise _refused(refusal) from refusal
    return reply(_zero(made), status=201)


@BATCHES.delete(
    "/zero-reports/{report}", ZERO, Words("撤回零报告", "take a zero report back"), {200: ZeroOut},
    "/zero-reports/{zero}",
)  # fmt: skip
def take_back_zero_report(request: HttpRequest, report: _Id) -> HttpResponse:
    """It was a mistake; it stays in the list as taken back."""
    own, id = own_of(request), bytes.fromhex(report)
    if not zero.is_of(own, id):
        raise Http404
    try:
        zero.take_back(id, envelope(own.region, reader_of(request).account))
    except zero.ZeroRefused as refusal:
        raise _refused(refusal) from refusal
    return reply(_zero(ZeroReport.objects.get(pk=id)))


def _refused(refusal: zero.ZeroRefused) -> ApiProblem:
    return ApiProblem("CD-API-022", 409, detail=t(*zero.WHYS[refusal.why]))


def _batch(row: Submission) -> dict[str, Any]:
    return {
        "number": row.pk,
        "state": row.state,
        "state_label": label(STATES[row.state]),
        "standard": row.standard,
        "standard_label": label(standard_label(row)),
        "issued_at": moment(row.issued_at),
        "received_at": moment(row.received_at),
        "rows": row.rows,
        "accepted": row.accepted,
        "waiting": row.waiting,
        "duplicate": row.duplicate,
        "withdrawn": row.withdrawn,
        "rejected": row.rejected,
        "late": row.late,
        "repeats": row.repeats,
    }


def _zero(one: ZeroReport) -> dict[str, Any]:
    state = zero.state_of(one)
    return {
        "id": bytes(one.pk).hex(),
        "kind": one.kind,
        "kind_label": label(kind_label(one.kind)),
        "month": written(one.month),
        "state": state,
        "state_label": label(ZERO_STATES[state]),
        "reported_at": moment(one.reported_at),
        "superseded_by": one.superseded_by,
    }
