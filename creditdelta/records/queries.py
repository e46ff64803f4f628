"""Which records has an organisation, on a day, and as they were known at the end of a day?

Clause  S3, S28, S34. Five statements, however many records there are; no object for a row but the
values themselves.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.rules import Closing, Record, Statement, Wait, records, wait_of
from creditdelta.rulebook.records import standards
from creditdelta.subjects import sql
from creditdelta.subjects.queries import Row, aware, marks, rows

USCC = "uscc"
MOST_NAMED = 5_000  # placeholders in one statement; above it everything is read
_IDENTITY = """
SELECT r.ref, r.scheme, r.code, {subject}, {confirmed}, {owners}
FROM subjects_reference r WHERE r.ref = %s OR (r.scheme <> 'uscc' AND r.ref IN (
    SELECT older FROM subjects_identifier WHERE ref = %s
    UNION SELECT ref FROM subjects_judgement WHERE kind = 'same' AND other = %s))
"""
_OWNERS = "(SELECT count(DISTINCT w.ref) {evidence} AND w.older = r.ref)"
# Days as text: the embedded database's own conversion takes longer than everything else of a row.
SAID = """
s.place, s.document, s.version, s.standard, s.authority, s.name_key,
CAST(s.happened_on AS TEXT), CAST(s.decided_on AS TEXT), CAST(s.published_on AS TEXT),
CAST(s.ends_on AS TEXT), CAST(s.publicity_ends_on AS TEXT)"""
_STATEMENTS = """
SELECT {said}
FROM records_statement s JOIN subjects_delivery d ON d.id = s.delivery
WHERE s.ref IN ({refs}) AND {delivered}
"""
_BODIES = """
SELECT s.version, s.body FROM records_statement s
WHERE s.ref IN ({refs}) AND s.body <> '' {only}
"""
_NAMES = """
SELECT n.name_key {evidence} AND n.ref = %s UNION
SELECT j.ref FROM subjects_judgement j WHERE j.kind = 'name' AND j.other = %s AND {stands}
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
    """Every record of an organisation as it stood on a day; four statements.

    `known`: as the platform knew it at the end of that day. What was decided later than `day` is
    left out, and what closed a record later has not closed it yet.
    """
    said = [one for one in statements_of(who, known) if not later(one, day)]
    return records(said, _closings(who, day, known), wait=who.wait, day=day)


def later(statement: Statement, day: date) -> bool:
    """Whether the decision was made after the day."""
    return statement.decided_on is not None and statement.decided_on > day


def statements_of(who: Identity, known: date | None = None) -> list[Statement]:
    """Everything ever said of an organisation, without content; three statements of SQL."""
    statement = _STATEMENTS.format(
        said=SAID, refs=marks(who.refs), delivered=sql.delivered("d", known)
    )
    found = rows(statement, who.refs)
    sources = sources_of({row[0] >> ROW_BITS for row in found})
    borne = _names(who, known)
    return [statement_of(row, sources[row[0] >> ROW_BITS], borne) for row in found]


def _names(who: Identity, known: date | None) -> frozenset[bytes]:
    """The keys of the names an organisation ever bore, by evidence or by judgement."""
    statement = _NAMES.format(
        evidence=sql.evidence("subjects_name", "n", known), stands=sql.standing("j", known)
    )
    return frozenset(bytes(name_key) for (name_key,) in rows(statement, [who.ref, who.ref]))


def with_content(who: Identity, found: list[Record]) -> list[Record]:
    """The records with what their statements say; one statement of SQL.

    What was said once more lies with its first telling.
    """
    if not found:
        return []
    documents = [record.document for record in found]
    only = f"AND s.document IN ({marks(documents)})" if len(documents) <= MOST_NAMED else ""
    statement = _BODIES.format(refs=marks(who.refs), only=only)
    given = [*who.refs, *(documents if only else ())]
    bodies = {bytes(version): body for version, body in rows(statement, given)}

    def filled(one: Statement) -> Statement:
        return one._replace(body=bodies.get(one.version, ""))

    return [
        replace(
            record,
            speaking=record.speaking and filled(record.speaking),
            others=tuple(map(filled, record.others)),
        )
        for record in found
    ]


def statement_of(row: Row, source: "Source", borne: frozenset[bytes]) -> Statement:
    """A row of `SAID` as a statement. `borne`: the keys of the names its organisation ever bore."""
    place, document, version, standard, authority, name_key, *days = row
    happened, decided, published, ends, publicity = days
    return Statement(
        place,
        document,
        version,
        standard,
        authority,
        source.region,
        source.issued_at,
        source.batch,
        name_key is None or name_key in borne or standard in confirming(),
        happened and date.fromisoformat(happened),
        decided and date.fromisoformat(decided),
        published and date.fromisoformat(published),
        ends and date.fromisoformat(ends),
        publicity and date.fromisoformat(publicity),
    )


def _closings(who: Identity, day: date, known: date | None) -> list[Closing]:
    statement = _CLOSINGS.format(refs=marks(who.refs), closing=sql.closing("c", "d", known))
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


def sources_of(numbers: Collection[int]) -> dict[int, Source]:
    """Submissions by number; one statement of SQL."""
    if not numbers:
        return {}
    listed = sorted(numbers)
    found = rows(_DELIVERIES.format(marks=marks(listed)), listed)
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
