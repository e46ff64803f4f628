"""Candidates of all lists from the whole pool: equal answers one by one, then growth over three sizes.

    python -m benchmarks.bench_lists [--quick] [SIZE ...]

SIZE: organisations, with five penalties each. The pool is made ready by another process; what is measured is
the asking, in a fresh one: CPU-seconds, records per CPU-second, peak memory.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.processes import ROOT, run

SIZES, QUICK = (10_000, 100_000, 1_000_000), (10_000, 50_000)
SINGLY = 10_000  # organisations asked one by one, for equal answers
EACH = 5


def main() -> None:
    """Measure and print JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small pools")
    parser.add_argument("sizes", nargs="*", type=int)
    wanted = parser.parse_args()
    first = 0.0
    for size in wanted.sizes or (QUICK if wanted.quick else SIZES):
        with TemporaryDirectory(prefix="cd-bench-") as folder:
            home = str(Path(folder) / "home")
            making = (sys.executable, "-m", "benchmarks.list_pool", home, str(size))
            subprocess.run(making, check=True, cwd=ROOT)
            ours = run("lists_candidates", home)
            if size <= SINGLY:
                singly = run("lists_singly", home)
                assert ours.answer["digest"] == singly.answer["digest"], "different answers"
                ratio = {"name": "lists_vs_singly", "ratio": round(singly.job / ours.job, 1)}
                print(json.dumps({**ratio, "size": size}))
        each = ours.job / (size * EACH)
        first = first or each
        line = {
            "size": size,
            "cpu_s": round(ours.job, 2),
            "records_per_cpu_s": round(1 / each),
            "mb": round(ours.peak_mb),
            "candidates": sum(ours.answer["counts"].values()),
        }
        growth = {"name": "lists_growth_of_a_record", "ratio": round(each / first, 3)}
        print(json.dumps({**growth, **line}))
        print(f"  {size:,}: {line}", file=sys.stderr)


if __name__ == "__main__":
    main()
