"""Ours: each part laid out beside the tables, then one set statement a table in one transaction."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from benchmarks import ledger_parts
from benchmarks.contenders import answer


def load(folder: str) -> None:
    """Load every part of a folder into an empty ledger."""
    ledger_parts.empty_ledger()
    from creditdelta.journal.database import writing
    from creditdelta.records import apply
    from creditdelta.records.laid_out import laid_out
    from creditdelta.records.staging import staged

    for path in ledger_parts.numbered(Path(folder)):
        part = pq.read_table(path).combine_chunks().to_batches()[0]
        with staged(laid_out(part, ledger_parts.STANDARD, 1)), writing():
            apply.add_statements()


def count(_: None) -> dict[str, Any]:
    """What the table holds."""
    return ledger_parts.contents()


if __name__ == "__main__":
    answer.give(load, count)
