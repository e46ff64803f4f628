"""On PostgreSQL tests work as the role commands have; what only the owner may do is done as the owner."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

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


def emptied(test_case: object) -> None:
    """Remove every row of every table after a test: of those that hold any, the rest is left alone.

    The framework's own way empties all, and then writes content types and rights anew that nothing here
    reads: together the fifth part of what a test of the ledger costs.
    """
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    quoted = [connection.ops.quote_name(name) for name in sorted(tables)]
    asked = "SELECT {} WHERE EXISTS (SELECT 1 FROM {})"
    ask = " UNION ALL ".join(asked.format(at, name) for at, name in enumerate(quoted))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(ask)
        held = [quoted[at] for (at,) in cursor.fetchall()]
        if held and connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(held)} CASCADE")
        elif held:
            with connection.constraint_checks_disabled(), transaction.atomic():
                for name in held:
                    cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own tables
