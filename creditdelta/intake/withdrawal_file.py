"""Which records does a withdrawal mean, and how are they said in a file of withdrawal notices?

Clause  S31. A notice names its record as everybody does: kind, organisation, authority, number
(rulebook/records/withdrawal.toml). What cannot be named so cannot be taken back this way.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from creditdelta.intake.models import Withdrawal
from creditdelta.journal.home import key
from creditdelta.kernel.keyed import opaque_many
from creditdelta.pipeline.ledger_rows import BETWEEN, WITHDRAWAL, document_parts
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.rulebook.records import standard as newest
from creditdelta.rulebook.records import standards
from creditdelta.rulebook.roles import Roles
from creditdelta.rulebook.standards import Standard
from creditdelta.subjects import sql
from creditdelta.subjects.queries import Row, rows

EVERY = 1 << 31  # more than a file has rows
_SAID = """
SELECT s.ref, s.document, s.standard, o.code, CASE WHEN s.body <> '' THEN s.body ELSE COALESCE((
    SELECT max(w.body) FROM records_statement w
    WHERE w.ref = s.ref AND w.document = s.document AND w.version = s.version), '') END
FROM records_statement s JOIN subjects_reference r ON r.ref = s.ref
JOIN subjects_delivery d ON d.id = s.delivery
LEFT JOIN subjects_reference o ON o.ref = {subject} AND o.scheme = 'uscc'
{which} AND {delivered} AND NOT EXISTS (
    SELECT 1 FROM records_closure c LEFT JOIN subjects_delivery e ON e.id = c.delivery
    WHERE c.ref = COALESCE(o.ref, s.ref) AND c.document = s.document AND {closing})
ORDER BY s.place LIMIT %s
"""
_OF_BATCH = "WHERE s.place >= %s AND s.place < %s"
_OF_TARGETS = """
JOIN intake_withdrawaltarget t ON t.ref = s.ref AND t.document = s.document
WHERE t.withdrawal = %s
"""
_OF_RECORD = "WHERE s.ref = %s AND s.document = %s"


@dataclass(frozen=True, slots=True)
class Meant:
    """A record that stands. `number` "": it cannot be named in a notice."""

    ref: bytes
    document: bytes
    kind: str
    label: str
    code: str
    authority: str
    number: str

    @property
    def nameable(self) -> bool:
        """Whether a notice can name it."""
        return bool(self.code and self.authority and self.number)


def of_batch(number: int, limit: int = EVERY) -> list[Meant]:
    """The records of a submission that stand, at most so many; one statement of SQL."""
    return _meant(_OF_BATCH, [number << ROW_BITS, (number + 1) << ROW_BITS], limit)


def of_record(ref: bytes, document: bytes) -> list[Meant]:
    """One record, while it stands."""
    return _meant(_OF_RECORD, [ref, document])


def of_withdrawal(row: Withdrawal, limit: int = EVERY) -> list[Meant]:
    """What is left to be taken back of what a withdrawal means, at most so many."""
    if row.batch is not None:
        return of_batch(row.batch, limit)
    return _meant(_OF_TARGETS, [bytes(row.pk)], limit)


def written(row: Withdrawal, meant: Sequence[Meant]) -> bytes:
    """The file of notices that carries a withdrawal out, in the standard's own headings."""
    notices = newest(WITHDRAWAL)
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([column.label.zh for column in notices.columns])
    for one in meant:
        if one.nameable:
            said = _notice(row, one)
            writer.writerow([said.get(column.code, "") for column in notices.columns])
    return target.getvalue().encode()


def _notice(row: Withdrawal, one: Meant) -> dict[str, str]:
    day: date = row.day
    return {
        "kind": one.label,
        "uscc": one.code,
        "authority": one.authority,
        "number": one.number,
        "ground": row.ground,
        "annulling_number": row.act_number,
        "annulling_digest": row.act_digest,
        "withdrawn_on": day.isoformat(),
    }


def _meant(which: str, given: list[object], limit: int = EVERY) -> list[Meant]:
    statement = _SAID.format(
        subject=sql.subject("r.ref", "r.scheme"),
        which=which,
        delivered=sql.delivered("d"),
        closing=sql.closing("c", "e"),
    )
    found = {(bytes(row[0]), bytes(row[1])): row for row in rows(statement, [*given, limit])}
    said = [_one(row) for row in found.values()]
    named = opaque_many(key("identity"), "document", (_as_read(one) for one in said))
    return [
        one if document == one.document else replace(one, number="")
        for one, document in zip(said, named, strict=True)
    ]


def _one(row: Row) -> Meant:
    """How a notice says a record; one without authority or number says its organisation's code."""
    ref, document, standard_id, code, body = row
    standard, columns = _columns(standard_id)
    cells = dict(zip(columns, body.split(BETWEEN), strict=False))
    code, role = code or "", standard.role
    authority = cells.get(role.authority, "") if role.authority else code
    number = "/".join(cells.get(one, "") for one in role.number) if role.number else code
    label = standard.label.zh
    return Meant(bytes(ref), bytes(document), standard.kind, label, code, authority, number)


def _as_read(one: Meant) -> tuple[str, ...]:
    """What the document id of a notice's record is made of when the notice is read."""
    role = _role(one.kind)
    parts = one.number.rsplit("/", len(role.number) - 1) if role.number else ()
    return document_parts(one.kind, one.authority if role.authority else "", parts)


@cache
def _role(kind: str) -> Roles:
    return newest(kind).role


@cache
def _columns(standard_id: str) -> tuple[Standard, tuple[str, ...]]:
    standard = standards()[standard_id]
    return standard, tuple(one.code for one in standard.columns)
