"""What does the whole ledger hold at one moment, while others go on writing?

Clause  S71. A read-only view of committed rows: it takes no write lock and sees nothing later.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from creditdelta.journal.database import connection, embedded

_SERVER = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment; not within a transaction, nothing may be written."""
    with connection().cursor() as cursor:
        cursor.execute("BEGIN DEFERRED" if embedded() else _SERVER)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")
