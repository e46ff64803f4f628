"""In which database does this piece of work happen: the live one, or one being rebuilt beside it?

Clause  S34: a rebuild runs the same `apply` as the live system, so the place is said here once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_ALIAS: ContextVar[str] = ContextVar("creditdelta_database", default="default")
_WRITERS = 0x43444A4C  # one number for all who change state, on servers that lock by number


class Router:
    """Sends every query of the object mapper to the database chosen by `on`."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """The chosen database."""
        return _ALIAS.get()

    db_for_write = db_for_read


@contextmanager
def on(alias: str) -> Iterator[None]:
    """Do everything inside on another database."""
    token = _ALIAS.set(alias)
    try:
        yield
    finally:
        _ALIAS.reset(token)


def alias() -> str:
    """The name of the chosen database."""
    return _ALIAS.get()


def connection() -> BaseDatabaseWrapper:
    """The connection to the chosen database, for statements over many rows."""
    return connections[_ALIAS.get()]


def embedded() -> bool:
    """Whether the chosen database is SQLite."""
    return connection().vendor == "sqlite"


@contextmanager
def writing() -> Iterator[None]:
    """A transaction that changes state; one at a time, so that order of events = order of commits.

    SQLite gives its write lock at BEGIN IMMEDIATE; PostgreSQL is asked for a lock by number.
    """
    with transaction.atomic(using=_ALIAS.get()):
        if not embedded():
            with connection().cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])
        yield
