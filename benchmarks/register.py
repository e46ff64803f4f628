"""A register of invented organisations, written straight into the tables of an empty ledger, and its event.

What an ingest of registrations would leave, without reading files: one delivery that counts, a reference, a
statement, a name and a profile for each. The identity key is fixed, so that ids are the same everywhere.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

ROWS_AT_ONCE = 10_000
DELIVERY = 1
IDENTITY = bytes(range(32)).hex()


def empty_ledger(home: Path) -> None:
    """A prepared home with tables, in the database the environment names; the framework is up."""
    os.environ["CREDITDELTA_HOME"] = str(home)
    (home / "keys").mkdir(parents=True, exist_ok=True)
    (home / "keys" / "identity.key").write_text(IDENTITY, encoding="ascii")
    from creditdelta.project.setup import set_up

    set_up()
    from django.core.management import call_command

    from creditdelta.journal.home import prepare

    prepare()
    call_command("migrate", verbosity=0)


def registered(count: int) -> list[tuple[str, str, str]]:
    """(code, name, industry) of `count` organisations, no sole trader among them; codes and names differ."""
    from benchmarks.organisations import world
    from creditdelta.rulebook.industries import industries

    made = world(np.random.default_rng(20260401), round(count * 1.4) + 1_000)
    listed = [row.code for row in industries() if len(row.code) == 2]
    rows = zip(made.names.to_pylist(), made.usccs.to_pylist(), strict=True)
    found: dict[str, tuple[str, str, str]] = {}
    codes = set()
    for name, code in rows:
        if not code.startswith("92") and name not in found and code not in codes:
            codes.add(code)
            found[name] = code, name, listed[len(found) % len(listed)]
    chosen = list(found.values())[:count]
    assert len(chosen) == count
    return chosen


def fill(rows: list[tuple[str, str, str]]) -> None:
    """Let the ledger hold the organisations, and the event that makes them count."""
    from creditdelta.intake.events import SubmissionClosed
    from creditdelta.intake.models import Submission
    from creditdelta.journal.database import writing
    from creditdelta.journal.services import envelope, record, seal
    from creditdelta.subjects.models import Delivery

    now = datetime(2026, 1, 1, tzinfo=UTC)
    told = {"region": "310000", "source": "register", "issued_at": now, "batch": ""}
    with writing():
        Delivery.objects.create(
            id=DELIVERY, received_on=now.date(), opened_at=now, closed=True,
            counted_on=now.date(), **told,
        )  # fmt: skip
        Submission.objects.create(
            id=DELIVERY, standard=_standard(), actor="bench", file_name="", file_id=b"",
            rulebook="", received_at=now, closed_at=now, state="closed", rows=len(rows),
            good=len(rows), parts=0, **told,
        )  # fmt: skip
    for first in range(0, len(rows), ROWS_AT_ONCE):
        with writing():
            _insert(list(_laid_out(rows[first : first + ROWS_AT_ONCE], first)))
    with writing():
        record(SubmissionClosed(DELIVERY), lambda event, about: None, envelope("310000", "bench"))
    seal()


def _standard() -> str:
    from creditdelta.rulebook.records import standards

    return next(name for name, one in standards().items() if one.kind == "registration")


def _laid_out(rows: list[tuple[str, str, str]], first: int) -> Iterator[dict[str, Any]]:
    from creditdelta.kernel.keyed import opaque_many
    from creditdelta.kernel.names.normal_form import read_notes
    from creditdelta.pipeline.ledger_rows import name_keys
    from creditdelta.records.laid_out import ROW_BITS
    from creditdelta.rulebook.name_words import name_words

    key, words = bytes.fromhex(IDENTITY), name_words()
    normal = [read_notes(name, words).name for _, name, _ in rows]
    refs = opaque_many(key, "reference", [("uscc", code) for code, _, _ in rows])
    keys, standard = name_keys(key, normal), _standard()
    for place, (row, ref, form, name_key) in enumerate(zip(rows, refs, normal, keys, strict=True)):
        code, name, industry = row
        yield {
            "place": (DELIVERY << ROW_BITS) + first + place, "delivery": DELIVERY, "ref": ref,
            "document": ref, "version": ref, "salt": ref, "scheme": "uscc", "code": code,
            "name": name, "normal": form, "name_key": name_key, "former": False,
            "status": "存续", "division": code[2:8], "industry": industry, "type": "", "text": "",
            "standard": standard,
        }  # fmt: skip


_TABLES = {
    "subjects_reference (ref, scheme, code)": ("ref", "scheme", "code"),
    "records_statement (place, delivery, ref, document, version, name_key, standard, authority,"
    " salt, body)": (
        "place", "delivery", "ref", "document", "version", "name_key", "standard", "text", "salt", "text",
    ),
    "subjects_name (statement, delivery, ref, document, name, normal, name_key, former)": (
        "place", "delivery", "ref", "document", "name", "normal", "name_key", "former",
    ),
    "subjects_profile (statement, delivery, ref, document, status, division, industry,"
    " organisation_type)": (
        "place", "delivery", "ref", "document", "status", "division", "industry", "type",
    ),
}  # fmt: skip


def _insert(rows: list[dict[str, Any]]) -> None:
    from creditdelta.journal.database import connection, embedded

    with connection().cursor() as cursor:
        for table, columns in _TABLES.items():
            values = [tuple(row[column] for column in columns) for row in rows]
            if embedded():
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", values)
                continue
            with cursor.copy(f"COPY {table} FROM STDIN") as sink:
                for value in values:
                    sink.write_row(value)
