"""Lay the rows of one part out beside the tables, so that one statement can move all of them.

Clause  S34. Row-by-row inserts cost several times as much: docs/decisions/0010.

The rows are laid out before the transaction begins; it then holds the write lock only for the set
statements. On SQLite they lie in a side file written through ADBC and attached; on PostgreSQL in a
temporary table filled by COPY. Either is called `staged`, and its columns are the same.
"""

import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
from adbc_driver_sqlite import dbapi

from creditdelta.journal.database import connection, embedded
from creditdelta.journal.home import folder

_TYPES = {"place": "bigint", "delivery": "integer"}
_BINARY = ("ref", "document", "version", "name_key", "salt", "target", "successor", "closure")
_DATES = (
    "happened_on", "decided_on", "published_on", "ends_on", "publicity_ends_on", "established_on",
    "closed_on",
)  # fmt: skip


@contextmanager
def staged(batch: pa.RecordBatch) -> Iterator[None]:
    """`staged` holds the rows of the batch until the end of the block."""
    opened = _in_side_file if embedded() else _in_temporary_table
    with opened(batch):
        yield


@contextmanager
def _in_side_file(batch: pa.RecordBatch) -> Iterator[None]:
    path = folder("staging") / f"side-{os.getpid()}.sqlite3"
    _forget(path)
    columns = {name: _plain(batch.column(name)) for name in batch.schema.names}
    with dbapi.connect(str(path), autocommit=True) as side, side.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode=OFF")
        cursor.execute("PRAGMA synchronous=OFF")
        cursor.execute("BEGIN")
        cursor.adbc_ingest("staged", pa.record_batch(columns), mode="create")
        cursor.execute("COMMIT")
    with connection().cursor() as cursor:
        cursor.execute("ATTACH DATABASE %s AS side", [str(path)])
        try:
            yield
        finally:
            cursor.execute("DETACH DATABASE side")
            _forget(path)


def _plain(column: pa.Array) -> pa.Array:
    """Days as SQLite keeps them, ids as plain blobs."""
    if pa.types.is_date(column.type):
        return column.cast(pa.string())
    return column.cast(pa.binary()) if pa.types.is_fixed_size_binary(column.type) else column


def _forget(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _in_temporary_table(batch: pa.RecordBatch) -> Iterator[None]:
    names = batch.schema.names
    fields = ", ".join(f"{name} {_type(name)}" for name in names)
    with connection().cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS staged")
        cursor.execute(f"CREATE TEMPORARY TABLE staged ({fields})")
        filled = ", ".join(name for name in names if _type(name) == "text")
        how = f"FORMAT csv, NULL '', FORCE_NOT_NULL ({filled})"
        copy = f"COPY staged ({', '.join(names)}) FROM STDIN ({how})"
        with connection().wrap_database_errors, cursor.copy(copy) as out:
            out.write(_csv(batch))
        cursor.execute("ANALYZE staged")
        try:
            yield
        finally:
            cursor.execute("DROP TABLE IF EXISTS staged")


def _type(name: str) -> str:
    if name in _BINARY or name.endswith("_ref"):
        return "bytea"
    return "date" if name in _DATES else _TYPES.get(name, "text")


def _csv(batch: pa.RecordBatch) -> bytes:
    columns = {name: _written(batch.column(name)) for name in batch.schema.names}
    sink = io.BytesIO()
    options = pa_csv.WriteOptions(include_header=False, quoting_style="needed")
    pa_csv.write_csv(pa.record_batch(columns), sink, options)
    return sink.getvalue()


def _written(column: pa.Array) -> pa.Array:
    """A column as COPY reads it: bytes as hex; Arrow quotes every text, and nothing is nothing."""
    if pa.types.is_binary(column.type) or pa.types.is_fixed_size_binary(column.type):
        hexes = [None if value is None else "\\x" + value.hex() for value in column.to_pylist()]
        return pa.array(hexes, pa.string())
    return column
