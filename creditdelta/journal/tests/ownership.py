"""On PostgreSQL tests work as the role commands have; what only the owner may do is done as the owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

OPERATOR = "creditdelta_operator"


def work_as_operator(sender: object = None, *, connection: Any = connection, **named: Any) -> None:
    """Give up the owner's rights on a connection; where there are no roles, nothing."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {OPERATOR}")


@contextmanager
def as_owner() -> Iterator[None]:
    """Have the owner's rights for a while: to tamper, to arm the guard, to empty the tables."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    try:
        yield
    finally:
        work_as_operator()
