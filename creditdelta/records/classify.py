"""What becomes of each row of a part: duplicate, answered "closed on", waiting, or accepted?

Clause  S3, S28; architecture ideas 1 and 4. Reads only; the rows are laid out as `staged`.
Set statements: one for the whole part, whatever its rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from creditdelta.journal.database import connection
from creditdelta.records.laid_out import ROW_BITS
from creditdelta.subjects import sql

Rows = npt.NDArray[np.int64]

_TOLD = """
SELECT r.place FROM staged r WHERE EXISTS (
    SELECT 1 FROM records_statement s JOIN subjects_delivery d ON d.id = s.delivery
    WHERE s.ref = r.ref AND s.document = r.document AND s.version = r.version
    AND (d.closed OR d.id = %s))
"""
_TOLD_AS_LATE = """
SELECT r.place FROM staged r JOIN subjects_delivery own ON own.id = %s WHERE EXISTS (
    SELECT 1 FROM records_statement s JOIN subjects_delivery d ON d.id = s.delivery
    WHERE s.ref = r.ref AND s.document = r.document AND s.version = r.version
    AND (d.id = own.id OR (d.closed AND (d.issued_at > own.issued_at
         OR (d.issued_at = own.issued_at AND d.batch = own.batch)))))
"""
_CLOSED = """
SELECT r.place, c.closed_on FROM (
    SELECT place, document, COALESCE({subject}, r.ref) AS subject FROM staged r
) r JOIN records_closure c ON c.ref = r.subject AND c.document = r.document
LEFT JOIN subjects_delivery e ON e.id = c.delivery
WHERE {closing}
"""
_WAITING = """
SELECT place, CASE WHEN NOT known THEN 1 ELSE 2 END FROM (
    SELECT r.place, {confirmed} AS known, {named} AS named FROM (
        SELECT place, name_key, {subject} AS subject FROM staged r
    ) r
) judged WHERE NOT known OR NOT named
"""
UNCONFIRMED, MISNAMED = 1, 2


@dataclass(frozen=True, slots=True)
class Classes:
    """Rows of the file by what becomes of them; rows in none of them are accepted.

    `again`: duplicates that are issued later than whatever said the same before. What they say is
    kept already; that it was still being said is kept too, or a correction issued between the two
    would speak in one order of arrival and not in the other.
    """

    duplicate: frozenset[int]
    again: frozenset[int]
    closed: Mapping[int, date]
    waiting: Mapping[int, int]  # row -> why


def classify(delivery: int, *, confirms: bool, withdraws: bool) -> Classes:
    """The classes of the staged rows as the tables stand now."""
    told = frozenset(row for (row,) in _rows(_TOLD, [delivery]))
    if withdraws:
        return Classes(told, frozenset(), {}, {})
    late = frozenset(row for (row,) in _rows(_TOLD_AS_LATE, [delivery])) if told else frozenset()
    of = sql.subject("r.ref", "r.scheme")
    closed = dict(_rows(_CLOSED.format(subject=of, closing=sql.closing("c", "e"))))
    if confirms:
        return Classes(told, told - late, closed, {})
    waiting = _WAITING.format(
        confirmed=sql.confirmed("r.subject"),
        named=sql.named("r.subject", "r.name_key"),
        subject=of,
    )
    return Classes(told, told - late, closed, dict(_rows(waiting)))


def _rows(statement: str, given: list[int] | None = None) -> list[tuple[Any, ...]]:
    with connection().cursor() as cursor:
        cursor.execute(statement, given or [])
        mask = (1 << ROW_BITS) - 1
        return [(place & mask, *rest) for place, *rest in cursor.fetchall()]
