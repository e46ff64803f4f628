"""The door to what is not public: an officer's program names purpose and case, then reads.

Clause  S71, S63; T11. The look is in the log before anything is answered; the organisation sees office,
purpose and moment. The same rules as on the page (creditdelta/archive/portal/looking.py).
"""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Body, Path, Schema
from pydantic import ConfigDict, Field

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.api.doors import Routes, reply
from creditdelta.api.limits import spend
from creditdelta.api.problems import ApiProblem
from creditdelta.api.shapes import Code, Label, label
from creditdelta.archive.api import RecordOut, identified
from creditdelta.archive.portal.looking import PERSONAL
from creditdelta.archive.portal.whole import reported, seen_by
from creditdelta.archive.queries import archive_of
from creditdelta.archive.spoken import record_values
from creditdelta.archive.words import SEEN_BY, STANDINGS
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.lookups.rules import LONGEST_REFERENCE
from creditdelta.lookups.services import WHYS, Asked, LookRefused, look
from creditdelta.pages.language import say, t
from creditdelta.pages.personal import has_personal_number
from creditdelta.records.publishing import Viewer
from creditdelta.records.queries import Identity
from creditdelta.rulebook.purposes import purposes
from creditdelta.subjects.rules import province_of

LOOKS = Routes("looks", Words("非公开信息", "what is not public"))


class LookIn(Schema):
    """Why somebody looks. `reference`: the number of the case, tender or file; no personal number."""

    model_config = ConfigDict(extra="forbid")

    purpose: Annotated[str, Field(max_length=40)]
    reference: Annotated[str, Field(max_length=LONGEST_REFERENCE)] = ""


class WholeRecordOut(RecordOut):
    """A record with how it stands, and why the public does not see it."""

    standing_label: Label
    public: bool
    seen_by: Label


class LookOut(Schema):
    """Everything that lies here about an organisation."""

    look: Annotated[
        str, Field(description="本次查看在日志中的编号 · the id of the look in the log")
    ]
    subject: str
    purpose: str
    records: list[WholeRecordOut]


@LOOKS.post(
    "/subjects/{code}/looks", "archive.look", Words("查看非公开信息", "look at what is not public"),
    {201: LookOut}, {"purpose": "data_verification", "reference": "示例〔2026〕1号"},
    example="/subjects/{code}/looks",
)  # fmt: skip
def look_at_subject(
    request: HttpRequest, code: Annotated[Code, Path()], sent: Annotated[LookIn, Body()]
) -> HttpResponse:
    """Name the purpose; the look is written down, then every record is answered with how it stands."""
    who = identified(code)
    target = Target(region=f"{province_of(who.code)}0000", subject=who.ref)
    permit(request, target)
    if has_personal_number(sent.reference):
        raise ApiProblem("CD-API-005", 422, detail=say(PERSONAL))
    if sent.purpose not in purposes():
        raise ApiProblem("CD-API-005", 422, detail=t(*WHYS["purpose"]))
    post = permit(request, target, sent.purpose)
    spend(request, "organisations")
    about = envelope(post.region, reader_of(request).account)
    try:
        made = look(Asked(who.ref, sent.purpose, sent.reference), post, about)
    except LookRefused as refused:
        raise ApiProblem("CD-API-005", 422, detail=t(*WHYS[refused.why])) from refused
    return reply(_everything(who, sent.purpose, made), status=201)


def _everything(who: Identity, purpose: str, made: bytes) -> dict[str, Any]:
    viewer = Viewer("officer", purpose=purpose)
    found = archive_of(who, viewer, today=business_day(), latest=0)
    held = reported(found)
    why = {one.hex(): reason for one, reason in seen_by(found).items()}
    documents = {one.document.hex()[:8]: one.document.hex() for one in held}
    records = record_values(found, held)
    for one in records:
        reason = why[documents[one["id"].partition("-")[2]]]
        one["standing_label"] = label(STANDINGS[one["standing"]])
        one["public"], one["seen_by"] = reason == "", label(SEEN_BY[reason])
    return {"look": made.hex(), "subject": who.code, "purpose": purpose, "records": records}
