"""Loading the records table against executemany; the whole ingest; the same file again; a rebuild.

    python -m benchmarks.bench_ledger [--quick]

Equal first: every way leaves the same rows in the same table. Ratios are of CPU-seconds of fresh
processes, the contenders in turn; three sizes show the growth.
"""

import argparse
import json
import sys

from benchmarks import data, ledger_parts
from benchmarks.processes import rounds, run

SIZES, QUICK = (20_000, 100_000, 500_000), (20_000,)
SMALL_ROWS = 2_000
TIMES = 3


def main() -> None:
    """Measure and print a JSON line for each size and figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    sizes = QUICK if parser.parse_args().quick else SIZES
    small = str(ledger_parts.parts_folder(SMALL_ROWS))
    base = 0.0  # CPU-seconds a row of the smallest rebuild
    for rows in sizes:
        folder = str(ledger_parts.parts_folder(rows))
        ours, theirs = rounds(["ledger_staged", "ledger_executemany"], folder, small, rows, TIMES)
        assert ours.answer == theirs.answer, "the two ways loaded different rows"
        tell("ledger_load_vs_executemany", rows, theirs.job / ours.job, ours.job, ours.peak_mb)
        file, first = data.table_file(rows).path, data.table_file(SMALL_ROWS).path
        whole = run("ledger_ingest", file, first)
        tell("ledger_ingest_vs_executemany", rows, whole.job / theirs.job, whole.job, whole.peak_mb)
        repeated = run("ledger_again", file, first)
        tell("ledger_again_vs_first", rows, repeated.job / whole.job, repeated.job, 0.0)
        rebuilt = run("ledger_rebuild", file, first)
        assert rebuilt.answer["equal"], "the tables do not follow from the journal"
        per_row = rebuilt.job / rows
        base = base or per_row
        tell("ledger_rebuild_growth", rows, per_row / base, rebuilt.job, rebuilt.peak_mb)


def tell(name: str, size: int, ratio: float, cpu: float, peak: float) -> None:
    """One measured line."""
    line = {"name": name, "size": size, "ratio": round(ratio, 4), "cpu": round(cpu, 3)}
    print(json.dumps(line | {"peak_mb": round(peak)}))
    print(f"  {name} {size:,}: {ratio:.3f}", file=sys.stderr)


if __name__ == "__main__":
    main()
