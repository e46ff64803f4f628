"""Who is it? Organisations by code and by name, their portraits, what led to them.

Clause  S27-S29, S34. Everything is computed from rows that count; a fixed number of statements.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from creditdelta.journal.database import connection
from creditdelta.subjects import sql
from creditdelta.subjects.rules import Portrait, Telling, portrait, province_of

Row = tuple[Any, ...]

_TOLD = """
SELECT n.ref, n.statement, r.code, d_n.region, d_n.issued_at, d_n.batch, s.version,
       n.name, n.former, p.statement, p.status, p.division, p.industry, p.organisation_type,
       p.established_on
{evidence} {only} ORDER BY n.ref, n.statement
"""
_JOINS = """
JOIN records_statement s ON s.place = n.statement JOIN subjects_reference r ON r.ref = n.ref
LEFT JOIN subjects_profile p ON p.statement = n.statement
"""


def told(known: date | None = None, only: str = "") -> str:
    """The statement that reads every telling of names and facts that counts, by organisation."""
    found = sql.evidence("subjects_name", "n", known, joins=_JOINS)
    return _TOLD.format(evidence=found, only=only)


def portraits(rows: Iterable[Row]) -> Iterator[tuple[bytes, Portrait]]:
    """Each organisation as the rows of `told` show it, in their order."""
    for ref, of_one in groupby(rows, key=lambda row: bytes(row[0])):
        found = portrait_of_rows(list(of_one))
        if found is not None:
            yield ref, found


def portrait_of_rows(rows: list[Row]) -> Portrait | None:
    """One organisation as its rows of `told` show it."""
    return portrait(tellings_of(rows), province_of(rows[0][2]))


def tellings_of(rows: list[Row]) -> list[Telling]:
    """What each statement says of the one organisation of these rows of `told`."""
    return [_telling(list(group)) for _, group in groupby(rows, key=lambda row: row[1])]


def _telling(rows: list[Row]) -> Telling:
    """What one statement says: a row for each name it gives."""
    ref, _, _, region, issued_at, batch, version, _, _, profile, *facts = rows[0]
    status, division, industry, form, established_on = facts
    return Telling(
        ref=bytes(ref),
        region=region,
        rank=(aware(issued_at), batch, bytes(version)),
        names=tuple(row[7] for row in rows if not row[8]),
        former=tuple(row[7] for row in rows if row[8]),
        facts=None
        if profile is None
        else (status or "", division or "", industry or "", form or "", established_on),
    )


def aware(moment: datetime) -> datetime:
    """A moment as read by a plain statement: the embedded database writes UTC and forgets to say so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def rows(statement: str, given: Iterable[Any] = ()) -> list[Row]:
    """All rows of a plain statement in the chosen database."""
    with connection().cursor() as cursor:
        cursor.execute(statement, list(given))
        found: list[Row] = cursor.fetchall()
        return found
