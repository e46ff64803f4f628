"""Which records has an organisation, on a day, and as they were known at the end of a day?

Clause  S3, S28, S34. Three statements, however many records there are; no object for a row but the
values themselves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.rules import Closing, Record, Statement, Wait, records, wait_of
from creditdelta.rulebook.records import standards
from creditdelta.subjects import sql
from creditdelta.subjects.queries import Row, aware, rows

USCC = "uscc"
_IDENTITY = """
SELECT r.ref, r.scheme, r.code, {subject}, {confirmed}, {owners}
FROM subjects_reference r WHERE r.ref = %s OR (r.scheme <> 'uscc' AND r.ref IN (
    SELECT older FROM subjects_identifier WHERE ref = %s
    UNION SELECT ref FROM subjects_judgement WHERE kind = 'same' AND other = %s))
"""
_OWNERS = "(SELECT count(DISTINCT w.ref) {evidence} AND w.older = r.ref)"
_STATEMENTS = """
SELECT s.place, s.ref, s.document, s.version, s.standard, s.authority, d.region, d.issued_at,
       d.batch, {named}, s.happened_on, s.decided_on, s.published_on, s.ends_on, s.body
FROM records_statement s JOIN subjects_delivery d ON d.id = s.delivery
WHERE s.ref IN ({refs}) AND {delivered}
"""
_CLOSINGS = """
SELECT c.id, c.document, c.manner, c.ground, c.closed_on, c.successor, c.act_number
FROM records_closure c LEFT JOIN subjects_delivery d ON d.id = c.delivery
WHERE c.ref IN ({refs}) AND {closing} AND c.closed_on <= %s
"""
_DELIVERIES = """
SELECT id, region, source, issued_at, batch, received_on FROM subjects_delivery WHERE id IN ({marks})
"""
_CLOSING_IDS = """
SELECT c.id FROM records_closure c LEFT JOIN subjects_delivery d ON d.id = c.delivery
WHERE c.ref = %s AND c.document = %s AND {closing}
"""


@dataclass(frozen=True, slots=True)
class Identity:
    """A reference, the organisation it stands for, and every reference that leads there."""

    ref: bytes
    scheme: str
    code: str
    refs: tuple[bytes, ...]
    wait: Wait  # why nothing under it counts, "" for a confirmed organisation
    numbers: tuple[tuple[str, str], ...]  # older numbers that lead here: scheme and number


def identity(ref: bytes, known: date | None = None) -> Identity | None:
    """What a reference stands for; None where nobody ever reported by it. One statement.

    Ask for the organisation itself (`subject_of`) first: an older number that leads to an
    organisation has no records of its own.
    """
    statement = _IDENTITY.format(
        subject=sql.subject("r.ref", "r.scheme", known),
        confirmed=sql.confirmed("r.ref", known),
        owners=_OWNERS.format(evidence=sql.evidence("subjects_identifier", "w", known)),
    )
    found = rows(statement, [ref] * 3)
    own = next((row for row in found if bytes(row[0]) == ref), None)
    if own is None:
        return None
    _, scheme, code, subject, confirmed, owners = own
    leading = [row for row in found if row[3] is not None and bytes(row[3]) == ref]
    refs = [bytes(row[0]) for row in leading]
    numbers = {(row[1], row[2]) for row in leading if row[1] != USCC and row[2]}
    wait = wait_of(owners, confirmed=bool(confirmed), resolved=subject is not None)
    return Identity(ref, scheme, code, tuple(sorted({ref, *refs})), wait, tuple(sorted(numbers)))


def records_of(who: Identity, *, day: date, known: date | None = None) -> list[Record]:
    """Every record of an organisation as it stood on a day; two statements.

    `known`: as the platform knew it at the end of that day. What was decided later than `day` is
    left out, and what closed a record later has not closed it yet.
    """
    said = [one for one in _statements(who, known) if not later(one, day)]
    return records(said, _closings(who, day, known), wait=who.wait, day=day)


def later(statement: Statement, day: date) -> bool:
    """Whether the decision was made after the day."""
    return statement.decided_on is not None and statement.decided_on > day


def _statements(who: Identity, known: date | None) -> list[Statement]:
    statement = _STATEMENTS.format(
        named=sql.named("%s", "s.name_key", known),
        refs=_marks(who.refs),
        delivered=sql.delivered("d", known),
    )
    return whole([_statement(row) for row in rows(statement, [who.ref, who.ref, *who.refs])])


def whole(statements: list[Statement]) -> list[Statement]:
    """The statements, each with its content: what was said once more lies with its first telling."""
    bodies = {one.version: one.body for one in statements if one.body}
    return [
        one if one.body else replace(one, body=bodies.get(one.version, "")) for one in statements
    ]


def _statement(row: Row) -> Statement:
    place, ref, document, version, standard, authority, region, issued_at, batch, fits, *rest = row
    return Statement(
        place,
        bytes(ref),
        bytes(document),
        bytes(version),
        standard,
        authority,
        region,
        aware(issued_at),
        batch,
        bool(fits) or standard in confirming(),
        *rest,
    )


def _closings(who: Identity, day: date, known: date | None) -> list[Closing]:
    statement = _CLOSINGS.format(refs=_marks(who.refs), closing=sql.closing("c", "d", known))
    return [
        Closing(bytes(id_), bytes(document), manner, ground, closed_on, plain(successor), number)
        for id_, document, manner, ground, closed_on, successor, number in rows(
            statement, [*who.refs, day]
        )
    ]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement came from: the submission that brought it."""

    delivery: int
    region: str
    source: str
    issued_at: datetime
    batch: str
    received_on: date


def sources_of(statements: Iterable[Statement]) -> dict[int, Source]:
    """The submissions that brought the statements, by number; one statement of SQL."""
    numbers = sorted({one.place >> ROW_BITS for one in statements})
    if not numbers:
        return {}
    found = rows(_DELIVERIES.format(marks=_marks(numbers)), numbers)
    return {
        number: Source(number, region, source, aware(issued_at), batch, received_on)
        for number, region, source, issued_at, batch, received_on in found
    }


def closings_of(ref: bytes, document: bytes) -> list[bytes]:
    """What closes a record now."""
    counting = sql.closing("c", "d")
    found = rows(_CLOSING_IDS.format(closing=counting), [ref, document])
    return [bytes(id_) for (id_,) in found]


@cache
def confirming() -> frozenset[str]:
    """The standards whose rows confirm an organisation: they never wait for a name."""
    return frozenset(name for name, item in standards().items() if item.confirms)


def plain(value: bytes | memoryview | None) -> bytes | None:
    """An id as bytes, whichever way the database hands it over."""
    return None if value is None else bytes(value)


def _marks(given: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(given))
