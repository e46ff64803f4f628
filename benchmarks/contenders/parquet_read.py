"""Baseline: PyArrow reads the Parquet file batch by batch as text, nothing checked."""

import pyarrow as pa
import pyarrow.parquet

from benchmarks.contenders import answer

BATCH_ROWS = 1 << 16


def read(path: str) -> int:
    """Count the rows, 64 k at a time."""
    file = pa.parquet.ParquetFile(path)
    return sum(batch.num_rows for batch in file.iter_batches(batch_size=BATCH_ROWS))


if __name__ == "__main__":
    answer.give(read, lambda rows: {"rows": rows})
