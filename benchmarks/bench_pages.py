"""The archive page: requests a CPU-second against a view that does nothing, and growth with its records.

    python -m benchmarks.bench_pages [--quick]

All pages are asked for in turn in one process by the interface the server calls, through every
middleware, so that a busy minute falls on all. The number of SQL statements must be the same for
every size, and every page must say how many records it counts.
"""

import argparse
import json
import statistics
import sys
from typing import Any

from benchmarks.processes import run

TIMES, QUICK, ROUNDS = 200, 30, 5
SIZES = ("2", "20", "200")
SHOWN = 20  # adverse records an overview lists


def main() -> None:
    """Measure and print JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    found = [run("page_read", str(QUICK if quick else TIMES)).answer for _ in range(ROUNDS)]
    equal(found[0]["answer"])

    def cpu(name: str) -> float:
        return statistics.median(one["cpu"][name] for one in found)

    def ratio(name: str, other: str) -> float:
        return statistics.median(one["cpu"][name] / one["cpu"][other] for one in found)

    pages = {name: found[0]["answer"][name] for name in SIZES}
    for name in SIZES:
        line = {
            "name": f"archive_page_{name}", "size": int(name), "cpu": round(cpu(name), 5),
            "requests_per_cpu_second": round(1 / cpu(name)),
            "times_nothing": round(ratio(name, "nothing"), 2),
            "times_shell": round(ratio(name, "shell"), 2), **pages[name],
        }  # fmt: skip
        print(json.dumps(line))
    growth = {"name": "archive_page_200_vs_20", "size": 200, "ratio": round(ratio("200", "20"), 3)}
    print(json.dumps(growth))
    stack = {name: round(1 / cpu(name)) for name in ("nothing", "shell", *SIZES)}
    print(f"  requests a CPU-second: {stack}", file=sys.stderr)


def equal(answer: dict[str, dict[str, Any]]) -> None:
    """Every page is whole, and asks the same number of questions."""
    assert answer["nothing"]["bytes"] == 2
    assert answer["shell"]["status"].startswith("404")
    statements = {answer[name]["statements"] for name in SIZES}
    assert len(statements) == 1, f"the number of statements grew: {statements}"
    for name in SIZES:
        assert answer[name]["status"].startswith("200")
        assert answer[name]["told"]
        assert answer[name]["records"] >= min(int(name), SHOWN)


if __name__ == "__main__":
    main()
