"""The door to what an organisation consented to show: the parts it named, to the recipient it named.

Clause  S71, S63. Each reading stands in the organisation's log as a look for the consent's purpose.
"""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Path, Schema
from pydantic import Field

from creditdelta.accounts.gatekeeper import permit, reader_of
from creditdelta.accounts.rules import Target
from creditdelta.api.doors import Routes, reply
from creditdelta.api.limits import spend
from creditdelta.api.problems import ApiProblem
from creditdelta.api.shapes import Label, label
from creditdelta.archive.queries import archive
from creditdelta.consent.queries import consent, references
from creditdelta.consent.rules import Consent, state_on
from creditdelta.journal.services import envelope
from creditdelta.journal.synthetic import business_day
from creditdelta.kernel.errors import Words
from creditdelta.lookups.services import Asked, look
from creditdelta.pages.tables import Table, plain
from creditdelta.records.publishing import Viewer
from creditdelta.representation.preview import previews
from creditdelta.subjects.queries import codes_of

CONSENTS = Routes("consents", Words("授权", "consents"))


class PartOut(Schema):
    """The records of one kind, with the columns that were consented to and no other."""

    kind: str
    label: Label
    columns: list[str]
    rows: list[list[str | None]]


class ConsentOut(Schema):
    """What an organisation shows by a consent in force."""

    consent: str
    subject: str
    purpose: str
    until: Annotated[str, Field(description="授权的最后一天 · the last day of the consent")]
    look: Annotated[
        str, Field(description="这次查看在日志中的编号 · the id of this reading in the log")
    ]
    parts: list[PartOut]


@CONSENTS.get(
    "/consents/{consent_id}", "consent.use", Words("按授权查看", "read by a consent"), ConsentOut,
    "/consents/{consent}", also=(409,),
)  # fmt: skip
def read_consented(
    request: HttpRequest,
    consent_id: Annotated[str, Path(max_length=32, pattern=r"^[0-9a-f]{32}$")],
) -> HttpResponse:
    """Read the parts an organisation consented to show your office; the reading is in its log."""
    found = consent(bytes.fromhex(consent_id))
    post = permit(request, Target(office=found.recipient if found else ""))
    if found is None:
        raise Http404
    day = business_day()
    if state_on(found, day) != "granted" or found.since > day:
        raise ApiProblem("CD-API-023", 409)
    spend(request, "organisations")
    about = envelope(post.region, reader_of(request).account)
    reference = references([found.id]).get(found.id, "") or consent_id
    made = look(Asked(found.ref, found.purpose, reference), post, about)
    return reply(_values(found, made))


def _values(found: Consent, made: bytes) -> dict[str, Any]:
    _, code = codes_of([found.ref])[found.ref]
    viewer = Viewer("officer", purpose=found.purpose)
    told = archive(code, today=business_day(), viewer=viewer, latest=None)
    return {
        "consent": found.id.hex(),
        "subject": code,
        "purpose": found.purpose,
        "until": found.until.isoformat(),
        "look": made.hex(),
        "parts": [_part(one) for one in previews(told, found.parts)],
    }


def _part(one: Table) -> dict[str, Any]:
    columns = [column.id for column in one.columns]
    rows = [[None if cell is None else str(plain(cell)) for cell in row] for row in one.rows]
    return {"kind": one.id, "label": label(one.title), "columns": columns, "rows": rows}
