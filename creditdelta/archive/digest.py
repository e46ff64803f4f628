"""One digest of everything the ledger says, whatever the order and split of the deliveries.

Clause  S34, S71: architecture section 5, batch = incremental = any order. What goes in:

organisations  reference, name, other names, facts, as the evidence that counts has them
identifiers    older references and names that stand for exactly one organisation
records        organisation, document, version of the statement that speaks, whether it waits
closed ones    organisation, document, manner, ground, day, successor; never content

Nothing goes in that depends on arrival: no number of a submission, no row, no day of receipt, and
no day of reading. Ids are keyed, so digests of two deployments meet only under one identity key.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from heapq import merge
from itertools import groupby
from typing import Any

from creditdelta.journal.database import connection
from creditdelta.kernel import canonical
from creditdelta.records.queries import confirming, plain
from creditdelta.records.rules import Statement, speaking
from creditdelta.subjects import sql
from creditdelta.subjects.queries import Row, aware, portraits, told

DOMAIN = "creditdelta ledger digest 1"
_AT_ONCE = 2000
_IDENTIFIERS = """
SELECT ref, scheme, subject FROM (
    SELECT r.ref, r.scheme, {subject} AS subject FROM subjects_reference r WHERE r.scheme <> 'uscc'
) resolved WHERE subject IS NOT NULL ORDER BY ref
"""
_STATEMENTS = """
SELECT COALESCE(t.subject, t.ref) AS owner, t.document, t.place, t.ref, t.version, t.standard,
       t.authority, t.region, t.issued_at, t.batch, t.subject, {confirmed}, {named}
FROM (
    SELECT s.place, s.ref, s.document, s.version, s.standard, s.authority, s.name_key,
           d.region, d.issued_at, d.batch, {subject} AS subject
    FROM records_statement s JOIN subjects_delivery d ON d.id = s.delivery
    JOIN subjects_reference r ON r.ref = s.ref WHERE {delivered}
) t ORDER BY 1, 2
"""
_CLOSINGS = """
SELECT COALESCE(t.subject, t.ref) AS owner, t.document, t.manner, t.ground, t.closed_on, t.successor
FROM (
    SELECT c.ref, c.document, c.manner, c.ground, c.closed_on, c.successor, {subject} AS subject
    FROM records_closure c LEFT JOIN subjects_delivery d ON d.id = c.delivery
    LEFT JOIN subjects_reference r ON r.ref = c.ref WHERE {closing}
) t ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class LedgerDigest:
    """The digest and how much went into it."""

    digest: str
    organisations: int
    identifiers: int
    records: int


def ledger_digest() -> LedgerDigest:
    """The order-free digest of the chosen database."""
    state = sha256(canonical.dumps([DOMAIN]))
    counts = [_taken(state, part()) for part in (_organisations, _identifiers, _records)]
    return LedgerDigest(state.hexdigest(), *counts)


def _taken(state: Any, lines: Iterable[list[Any]]) -> int:
    count = 0
    for count, line in enumerate(lines, 1):  # noqa: B007  # the last one is the number of lines
        state.update(canonical.dumps(line) + b"\n")
    state.update(b"\n")
    return count


def _organisations() -> Iterator[list[Any]]:
    for ref, one in portraits(_streamed(told())):
        since = one.established_on.isoformat() if one.established_on else ""
        facts = [one.status, one.division, one.industry, one.organisation_type, since]
        yield [ref.hex(), one.name, list(one.former), facts]


def _identifiers() -> Iterator[list[Any]]:
    statement = _IDENTIFIERS.format(subject=sql.subject("r.ref", "r.scheme"))
    for ref, scheme, subject in _streamed(statement):
        yield [bytes(ref).hex(), scheme, bytes(subject).hex()]


def _records() -> Iterator[list[Any]]:
    """What is said and what is closed, led together by organisation and document."""
    of = sql.subject("r.ref", "r.scheme")
    said = _STATEMENTS.format(
        confirmed=sql.confirmed("t.subject"),
        named=sql.named("t.subject", "t.name_key"),
        subject=of,
        delivered=sql.delivered("d"),
    )
    closed = _CLOSINGS.format(subject=of, closing=sql.closing("c", "d"))
    both = merge(_keyed(said, 0), _keyed(closed, 1), key=lambda item: item[0])
    for (owner, document), group in groupby(both, key=lambda item: item[0]):
        rows: tuple[list[Row], list[Row]] = ([], [])
        for _, side, row in group:
            rows[side].append(row)
        state = _closed(rows[1]) if rows[1] else _open(rows[0])
        yield [owner.hex(), document.hex(), *state]


def _keyed(statement: str, side: int) -> Iterator[tuple[tuple[bytes, bytes], int, Row]]:
    for row in _streamed(statement):
        yield (bytes(row[0]), bytes(row[1])), side, row


def _closed(rows: list[Row]) -> list[Any]:
    """Everything that closed it; two tellings of one closure are one."""
    told = {
        (manner, ground, str(closed_on), (plain(successor) or b"").hex())
        for _, _, manner, ground, closed_on, successor in rows
    }
    return ["closed", [list(one) for one in sorted(told)]]


def _open(rows: list[Row]) -> list[Any]:
    said = [_statement(row) for row in rows]
    fitting = [one for one in said if one.fits]
    _, _, *_, subject, confirmed, _ = rows[0]
    if subject is None:
        state = "unresolved"
    elif not confirmed:
        state = "unconfirmed"
    else:
        state = "standing" if fitting else "misnamed"
    return [state, speaking(fitting or said).version.hex()]


def _statement(row: Row) -> Statement:
    _, document, place, _, version, standard, authority, region, issued_at, batch, *_, fits = row
    fits = bool(fits) or standard in confirming()
    return Statement(
        place, document, bytes(version), standard, authority, region, aware(issued_at), batch,
        fits,
    )  # fmt: skip


def _streamed(statement: str) -> Iterator[Row]:
    """The rows of a statement, a few at a time."""
    with connection().chunked_cursor() as cursor:
        cursor.execute(statement)
        while some := cursor.fetchmany(_AT_ONCE):
            yield from some
