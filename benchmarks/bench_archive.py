"""The archive of one organisation with 20 records and with 200: statements and CPU of an answer.

    python -m benchmarks.bench_archive [--quick]

Both archives lie in one ledger and are asked for in turn in one process, so that a busy minute falls
on both; the number of SQL statements must be the same.
"""

import argparse
import json
import statistics
import sys

from benchmarks.processes import run

TIMES, QUICK, ROUNDS = 300, 50, 5
MANY = 200


def main() -> None:
    """Measure and print a JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    found = [run("archive_read", str(QUICK if quick else TIMES)) for _ in range(ROUNDS)]
    answer = found[0].answer
    few, many = (answer["answer"][count] for count in ("20", "200"))
    assert few["statements"] == many["statements"], "the number of statements grew"
    ratio = statistics.median(one.job / one.answer["few"] for one in found)
    cpu = statistics.median(one.job for one in found)
    line = {"name": "archive_200_vs_20", "size": MANY, "ratio": round(ratio, 3)}
    print(json.dumps(line | {"cpu": round(cpu, 5), "statements": many["statements"]}))
    print(f"  archive_200_vs_20: {ratio:.2f}, {cpu * 1000:.1f} ms", file=sys.stderr)


if __name__ == "__main__":
    main()
