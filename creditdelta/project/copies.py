"""How does the whole database become files of one moment, and files a database?

Clause  S71. SQLite: its own backup, one consistent copy while others write. PostgreSQL: every table by
COPY in one snapshot; no program of the server's version is needed on this machine.
"""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

EMBEDDED_NAME = "ledger.sqlite3"
# an index is made anew from the rest, the framework's own tables by it, and nobody stays signed in
LEFT_OUT = ("search", "contenttypes", "auth")
# lists that are screened: their files are in no backup
PASSING = ("accounts_keptsession", "accounts_counter", "api_kept", "api_spent", "screening_job")
FORGET = tuple(f"DELETE FROM {table}" for table in PASSING)  # noqa: S608  # nosec B608 # names of our own
BLOCK_BYTES = 1 << 20
_SNAPSHOT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"
_PARTS = "SELECT address FROM records_part ORDER BY address"
_ORIGINALS = """
SELECT original FROM intake_submission WHERE original_key IS NOT NULL UNION ALL SELECT token FROM repair_paper
"""
_STAGED = "SELECT staging FROM intake_submission WHERE state IN ('open', 'held') AND staging <> ''"
_EVENTS = "SELECT count(*) FROM journal_event WHERE number IS NOT NULL"
_NEXT = """
SELECT setval(pg_get_serial_sequence(%s, %s), GREATEST(1, (SELECT max({column}) FROM {table})))
"""


class NotEmpty(RuntimeError):
    """There is a ledger already where one was to be restored; says where."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a copy of the database speaks of: files that belong to it, and the journal's size."""

    parts: tuple[str, ...]
    originals: tuple[str, ...]
    staged: tuple[str, ...]  # folders with rows of submissions that are not closed
    events: int


def migrations() -> list[str]:
    """The migrations the database went through."""
    recorder = MigrationRecorder(connection)
    return sorted(f"{app}.{name}" for app, name in recorder.applied_migrations())


def tables() -> list[tuple[str, tuple[str, ...], str]]:
    """(table, columns, numbering column or "") of every slice that holds what is nowhere else."""
    found = []
    for model in apps.get_models():
        if model._meta.app_label in LEFT_OUT or model._meta.db_table in PASSING:
            continue
        fields = model._meta.local_concrete_fields
        counted = next((one.column for one in fields if "Auto" in one.get_internal_type()), "")
        found.append((model._meta.db_table, tuple(one.column for one in fields), counted))
    return found


def copy_out(place: Path) -> Named:
    """Copy the database into an empty folder, as it stands at one moment."""
    return _embedded_out(place) if connection.vendor == "sqlite" else _server_out(place)


def _embedded_out(place: Path) -> Named:
    source = str(connection.settings_dict["NAME"])
    target = place / EMBEDDED_NAME
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        for statement in FORGET:
            copy.execute(statement)
        copy.commit()
        return _named(lambda question: copy.execute(question).fetchall())


def _server_out(place: Path) -> Named:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SNAPSHOT)
        for table, columns, _ in tables():
            with (
                (place / f"{table}.copy").open("wb") as out,
                connection.wrap_database_errors,
                cursor.copy(f"COPY {table} ({_listed(columns)}) TO STDOUT") as rows,
            ):
                for block in rows:
                    out.write(block)

        def ask(question: str) -> list[Any]:
            cursor.execute(question)
            return list(cursor.fetchall())

        return _named(ask)


def _named(ask: Callable[[str], list[Any]]) -> Named:
    return Named(
        parts=tuple(address for (address,) in ask(_PARTS)),
        originals=tuple(token for (token,) in ask(_ORIGINALS)),
        staged=tuple(name for (name,) in ask(_STAGED)),
        events=ask(_EVENTS)[0][0],
    )


def put_embedded(place: Path) -> None:
    """Put the copied file where the embedded database lies; raises `NotEmpty`."""
    target = Path(str(connection.settings_dict["NAME"]))
    if target.exists():
        raise NotEmpty(str(target))
    shutil.copyfile(place / EMBEDDED_NAME, target)


def put_on_server(place: Path) -> None:
    """Fill the tables, which exist and are empty, in the caller's transaction; raises `NotEmpty`."""
    with connection.cursor() as cursor:
        for table, columns, counted in tables():
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")  # noqa: S608  # nosec B608 # tables of our own
            if cursor.fetchone() != (False,):
                raise NotEmpty(table)
            with (
                (place / f"{table}.copy").open("rb") as source,
                connection.wrap_database_errors,
                cursor.copy(f"COPY {table} ({_listed(columns)}) FROM STDIN") as rows,
            ):
                while block := source.read(BLOCK_BYTES):
                    rows.write(block)
            if counted:
                cursor.execute(_NEXT.format(table=table, column=counted), [table, counted])


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
