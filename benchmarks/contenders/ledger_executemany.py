"""The usual way: `executemany` of an upsert, 10,000 rows a transaction, in the file's order."""

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks import ledger_parts
from benchmarks.contenders import answer

COLUMNS = (
    "place", "delivery", "ref", "document", "version", "name_key", "standard", "authority",
    "happened_on", "decided_on", "published_on", "ends_on", "publicity_ends_on", "salt", "body",
)  # fmt: skip
STATEMENTS = (
    f"INSERT INTO records_statement ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * 14)}) "
    "ON CONFLICT (place) DO UPDATE SET version = excluded.version, body = excluded.body"
)
REFERENCES = (
    "INSERT INTO subjects_reference (ref, scheme, code) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
)


def load(folder: str) -> None:
    """Load every part of a folder into an empty ledger."""
    ledger_parts.empty_ledger()
    from django.db import connection

    from creditdelta.records.laid_out import laid_out

    connection.ensure_connection()
    raw = connection.connection
    for path in ledger_parts.numbered(Path(folder)):
        part = pq.read_table(path).combine_chunks().to_batches()[0]
        batch = laid_out(part.sort_by("_row"), ledger_parts.STANDARD, 1)
        rows = zip(*(_cells(batch.column(name).to_pylist()) for name in COLUMNS), strict=True)
        names = ("ref", "scheme", "code")
        known = zip(*(batch.column(name).to_pylist() for name in names), strict=True)
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany(REFERENCES, known)
        raw.executemany(STATEMENTS, rows)
        raw.execute("COMMIT")


def _cells(values: list[Any]) -> list[Any]:
    return [value.isoformat() if isinstance(value, date) else value for value in values]


def count(_: None) -> dict[str, Any]:
    """What the table holds."""
    return ledger_parts.contents()


if __name__ == "__main__":
    answer.give(load, count)
