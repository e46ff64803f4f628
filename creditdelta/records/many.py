"""Which records have these organisations, all at once, as they are today?

Clause  S34, S30. The answers of queries.py for one organisation, for as many as are given: six statements
of SQL for all of them. Content comes with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from creditdelta.records.laid_out import ROW_BITS
from creditdelta.records.queries import (
    SAID,
    USCC,
    Identity,
    Source,
    later,
    plain,
    sources_of,
    statement_of,
)
from creditdelta.records.rules import Closing, Record, Statement, records, wait_of
from creditdelta.subjects import sql
from creditdelta.subjects.queries import Row, marks, rows

_OWN = "SELECT r.ref, r.code, {confirmed} FROM subjects_reference r WHERE r.ref IN ({refs}) AND r.scheme = %s"
_OLDER = """
SELECT r.ref, r.scheme, r.code, {subject} FROM subjects_reference r
WHERE r.scheme <> %s AND r.ref IN (
    SELECT older FROM subjects_identifier WHERE ref IN ({refs})
    UNION SELECT ref FROM subjects_judgement WHERE kind = 'same' AND other IN ({refs}))
"""
_STATEMENTS = """
SELECT s.ref, s.body, {said}
FROM records_statement s JOIN subjects_delivery d ON d.id = s.delivery
WHERE s.ref IN ({refs}) AND {delivered}
"""
_NAMES = """
SELECT n.ref, n.name_key {evidence} AND n.ref IN ({refs}) UNION
SELECT j.other, j.ref FROM subjects_judgement j
WHERE j.kind = 'name' AND j.other IN ({refs}) AND {stands}
"""
_CLOSINGS = """
SELECT c.ref, c.id, c.document, c.manner, c.ground, c.closed_on, c.successor, c.act_number,
       COALESCE(c.told_on, d.counted_on, c.closed_on)
FROM records_closure c LEFT JOIN subjects_delivery d ON d.id = c.delivery
WHERE c.ref IN ({refs}) AND {closing}
"""


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation with its records. `turns`: the first later day on which they differ by themselves.

    `arrived` and `closed`: by document, the day on which it was first reported here, and was closed here.
    """

    who: Identity
    records: tuple[Record, ...]
    turns: date | None
    arrived: dict[bytes, date]
    closed: dict[bytes, date]


def records_of_many(refs: Sequence[bytes], *, day: date) -> dict[bytes, Known]:
    """The records of organisations by reference, with content.

    Of whom everything was erased only the closings are left, and no code.
    """
    if not refs:
        return {}
    whos = _identities(refs)
    owner = {ref: who.ref for who in whos.values() for ref in who.refs}
    said, sources = _statements(owner, _names(list(whos)))
    closings = _closings(owner)
    return {
        ref: _known(who, said.get(ref, []), closings.get(ref, []), sources, day)
        for ref, who in whos.items()
    }


def _known(
    who: Identity, said: list[Statement], closings: list[tuple[Closing, date]],
    sources: dict[int, Source], day: date,
) -> Known:  # fmt: skip
    now = [one for one in said if not later(one, day)]
    closed = [(one, told) for one, told in closings if one.closed_on <= day]
    turns = [one.decided_on for one in said if one.decided_on is not None and later(one, day)]
    turns += [one.closed_on for one, _ in closings if one.closed_on > day]
    arrived: dict[bytes, date] = {}
    for one in now:
        came = sources[one.place >> ROW_BITS].received_on
        arrived[one.document] = min(arrived.get(one.document, came), came)
    return Known(
        who,
        tuple(records(now, [one for one, _ in closed], wait=who.wait, day=day)),
        min(turns, default=None),
        arrived,
        {one.document: told for one, told in closed},
    )


def _identities(refs: Sequence[bytes]) -> dict[bytes, Identity]:
    own = rows(_OWN.format(confirmed=sql.confirmed("r.ref"), refs=marks(refs)), [*refs, USCC])
    older = _OLDER.format(subject=sql.subject("r.ref", "r.scheme"), refs=marks(refs))
    leading: dict[bytes, list[tuple[bytes, str, str]]] = defaultdict(list)
    for ref, scheme, code, subject in rows(older, [USCC, *refs, *refs]):
        if subject is not None:
            leading[bytes(subject)].append((bytes(ref), scheme, code))
    known = {bytes(ref): (code, bool(confirmed)) for ref, code, confirmed in own}
    return {ref: _identity(ref, *known.get(ref, ("", False)), leading[ref]) for ref in refs}


def _identity(
    ref: bytes, code: str, confirmed: bool, leading: Iterable[tuple[bytes, str, str]]
) -> Identity:
    found = list(leading)
    numbers = {(scheme, number) for _, scheme, number in found if number}
    refs = {ref, *(older for older, _, _ in found)}
    wait = wait_of(1, confirmed=confirmed, resolved=True)
    return Identity(ref, USCC, code, tuple(sorted(refs)), wait, tuple(sorted(numbers)))


def _names(refs: Sequence[bytes]) -> dict[bytes, frozenset[bytes]]:
    """The keys of the names each ever bore."""
    statement = _NAMES.format(
        evidence=sql.evidence("subjects_name", "n"), stands=sql.standing("j"), refs=marks(refs)
    )
    found: dict[bytes, set[bytes]] = defaultdict(set)
    for ref, name_key in rows(statement, [*refs, *refs]):
        found[bytes(ref)].add(bytes(name_key))
    return {ref: frozenset(keys) for ref, keys in found.items()}


def _statements(
    owner: dict[bytes, bytes], borne: dict[bytes, frozenset[bytes]]
) -> tuple[dict[bytes, list[Statement]], dict[int, Source]]:
    statement = _STATEMENTS.format(said=SAID, refs=marks(owner), delivered=sql.delivered("d"))
    found = rows(statement, list(owner))
    sources = sources_of({row[2] >> ROW_BITS for row in found})
    bodies = {(owner[bytes(row[0])], bytes(row[4])): row[1] for row in found if row[1]}
    said: dict[bytes, list[Statement]] = defaultdict(list)
    none: frozenset[bytes] = frozenset()
    for ref, _, *rest in found:
        whose = owner[bytes(ref)]
        one = statement_of(tuple(rest), sources[rest[0] >> ROW_BITS], borne.get(whose, none))
        said[whose].append(one._replace(body=bodies.get((whose, bytes(one.version)), "")))
    return said, sources


def _closings(owner: dict[bytes, bytes]) -> dict[bytes, list[tuple[Closing, date]]]:
    statement = _CLOSINGS.format(refs=marks(owner), closing=sql.closing("c", "d"))
    found: dict[bytes, list[tuple[Closing, date]]] = defaultdict(list)
    for row in rows(statement, list(owner)):
        found[owner[bytes(row[0])]].append(_closing(row))
    return found


def _closing(row: Row) -> tuple[Closing, date]:
    _, id_, document, manner, ground, closed_on, successor, number, told_on = row
    closing = Closing(
        bytes(id_), bytes(document), manner, ground, closed_on, plain(successor), number
    )
    return closing, told_on if isinstance(told_on, date) else date.fromisoformat(told_on)
