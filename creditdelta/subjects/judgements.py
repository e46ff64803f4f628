"""Which judgements stand about an organisation, on what evidence, and is that still the evidence?

Clause  S27, S28. A judgement is keyed by a digest of the facts that were shown; when they have
changed since, it still stands and is shown as stale: an officer looks again.
"""

from dataclasses import dataclass
from datetime import date, datetime

from creditdelta.journal.home import key
from creditdelta.kernel import canonical
from creditdelta.kernel.keyed import opaque
from creditdelta.subjects import sql
from creditdelta.subjects.queries import Row, aware, portraits, rows, told
from creditdelta.subjects.rules import SAME, SUCCEEDS

_OWNERS = "SELECT DISTINCT i.ref {evidence} AND i.older = %s ORDER BY i.ref"
_STANDING = """
SELECT j.id, j.kind, j.ref, j.other, j.since, j.ground, j.act_number, j.evidence, j.actor, j.made_at,
       r.scheme, r.code, o.code
FROM subjects_judgement j LEFT JOIN subjects_reference r ON r.ref = j.ref
LEFT JOIN subjects_reference o ON o.ref = j.other
WHERE (j.ref = %s OR j.other = %s) AND {standing} ORDER BY j.made_at, j.id
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A judgement that stands. `scheme` and codes are empty where a name is meant."""

    id: bytes
    kind: str
    ref: bytes
    other: bytes
    since: date | None
    ground: str
    act_number: str
    evidence: bytes
    actor: str
    made_at: datetime
    scheme: str
    code: str
    other_code: str


def standing_about(ref: bytes, known: date | None = None) -> list[Standing]:
    """The judgements that stand about a reference, earliest first; one statement."""
    statement = _STANDING.format(standing=sql.standing("j", known))
    return [_standing(row) for row in rows(statement, [ref, ref])]


def _standing(row: Row) -> Standing:
    id_, kind, ref, other, since, ground, number, evidence, actor, made_at, *names = row
    ids = (bytes(id_), kind, bytes(ref), bytes(other))
    scheme, code, other_code = (name or "" for name in names)
    return Standing(
        *ids,
        since,
        ground,
        number,
        bytes(evidence),
        actor,
        aware(made_at),
        scheme,
        code,
        other_code,
    )


def standing_between(kind: str, ref: bytes, other: bytes) -> bool:
    """Whether a judgement stands that says the same, or cannot be true beside it."""
    for found in standing_about(ref):
        if found.kind != kind:
            continue
        if kind == SAME and found.ref == ref:
            return True
        if found.ref == ref and found.other == other:
            return True
        if kind == SUCCEEDS and found.ref == other and found.other == ref:
            return True
    return False


def is_stale(judgement: Standing) -> bool:
    """Whether the facts that were shown have changed since."""
    return evidence_of(judgement.kind, judgement.ref, judgement.other) != judgement.evidence


def evidence_of(kind: str, ref: bytes, other: bytes) -> bytes:
    """The digest of what is known of both sides: keyed, so nobody can try names against it."""
    owners: list[canonical.Value] = []
    if kind == SAME:
        owners = [owner.hex() for owner in owners_of(ref)]
    sides: dict[str, canonical.Value] = {one.hex(): _told(one) for one in (ref, other)}
    seen = canonical.dumps([kind, ref.hex(), other.hex(), owners, sides])
    return opaque(key("identity"), "evidence", (seen.decode("utf-8"),))


def owners_of(older: bytes) -> list[bytes]:
    """The organisations that evidence gives an older number; one statement."""
    found = rows(_OWNERS.format(evidence=sql.evidence("subjects_identifier", "i")), [older])
    return [bytes(owner) for (owner,) in found]


def _told(ref: bytes) -> list[canonical.Value]:
    """What evidence says of a reference: its name, other names and state."""
    for _, portrait in portraits(rows(told(only="AND n.ref = %s"), [ref])):
        return [portrait.name, portrait.status, *portrait.former]
    return []
