"""Search by parts of names and first letters on both databases: equal answers, then milliseconds.

    python -m benchmarks.bench_search [--quick] [SIZE ...]

Every question is the whole answer of a page: candidates, order, facets, hits held to the evidence. Its time
is that of the second asking. PostgreSQL's default settings but for 128 MB of shared buffers.
"""

import argparse
import json
import os
import statistics
import sys
from typing import Any

from benchmarks.processes import Run, run
from tests.postgres import server

SIZES, QUICK = (10_000, 100_000, 1_000_000), (10_000, 100_000)
QUESTIONS = 200


def main() -> None:
    """Measure and print JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("sizes", nargs="*", type=int)
    wanted = parser.parse_args()
    for size in wanted.sizes or (QUICK if wanted.quick else SIZES):
        found = {"sqlite": measured(size)}
        with server() as (address, _):
            found["postgresql"] = measured(size, DATABASE_URL=address)
        one, other = (run.answer["answers"] for run in found.values())
        assert one == other, f"the databases answer differently: {one} {other}"
        for name, done in found.items():
            told(name, size, done.answer)


def measured(size: int, **environment: str) -> Run:
    """One fresh process on an empty database."""
    os.environ.update(environment)
    try:
        return run("search_ask", str(size), str(QUESTIONS))
    finally:
        for name in environment:
            del os.environ[name]


def told(name: str, size: int, answer: dict[str, Any]) -> None:
    """A line for each kind of question, and one for the making of the index."""
    for kind, spent in answer["ms"].items():
        middle, high = statistics.median(spent), sorted(spent)[int(len(spent) * 0.95)]
        line = {"name": f"search_{kind}_{name}", "size": size, "p50": middle, "p95": high}
        print(
            json.dumps({key: round(v, 3) if isinstance(v, float) else v for key, v in line.items()})
        )
        print(f"  {name} {size:,} {kind}: p50 {middle:.1f} p95 {high:.1f} ms", file=sys.stderr)
    built = {key: round(value, 2) for key, value in answer["built"].items()}
    print(json.dumps({"name": f"search_index_{name}", "size": size, **built}))
    print(f"  {name} {size:,} index: {built}", file=sys.stderr)


if __name__ == "__main__":
    main()
