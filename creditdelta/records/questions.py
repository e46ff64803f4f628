"""What waits, why, and whom might it mean? The queue of questions to officers.

Clause  S27, S28. Nothing is ever attached by a name alone: a candidate is a proposal with the words
in which its name differs, and only an officer's judgement links.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from creditdelta.kernel.names.compare import compare
from creditdelta.kernel.names.verdicts import Verdict
from creditdelta.pipeline.ledger_rows import BETWEEN, WITHDRAWAL
from creditdelta.records.queries import confirming, plain
from creditdelta.records.rules import Wait, wait_of
from creditdelta.rulebook.name_words import name_words
from creditdelta.rulebook.records import standards
from creditdelta.subjects import sql
from creditdelta.subjects.queries import Row, rows
from creditdelta.subjects.queries import marks as placeholders
from creditdelta.subjects.rules import SOLE_TRADER

_WAITING = """
SELECT g.region, g.ref, g.scheme, g.code, g.name_key, g.subject, g.rows, g.place, g.since, {confirmed},
       (SELECT count(DISTINCT w.ref) {owners} AND w.older = g.ref)
FROM (
    SELECT c.region, c.ref, c.scheme, c.code, c.name_key, c.rows, c.place, c.since,
           {subject} AS subject FROM (
        SELECT d.region, s.ref, r.scheme, r.code, s.name_key, count(*) AS rows,
               min(s.place) AS place, CAST(min(d.received_on) AS TEXT) AS since
        FROM records_statement s JOIN subjects_delivery d ON d.id = s.delivery
        JOIN subjects_reference r ON r.ref = s.ref
        WHERE {delivered} AND s.body <> '' AND s.standard NOT IN ({aside}) {only} AND NOT EXISTS (
            SELECT 1 FROM records_closure e LEFT JOIN subjects_delivery f ON f.id = e.delivery
            WHERE e.ref = s.ref AND e.document = s.document AND {closing})
        GROUP BY d.region, s.ref, r.scheme, r.code, s.name_key
    ) c
) g
WHERE g.subject IS NULL OR NOT {confirmed} OR NOT {named}
ORDER BY g.rows DESC, g.ref, g.name_key, g.region {most}
"""
_BODIES = "SELECT place, standard, body FROM records_statement WHERE place IN ({places})"
_SAME_NAME = """
SELECT n.name_key, n.ref, r.code, n.name {evidence} AND n.name_key IN ({keys})
AND r.code NOT LIKE '{sole_trader}%%' ORDER BY r.code, n.name
"""
_OWNERS = """
SELECT i.older, i.ref, r.code, n.name {evidence} AND i.older IN ({refs}) ORDER BY r.code, n.name
"""
_BORNE = """
SELECT n.ref, n.ref, r.code, n.name {evidence} AND n.ref IN ({refs}) ORDER BY r.code, n.name
"""
_BY_NAME = "JOIN subjects_reference r ON r.ref = n.ref"
_BY_NUMBER = "JOIN subjects_reference r ON r.ref = i.ref JOIN subjects_name n ON n.ref = i.ref"
MOST = 100


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organisation that might be meant, and what its name says beside the one that was sent.

    `because`: same_name, owner of the older number, or the code itself under other names.
    """

    ref: bytes
    code: str
    name: str
    because: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows of a region that wait for one reason: sent under one reference and one name.

    `subject`: whom the reference stands for; `place`: one of the statements; `since`: the day on which
    the first of them was received.
    """

    region: str
    ref: bytes
    scheme: str
    code: str
    name_key: bytes | None
    subject: bytes | None
    rows: int
    place: int
    since: date
    wait: Wait


@dataclass(frozen=True, slots=True)
class Question:
    """What waits, the name as it was sent, and whom it might mean."""

    about: Waiting
    name: str
    candidates: tuple[Candidate, ...]


def questions(most: int = MOST) -> list[Question]:
    """The questions with most rows first; five statements, however many there are."""
    return described(_waiting(f"LIMIT {int(most)}"))


def waiting_under(refs: Sequence[bytes]) -> list[Waiting]:
    """What waits under these references; one statement, which looks at nothing else."""
    return _waiting(only=f"AND s.ref IN ({placeholders(refs)})", given=refs) if refs else []


def described(found: Sequence[Waiting]) -> list[Question]:
    """What waits with names and candidates, in the same order; four statements."""
    names = names_at([one.place for one in found])
    by_name = _told(_SAME_NAME, "subjects_name", "n", _BY_NAME, "keys", _keys(found))
    by_number = _told(_OWNERS, "subjects_identifier", "i", _BY_NUMBER, "refs", _refs(found))
    by_code = _told(_BORNE, "subjects_name", "n", _BY_NAME, "refs", _refs(found))
    listed = []
    for one in found:
        told = [
            *((row, "same_name") for row in by_name if row[0] == one.name_key),
            *((row, "older_number") for row in by_number if row[0] == one.ref),
            *((row, "same_code") for row in by_code if row[0] == (one.subject or one.ref)),
        ]
        name = names.get(one.place, "")
        listed.append(Question(one, name, _candidates(name, told)))
    return listed


def _waiting(most: str = "", only: str = "", given: Sequence[bytes] = ()) -> list[Waiting]:
    statement = _WAITING.format(
        confirmed=sql.confirmed("g.subject"),
        named=sql.named("g.subject", "g.name_key"),
        subject=sql.subject("c.ref", "c.scheme"),
        owners=sql.evidence("subjects_identifier", "w"),
        delivered=sql.delivered("d"),
        closing=sql.closing("e", "f"),
        aside=placeholders(_aside()),
        only=only,
        most=most,
    )
    return [_read(row) for row in rows(statement, [*sorted(_aside()), *given])]


def _read(row: Row) -> Waiting:
    region, ref, scheme, code, name_key, subject, count, place, since, confirmed, owners = row
    wait = wait_of(owners, confirmed=bool(confirmed), resolved=subject is not None) or "misnamed"
    ids = (bytes(ref), scheme, code, plain(name_key), plain(subject))
    return Waiting(region, *ids, count, place, date.fromisoformat(since), wait)


def _aside() -> set[str]:
    """Standards whose rows never wait: those that confirm, and withdrawals."""
    withdrawals = {name for name, item in standards().items() if item.kind == WITHDRAWAL}
    return {*confirming(), *withdrawals}


def names_at(places: Sequence[int]) -> dict[int, str]:
    """The name written in each statement; one statement of SQL."""
    if not places:
        return {}
    found = {}
    for place, standard, body in rows(_BODIES.format(places=placeholders(places)), places):
        item = standards()[standard]
        cells = dict(
            zip((column.code for column in item.columns), body.split(BETWEEN), strict=False)
        )
        found[place] = cells.get(item.role.name, "")
    return found


def _keys(found: Iterable[Waiting]) -> list[bytes]:
    return sorted({one.name_key for one in found if one.name_key is not None})


def _refs(found: Iterable[Waiting]) -> list[bytes]:
    return sorted({one.ref for one in found} | {one.subject for one in found if one.subject})


def _told(
    statement: str, table: str, alias: str, joins: str, marks: str, given: Sequence[bytes]
) -> list[tuple[bytes, bytes, str, str]]:
    if not given:
        return []
    evidence = sql.evidence(table, alias, joins=joins)
    filled = {marks: placeholders(given), "sole_trader": SOLE_TRADER}
    found = rows(statement.format(evidence=evidence, **filled), given)
    return [(bytes(by), bytes(ref), code, name) for by, ref, code, name in found]


def _candidates(
    name: str, told: Sequence[tuple[tuple[bytes, bytes, str, str], str]]
) -> tuple[Candidate, ...]:
    found: dict[tuple[bytes, str], Candidate] = {}
    for (_, ref, code, other), because in told:
        verdict = compare(name, other, name_words()).decision
        found.setdefault((ref, other), Candidate(ref, code, other, because, verdict))
    return tuple(found.values())
