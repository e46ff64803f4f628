"""Do two ledgers hold the same? One digest a table, equal on every database for equal rows.

Clause  S71. What follows from events and content is compared; what is local to a deployment (the
name a file had here, where its parts lay, counters of rows) is not.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pyarrow as pa
from django.apps import apps
from django.db.models import AutoField, BigAutoField, Field, Model

from creditdelta.journal.database import connection
from creditdelta.kernel import canonical
from creditdelta.kernel.digest import table_digest

ROWS_AT_ONCE = 16_384
# the journal is what the tables follow from; search index and boards follow from them, made anew at will
LEFT_OUT = ("journal", "search", "archive")
# kept as they are: no event makes them, or a follower does
KEPT = {
    "accounts_account",
    "accounts_counter",
    "accounts_keptsession",
    "accounts_signin",
    "api_keys_note",
    "api_kept",
    "api_spent",
    "consent_reference",
    "feed_change",
    "feed_shared",
    "lists_candidate",
    "lists_text",
    "lookups_reference",
    "notices_content",
    "questions_queued",
    "repair_paper",
    "repair_tally",
    "repair_text",
    "representation_code",
    "representation_wrongcode",
    "screening_job",
    "uploads_mappingcontent",
    "uploads_upload",
    "uploads_wrongrow",
    "webhooks_attempt",
    "webhooks_delivery",
    "webhooks_receiver",
}
OURS = "creditdelta."
LOCAL = {
    "intake_submission": (
        "file_name", "original", "original_key", "staging", "byte_count", "reading_ms", "door",
        "arrived_at",
    )
}  # fmt: skip

# How a column is written so that both databases say it alike.
_WRITTEN = {
    "sqlite": {
        "BinaryField": "CASE WHEN {0} IS NULL THEN NULL ELSE lower(hex({0})) END",
        "BooleanField": "CAST({0} AS integer)",
        "DateField": "CAST({0} AS text)",
        "DateTimeField": "CASE WHEN {0} LIKE '%.%' THEN {0} ELSE {0} || '.000000' END",
    },
    "postgresql": {
        "BinaryField": "encode({0}, 'hex')",
        "BooleanField": "CAST({0} AS integer)",
        "DateField": "to_char({0}, 'YYYY-MM-DD')",
        "DateTimeField": "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    },
}
_TEXTS = ("BinaryField", "DateField", "DateTimeField", "TextField")


def table_digests() -> dict[str, str]:
    """The digest of every table that follows from the journal, in the chosen database."""
    return {
        model._meta.db_table: table_digest(_batches(model)).hex()
        for model in apps.get_models()
        if model.__module__.startswith(OURS)
        and model._meta.app_label not in LEFT_OUT
        and model._meta.db_table not in KEPT
    }


def ledger_digest(tables: dict[str, str]) -> str:
    """One digest over all tables: SHA-256 of the canonical JSON of names and digests."""
    return sha256(canonical.dumps({**tables})).hexdigest()


def compared(model: type[Model]) -> list["Field[Any, Any]"]:
    """The columns of a table that must be equal."""
    local = LOCAL.get(model._meta.db_table, ())
    return [
        field
        for field in model._meta.local_concrete_fields
        if not isinstance(field, AutoField | BigAutoField) and field.column not in local
    ]


def _batches(model: type[Model]) -> Iterator[pa.RecordBatch]:
    fields = compared(model)
    written = _WRITTEN[connection().vendor]
    chosen = ", ".join(
        written.get(field.get_internal_type(), "{0}").format(field.column) for field in fields
    )
    with connection().chunked_cursor() as cursor:
        cursor.execute(f"SELECT {chosen} FROM {model._meta.db_table}")  # noqa: S608  # nosec B608 # tables of our own
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            columns = zip(*rows, strict=True)
            yield pa.record_batch(
                {
                    field.column: pa.array(column, _kind(field))
                    for field, column in zip(fields, columns, strict=True)
                }
            )


def _kind(field: "Field[Any, Any]") -> pa.DataType:
    return pa.string() if field.get_internal_type() in _TEXTS else pa.int64()
