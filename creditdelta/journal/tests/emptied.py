"""Every row of every table is removed: between tests, and within one to start anew."""

from django.db import connection, transaction

from creditdelta.journal.guard import arm, disarm
from creditdelta.journal.tests.ownership import as_owner


def emptied() -> None:
    """Start anew within one scene: the guard is taken down for the moment, as between scenes."""
    with as_owner():
        disarm(connection)
        _remove()
        arm(connection)


def remove_rows(test_case: object) -> None:
    """Empty the tables after a test; the guard is down by then."""
    with as_owner():
        _remove()


def _remove() -> None:
    """Empty the tables that hold any row, as their owner.

    The framework's own way empties all, and then writes content types and rights anew that nothing here
    reads: together the fifth part of what a test of the ledger costs.
    """
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    quoted = [connection.ops.quote_name(name) for name in sorted(tables)]
    asked = "SELECT {} WHERE EXISTS (SELECT 1 FROM {})"
    ask = " UNION ALL ".join(asked.format(at, name) for at, name in enumerate(quoted))
    with connection.cursor() as cursor:
        cursor.execute(ask)
        held = [quoted[at] for (at,) in cursor.fetchall()]
        if held and connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(held)} CASCADE")
        elif held:
            with connection.constraint_checks_disabled(), transaction.atomic():
                for name in held:
                    cursor.execute(f"DELETE FROM {name}")  # noqa: S608 - names of our own tables
