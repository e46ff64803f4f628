"""Doors to what needs no ledger: codes that are checked and converted, record standards, error codes.

Clause  S27, S28, S75.
"""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Body, Path, Schema
from pydantic import ConfigDict, Field

from creditdelta.api.doors import Routes, reply
from creditdelta.api.shapes import Code, Label, label
from creditdelta.handbook.code_lines import PERSON, Answer, answer
from creditdelta.kernel import errors
from creditdelta.kernel.errors import UnknownCode, Words
from creditdelta.pages.personal import has_personal_number
from creditdelta.rulebook.records import standards as all_standards
from creditdelta.rulebook.standards import Standard

MOST = 1_000
CODES = Routes("codes", Words("代码核对", "codes"))
STANDARDS = Routes("standards", Words("数据标准", "standards"))


class FindingOut(Schema):
    """One thing to say of a code."""

    code: str
    title: Label
    sentence: Label
    suggestion: Label


class CodeOut(Schema):
    """What is right and wrong with a code. A number that may be a person's is not repeated."""

    written: str
    valid: bool
    form: Annotated[
        str,
        Field(
            description="标准写法；代码不正确时为空 · "
            "the code as it should be written; empty where it is wrong"
        ),
    ]
    wrong_at: Annotated[
        int | None, Field(description="错在第几位，从 1 数起 · the wrong character, counted from 1")
    ]
    offers: Annotated[
        list[str],
        Field(description="可能是哪些代码，最可能的在前 · codes likely meant, the likeliest first"),
    ]
    findings: list[FindingOut]
    department: Label | None
    organisation_kind: Label | None
    division: str
    division_name: str
    note: Label | None


class CodesIn(Schema):
    """Codes to be checked."""

    model_config = ConfigDict(extra="forbid")

    codes: Annotated[list[Code], Field(min_length=1, max_length=MOST)]


class CodesOut(Schema):
    """An answer for each code, in the order in which they were sent."""

    codes: list[CodeOut]


class StandardOut(Schema):
    """A record standard in a line."""

    id: str
    kind: str
    label: Label
    section: str
    side: str
    nature: str
    columns: int
    schema_address: Annotated[
        str, Field(description="记录的 JSON Schema · JSON Schema of a record")
    ]


class StandardsOut(Schema):
    """All record standards."""

    standards: list[StandardOut]


class ErrorOut(Schema):
    """What an error code means, and how to go on."""

    code: str
    severity: str
    title: Label
    sentence: Label
    suggestion: Label
    clause: str


@CODES.get(
    "/codes/{code}", "code.check", Words("核对一个代码", "check a code"), CodeOut,
    "/codes/91310112DEKN72904G",
)  # fmt: skip
def check_code(request: HttpRequest, code: Annotated[Code, Path()]) -> HttpResponse:
    """Is this code right; if not, which character is wrong and what was likely meant?"""
    return reply(_code(code))


@CODES.post(
    "/codes", "code.check", Words("核对一批代码", "check many codes"), {200: CodesOut},
    {"codes": ["91310112DEKN72904G", "91310112DEKN72914G"]},
)  # fmt: skip
def check_codes(request: HttpRequest, sent: Annotated[CodesIn, Body()]) -> HttpResponse:
    """The same for up to a thousand codes at once. Nothing is stored."""
    return reply({"codes": [_code(one) for one in sent.codes]})


@STANDARDS.get(
    "/standards", "standard.read", Words("数据标准清单", "list record standards"), StandardsOut
)
def list_standards(request: HttpRequest) -> HttpResponse:
    """Every record standard there is."""
    return reply({"standards": [_standard(one) for one in all_standards().values()]})


@STANDARDS.get(
    "/errors/{code}", "standard.read", Words("错误代码的含义", "explain an error code"), ErrorOut,
    "/errors/CD-USCC-003",
)  # fmt: skip
def explain_error(
    request: HttpRequest, code: Annotated[str, Path(max_length=32)]
) -> HttpResponse:  # fmt: skip
    """What an error code means, and how to go on."""
    try:
        entry = errors.find(code.upper())
    except UnknownCode as unknown:
        raise Http404 from unknown
    said = {key: label(getattr(entry, key)) for key in ("title", "sentence", "suggestion")}
    return reply({"code": entry.code, "severity": entry.severity, "clause": entry.clause, **said})


def _code(written: str) -> dict[str, Any]:
    found = answer(written)
    hidden = any(one.kind.code == PERSON for one in found.findings) or (
        not found.valid and has_personal_number(written)
    )
    return {
        "written": "***" if hidden else found.written,
        "valid": found.valid,
        "form": found.form,
        "wrong_at": None if hidden else found.wrong_at,
        "offers": [] if hidden else list(found.offers),
        "findings": [
            {
                "code": one.kind.code,
                "title": label(one.kind.title),
                "sentence": label(one.kind.title if hidden else one.sentence),
                "suggestion": label(one.suggestion),
            }
            for one in found.findings
        ],
        **_place(found),
    }


def _place(found: Answer) -> dict[str, Any]:
    registers = found.registers
    return {
        "department": label(registers.department) if registers else None,
        "organisation_kind": label(registers.kind) if registers else None,
        "division": found.division,
        "division_name": found.region,
        "note": label(found.note) if found.note else None,
    }


def _standard(one: Standard) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "label": label(one.label),
        "section": one.section,
        "side": one.side,
        "nature": one.nature,
        "columns": len(one.columns),
        "schema_address": f"/standards/{one.id}/schema.json",
    }
