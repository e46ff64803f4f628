"""A report on its way as plain values, as programs are told of it.

Clause  S31, S33.
"""

from typing import Annotated, Any, cast

from django.urls import reverse
from ninja import Schema
from pydantic import Field

from creditdelta.api.shapes import Label, Listed, Moment, label, moment
from creditdelta.api.versions import version_of
from creditdelta.intake.models import Submission
from creditdelta.uploads.models import Upload
from creditdelta.uploads.queries import found_of
from creditdelta.uploads.rules import State
from creditdelta.uploads.words import STATES, trouble


class CountsOut(Schema):
    """The rows of a file by what becomes of them."""

    rows: int
    fresh: int
    wrong: int
    duplicate: int
    waiting: Annotated[
        int,
        Field(description="等组织登记核实后才公开 · kept until their organisation is confirmed"),
    ]
    persons: Annotated[
        int,
        Field(
            description="涉及自然人：不接收、不保留 · about natural persons: not taken, not kept"
        ),
    ]


class TakenOut(Schema):
    """What the ledger says of a file that was taken in."""

    submission: int
    accepted: int
    waiting: int
    duplicate: int
    withdrawn: int
    rejected: int


class TroubleOut(Schema):
    """Why a file cannot be taken in."""

    code: str
    detail: str
    suggestion: str


class JobOut(Schema):
    """A report on its way. `state`: arriving, waiting, reading, read, confirmed, loading, done, …"""

    id: str
    state: str
    state_label: Label
    going_on: Annotated[
        bool, Field(description="过 Retry-After 秒再问 · ask again after Retry-After seconds")
    ]
    name: str
    standard: str
    period: str
    rows_done: int
    counts: CountsOut | None
    taken_in: TakenOut | None
    trouble: TroubleOut | None
    changed_at: Moment
    rows: Annotated[
        str, Field(description="要处理的行在哪里 · where the rows are that need somebody")
    ]


class JobsOut(Listed):
    """Reports of an office, the latest first."""

    jobs: list[JobOut]


class WrongCellOut(Schema):
    """One thing wrong in a row; `value` is empty where it may hold personal data."""

    column: str
    heading: str
    code: str
    value: str
    detail: Label
    suggestion: Label
    suggested: str


class WrongRowOut(Schema):
    """A row that was refused, and where it stood in the file."""

    row: int
    faults: list[WrongCellOut]


class WrongRowsOut(Listed):
    """Rows that need somebody, in the order of the file."""

    rows: list[WrongRowOut]


def version(one: Upload) -> str:
    """The ETag of a report as it stands."""
    return version_of(one.pk, one.state, one.rows_done, one.found, one.period, one.submission)


def values(one: Upload, *, going_on: bool) -> dict[str, Any]:
    """A report as `JobOut` has it."""
    found = found_of(one) if one.found else None
    said = trouble(one)
    return {
        "id": one.pk,
        "state": one.state,
        "state_label": label(STATES[cast(State, one.state)][1]),
        "going_on": going_on,
        "name": one.name,
        "standard": found.standard if found else one.kind,
        "period": one.period or (found.period if found else ""),
        "rows_done": one.rows_done,
        "counts": found and {
            "rows": found.rows, "fresh": found.fresh, "wrong": found.wrong,
            "duplicate": found.duplicate, "waiting": found.waiting, "persons": found.persons,
        },
        "taken_in": _taken_in(one),
        "trouble": said
        and {"code": said.code, "detail": said.sentence, "suggestion": said.advice},
        "changed_at": moment(one.changed_at),
        "rows": reverse("api_list_job_rows", args=[one.pk]),
    }  # fmt: skip


def _taken_in(one: Upload) -> dict[str, int] | None:
    made = Submission.objects.filter(pk=one.submission).first() if one.submission else None
    return (
        None
        if made is None
        else {
            "submission": made.pk,
            "accepted": made.accepted,
            "waiting": made.waiting,
            "duplicate": made.duplicate,
            "withdrawn": made.withdrawn,
            "rejected": made.rejected,
        }
    )
