"""Doors to credit archives: an organisation, its records of a section, one record.

Clause  S34, S2, S63; architecture "one gate to the public". What a page shows to everybody, no more.
"""

from datetime import date
from typing import Annotated

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Query, Schema
from pydantic import Field

from creditdelta.api.cursors import leaf
from creditdelta.api.doors import Routes, reply
from creditdelta.api.limits import spend
from creditdelta.api.problems import ApiProblem
from creditdelta.api.shapes import Code, Cursor, Label, Listed, Moment
from creditdelta.archive.queries import (
    Archive,
    SeveralOrganisations,
    UnknownCode,
    archive_of,
    latest_first,
    who_has,
)
from creditdelta.archive.spoken import record_values, subject_values
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.kernel.identifiers import uscc
from creditdelta.records.lookup import is_record_id
from creditdelta.records.publishing import Viewer, about, rules
from creditdelta.records.queries import Identity
from creditdelta.records.rules import Record

SUBJECTS = Routes("subjects", Words("信用档案", "credit archives"))
MOST = 200
_LIST = "records"
AsOf = Annotated[
    date | None,
    Query(
        description="这一天有效、今天可以公开的内容 · what was in force on this day and may be public today"
    ),
]


class SectionOut(Schema):
    """A section of the archive with how many records of it may be shown."""

    id: str
    label: Label
    count: int


class ClockOut(Schema):
    """How long a record is public, and from when its repair may be asked for."""

    adverse: bool
    counted_from: str | None
    public_until: Annotated[
        str | None, Field(description="最后一天；空：没有止期 · the last day; none: no end")
    ]
    repair_from: str | None


class ProvenanceOut(Schema):
    """Where a record comes from."""

    region: str
    source: str
    reporter: str
    submission: int
    row: int
    issued_at: Moment
    received_on: str


class RecordOut(Schema):
    """A record with the cells that may be read; `cells` by the columns of its standard."""

    id: str
    subject: str
    standard: str
    kind: str
    label: Label
    section: str
    side: str
    nature: str
    standing: str
    decided_on: str | None
    number: str
    matter: str
    authority: str
    cells: dict[str, str]
    clock: ClockOut
    provenance: ProvenanceOut | None


class AnswerOut(Schema):
    """Is there a problem, since when, until when, what can be done? Nobody is called good or bad."""

    tone: str
    headline: Label
    further: list[Label]


class SubjectOut(Schema):
    """An organisation and the top of its archive."""

    code: str
    scheme: str
    name: Annotated[
        str,
        Field(
            description="登记机关还没有确认时为空 · empty where no register confirms the code yet"
        ),
    ]
    former_names: list[str]
    numbers: Annotated[
        list[dict[str, str]], Field(description="对应到它的旧号码 · older numbers that lead here")
    ]
    life: str
    life_label: Label
    status: str
    division: str
    established_on: str | None
    as_of: str
    answer: AnswerOut
    sections: list[SectionOut]
    records: Annotated[int, Field(description="可以公开的记录数 · how many records may be shown")]
    adverse: Annotated[
        list[RecordOut],
        Field(description="公示中的不良记录，最近的在前 · the latest adverse records in publicity"),
    ]


class RecordsOut(Listed):
    """Records of an organisation, the latest decision first."""

    subject: str
    as_of: str
    count: int
    records: list[RecordOut]


@SUBJECTS.get(
    "/subjects/{code}", "archive.read", Words("一个组织的信用档案", "an organisation's archive"),
    SubjectOut, "/subjects/{code}", also=(409,),
)  # fmt: skip
def read_subject(
    request: HttpRequest, code: Annotated[Code, Path()], as_of: AsOf = None
) -> HttpResponse:
    """The organisation that bears a code or an older number, its answer in a sentence, and counts."""
    found = found_of(code, as_of)
    spend(request, "organisations")
    return reply(subject_values(found))


@SUBJECTS.get(
    "/subjects/{code}/records", "archive.read", Words("一个组织的记录", "an organisation's records"),
    RecordsOut, "/subjects/{code}/records?limit=2", also=(409,),
)  # fmt: skip
def list_records(
    request: HttpRequest,
    code: Annotated[Code, Path()],
    section: Annotated[str | None, Query(max_length=40)] = None,
    as_of: AsOf = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 50,
    cursor: Cursor = None,
) -> HttpResponse:
    """The records that may be shown, all or of one section, the latest decision first."""
    found = found_of(code, as_of)
    spend(request, "organisations")
    listed = _of_section(found, section)
    shown, following = leaf(request, _LIST, listed, limit, cursor)
    return reply(
        {
            "subject": found.identity.code,
            "as_of": found.day.isoformat(),
            "count": len(listed),
            "records": record_values(found, list(shown)),
            "next": following,
        }
    )


@SUBJECTS.get(
    "/subjects/{code}/records/{record}", "archive.read", Words("一条记录", "one record"), RecordOut,
    "/subjects/{code}/records/{record}", also=(409,),
)  # fmt: skip
def read_record(
    request: HttpRequest,
    code: Annotated[Code, Path()],
    record: Annotated[str, Path(max_length=65)],
) -> HttpResponse:
    """One record by its id, with every cell that may be read and its clock."""
    found = found_of(code, None)
    spend(request, "organisations")
    wanted = record.lower() if is_record_id(record) else ""
    owner, _, document = wanted.partition("-")
    held = [one for one in found.records if wanted and one.document.hex().startswith(document)]
    if len(held) != 1 or not found.identity.ref.hex().startswith(owner) or not held[0].speaking:
        raise Http404
    return reply(record_values(found, held)[0])


def found_of(code: str, as_of: date | None) -> Archive:
    """The public archive; a sole trader's by its own full code only."""
    who, today = identified(code), business_day()
    day = min(as_of, today) if as_of else None
    return archive_of(who, Viewer(), today=today, day=day, latest=0)


def identified(code: str) -> Identity:
    """Who is asked about; raises the problems of codes that lead to nobody, or to several."""
    plain = uscc.compact(code)
    try:
        who = who_has(plain)
    except UnknownCode as unknown:
        raise ApiProblem("CD-API-019", 404) from unknown
    except SeveralOrganisations as several:
        raise ApiProblem("CD-API-020", 409) from several
    if who.wait == "ambiguous":
        raise ApiProblem("CD-API-020", 409)
    if about(who.code) == "sole_trader" and who.code != plain:
        raise ApiProblem("CD-API-019", 404)
    return who


def _of_section(found: Archive, section: str | None) -> list[Record]:
    standards = rules().standards
    said = [one for one in found.records if one.speaking is not None]
    if section is not None:
        said = [
            one for one in said
            if one.speaking is not None and standards[one.speaking.standard].section == section
        ]  # fmt: skip
    return latest_first(said)
