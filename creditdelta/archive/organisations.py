"""Every organisation that evidence confirms, one after the other: for counts over all of them.

Clause  S27, S29. Read in the order of references, so that a million of them need no more room than one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from creditdelta.journal.database import connection
from creditdelta.subjects.queries import Row, tellings_of, told
from creditdelta.subjects.rules import Portrait, Telling, portrait, province_of

ROWS_AT_ONCE = 4_096


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation with everything that registers say of it."""

    ref: bytes
    code: str
    tellings: list[Telling]
    portrait: Portrait


def organisations() -> Iterator[Organisation]:
    """Every confirmed organisation, by reference."""
    for ref, group in groupby(_rows(), key=lambda row: bytes(row[0])):
        listed = list(group)
        code, tellings = listed[0][2], tellings_of(listed)
        found = portrait(tellings, province_of(code))
        if found is not None:
            yield Organisation(ref, code, tellings, found)


def _rows() -> Iterator[Row]:
    with connection().chunked_cursor() as cursor:
        cursor.execute(told())
        while found := cursor.fetchmany(ROWS_AT_ONCE):
            yield from found
