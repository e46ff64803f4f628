"""Parts ready to be loaded, and an empty embedded ledger to load them into, for bench_ledger.

A contender is given a folder of parts as `reading.read_file` lays them out; it starts from an empty
database with the product's own tables, indexes and settings (WAL, FULL).
"""

import os
import tempfile
from hashlib import sha256
from pathlib import Path

from benchmarks import data

REGION = "310000"
STANDARD = "penalty/2018"


def empty_ledger() -> Path:
    """A fresh home with its tables; the framework is up afterwards."""
    home = Path(tempfile.mkdtemp(prefix="cd-bench-"))
    os.environ["CREDITDELTA_HOME"] = str(home)
    from creditdelta.project.setup import set_up

    set_up()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from creditdelta.journal.home import prepare

    connections["default"].close()
    settings.DATABASES["default"]["NAME"] = str(home / "ledger.sqlite3")
    connections["default"].settings_dict["NAME"] = str(home / "ledger.sqlite3")
    prepare()
    call_command("migrate", verbosity=0)
    return home


def parts_folder(rows: int) -> Path:
    """The parts of the measured penalty table of so many rows; made once and kept."""
    folder = data.FOLDER / f"ledger-parts-{rows}"
    table = data.table_file(rows)
    empty_ledger()
    from datetime import date

    from creditdelta.facade.check import rulebook
    from creditdelta.intake.identity import make_context
    from creditdelta.intake.reading import read_file

    read_file(
        Path(table.path),
        folder,
        rulebook(),
        lambda standard: make_context(standard, REGION),
        today=date(2026, 4, 1),
    )
    return folder


def numbered(folder: Path) -> list[Path]:
    """The parts in order."""
    return sorted(folder.glob("part-*.parquet"))


def contents() -> dict[str, object]:
    """Rows of the table and a digest of what they say, to see that every way loaded the same."""
    from django.db import connection

    digest = sha256()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT place, ref, document, version, standard, authority, decided_on, ends_on, body "
            "FROM records_statement ORDER BY place"
        )
        rows = 0
        while found := cursor.fetchmany(10_000):
            rows += len(found)
            for row in found:
                digest.update(repr([bytes(x) if isinstance(x, memoryview) else x for x in row])
                              .encode())  # fmt: skip
        cursor.execute("SELECT count(*) FROM subjects_reference")
        (references,) = cursor.fetchone()
    return {"rows": rows, "references": references, "digest": digest.hexdigest()[:16]}
