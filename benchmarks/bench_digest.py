"""Rows a CPU-second of the row and table digest, at three sizes: a JSON line each.

Run: python -m benchmarks.bench_digest
Equal first: the table digest of shuffled, differently cut rows must be the same.
"""

import json
import random
import time
from collections.abc import Callable
from functools import partial

import pyarrow as pa

from creditdelta.kernel.digest import row_digests, table_digest

SIZES = (10_000, 100_000, 1_000_000)
COLUMNS = 9


def table(rows: int) -> pa.Table:
    """Nine text columns of about twelve signs, a tenth of the cells missing."""
    chance = random.Random(rows)
    columns = {}
    for column in range(COLUMNS):
        cells = [
            None if n % 10 == column else f"{chance.randrange(10**12):012d}" for n in range(rows)
        ]
        columns[f"column {column}"] = pa.array(cells, pa.string())
    return pa.table(columns)


def each_row(batches: list[pa.RecordBatch]) -> None:
    """Row digests of all batches, thrown away."""
    for batch in batches:
        row_digests(batch)


def cpu_seconds(job: Callable[[], object]) -> float:
    """CPU time of the best of three runs."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        job()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Measure and print."""
    for rows in SIZES:
        whole = table(rows)
        batches = whole.to_batches(max_chunksize=65_536)
        order = list(range(rows))
        random.Random(1).shuffle(order)
        shuffled = whole.take(order).to_batches(max_chunksize=10_000)
        assert table_digest(batches) == table_digest(shuffled)
        by_row = cpu_seconds(partial(each_row, batches))
        by_table = cpu_seconds(partial(table_digest, batches))
        measured = {
            "job": "digest",
            "rows": rows,
            "columns": COLUMNS,
            "row_digests_per_cpu_second": round(rows / by_row),
            "table_digest_per_cpu_second": round(rows / by_table),
        }
        print(json.dumps(measured))


if __name__ == "__main__":
    main()
