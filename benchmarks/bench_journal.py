"""How fast is a journal verified and a ledger rebuilt, and does either grow faster than its size?

    python -m benchmarks.bench_journal [--quick]

Verified: an exported journal, by the stand-alone verifier, against a checkpoint for every 1,000
events. Rebuilt: a ledger of one submission, compared with the live one table by table. A ratio is
CPU-seconds per row against those of the smallest size: 1 is linear.
"""

import argparse
import json
import subprocess
import sys

from benchmarks import data
from benchmarks.processes import run

EVENTS, QUICK_EVENTS = (10_000, 100_000, 1_000_000), (10_000,)
ROWS, QUICK_ROWS = (20_000, 100_000, 500_000), (20_000,)
TIMES = 3


def main() -> None:
    """Measure and print a JSON line for each size and figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    base = 0.0
    for size in QUICK_EVENTS if quick else EVENTS:
        runs = [run("journal_verify", journal(size), journal(1_000)) for _ in range(TIMES)]
        assert all(one.answer == runs[0].answer for one in runs)
        assert runs[0].answer["ok"]
        base = tell("journal_verify", size, min(one.job for one in runs), runs[0].peak_mb, base)
    base = 0.0
    for rows in QUICK_ROWS if quick else ROWS:
        one = run("ledger_rebuild", str(data.table_file(rows).path))
        assert one.answer["equal"]
        base = tell("ledger_rebuild", rows, one.job, one.peak_mb, base)


def tell(name: str, size: int, cpu: float, peak: float, base: float) -> float:
    """One measured line; returns the CPU per row that later sizes are held to."""
    each = cpu / size
    told = {
        "name": name,
        "size": size,
        "cpu": round(cpu, 3),
        "per_cpu_second": round(size / cpu),
        "growth": round(each / (base or each), 3),
        "peak_mb": round(peak),
    }
    print(json.dumps(told))
    print(f"  {name} {size:,}: {told['per_cpu_second']:,} per CPU-s", file=sys.stderr)
    return base or each


def journal(size: int) -> str:
    """The file of an exported journal, made on first use."""
    command = [sys.executable, "-m", "benchmarks.journals", str(size)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    main()
