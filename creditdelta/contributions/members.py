"""Which members did an association report, do they consent, and what changed about them since?

Clause  S59. What an association itself reported, beside what everybody may know of the organisation today.
A member is an organisation: rows about natural persons were refused where they were read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from creditdelta.consent.queries import consents_asked_by
from creditdelta.consent.rules import Consent, State, state_on
from creditdelta.pipeline.ledger_rows import BETWEEN
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.publishing import masked
from creditdelta.rulebook.life import Life, life_of
from creditdelta.rulebook.offices import Office
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.standards import Standard
from creditdelta.subjects import sql
from creditdelta.subjects.queries import codes_of, portraits_of, rows
from creditdelta.subjects.rules import SOLE_TRADER

KIND = "association_member"
ALIVE: Life = "alive"
# What stands of an association's own words, the latest first.
_TOLD = f"""
SELECT {{subject}} AS subject, s.ref, s.standard, s.body, CAST(s.decided_on AS TEXT)
FROM subjects_delivery d
JOIN records_statement s ON s.place >= CAST(d.id AS bigint) * {1 << ROW_BITS}
    AND s.place < (CAST(d.id AS bigint) + 1) * {1 << ROW_BITS}
JOIN subjects_reference r ON r.ref = s.ref
WHERE {{delivered}} AND d.region = %s AND d.source = %s AND s.standard LIKE '{KIND}/%%'
AND s.body <> '' AND NOT EXISTS (
    SELECT 1 FROM records_closure c LEFT JOIN subjects_delivery e ON e.id = c.delivery
    WHERE c.ref = COALESCE({{subject}}, s.ref) AND c.document = s.document AND {{closing}})
ORDER BY s.decided_on DESC, d.issued_at DESC, s.place DESC
"""  # noqa: S608  # nosec B608 # names and figures of our own
Change = Literal["unconfirmed", "name", "code", "life"]


@dataclass(frozen=True, slots=True)
class Member:
    """A member as the association reported it last, and as it stands today.

    `name`: of today, `told_name`: as reported. `life` None: nobody registered the organisation yet, or it
    is a sole trader, which is close to a person: of those only what was reported is told. `consent` None:
    none was asked for.
    """

    ref: bytes
    code: str
    name: str
    told_name: str
    number: str
    state: str
    recorded_on: date | None
    life: Life | None
    changes: tuple[Change, ...]
    consent: Consent | None
    consent_state: State | None


def members(office: Office, day: date) -> list[Member]:
    """The members of an association, those about which something changed first, then by number."""
    statement = _TOLD.format(
        subject=sql.subject("r.ref", "r.scheme"),
        delivered=sql.delivered("d"),
        closing=sql.closing("c", "e"),
    )
    told: dict[bytes, tuple[Mapping[str, str], str | None]] = {}
    for subject, ref, standard, body, decided in rows(statement, [office.region, office.id]):
        told.setdefault(bytes(subject or ref), (_cells(standards()[standard], body), decided))
    codes, asked = codes_of([*told]), _latest(office)
    portraits = portraits_of([ref for ref in told if not _sole(codes, ref)])
    found = []
    for ref, (cells, decided) in told.items():
        portrait, consent = portraits.get(ref), asked.get(ref)
        name, told_name = masked([portrait.name if portrait else "", cells.get("name", "")])
        life = life_of(portrait.status, day) if portrait else None
        now = codes.get(ref, ("", ""))[1]
        found.append(
            Member(
                ref=ref,
                code=now,
                name=name,
                told_name=told_name,
                number=cells.get("member_number", ""),
                state=cells.get("state", ""),
                recorded_on=date.fromisoformat(decided) if decided else None,
                life=life,
                changes=() if _sole(codes, ref) else tuple(_changes(cells, now, name, life)),
                consent=consent,
                consent_state=state_on(consent, day) if consent else None,
            )
        )
    return sorted(found, key=lambda one: (not one.changes, one.number, one.code))


def _sole(codes: Mapping[bytes, tuple[str, str]], ref: bytes) -> bool:
    return codes.get(ref, ("", ""))[1].startswith(SOLE_TRADER)


def _latest(office: Office) -> dict[bytes, Consent]:
    """The latest request for each organisation."""
    found: dict[bytes, Consent] = {}
    for one in consents_asked_by(office.id):
        found.setdefault(one.ref, one)
    return found


def _cells(standard: Standard, body: str) -> dict[str, str]:
    columns = (column.code for column in standard.columns)
    return dict(zip(columns, body.split(BETWEEN), strict=False))


def _changes(cells: Mapping[str, str], code: str, name: str, life: Life | None) -> Iterator[Change]:
    """What the association's list should follow."""
    if life is None:
        yield "unconfirmed"
        return
    if name and cells.get("name", "") and name != cells["name"]:
        yield "name"
    if cells.get("uscc", "") and cells["uscc"] != code:
        yield "code"
    if life != ALIVE:
        yield "life"
