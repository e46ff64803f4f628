"""What programs ask most, against the same doors as a Django REST framework project has them.

    python -m benchmarks.bench_api [--quick]

Requests a CPU-second, in one process, in turn, with the same key, gate and allowances; answers are compared
first. `kept`: nothing has changed since it was asked last; `anew`: read from the tables. A look is written
into the log before it is answered. Answers to a list: a thousand lines.
"""

import argparse
import json
import statistics
import sys

from benchmarks.processes import run

TIMES, QUICK, ROUNDS = 200, 20, 3
NAMES = {"subject": "api_subject_kept", "subject anew": "api_subject_anew", "look": "api_look"}
LINES = 1_000


def main() -> None:
    """Measure and print JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    found = [run("api_read", str(QUICK if quick else TIMES)).answer for _ in range(ROUNDS)]
    assert all(one["equal"] for one in found)
    for asked in found[0]["equal"]:
        kind, _, size = asked.rpartition(" ")
        name = NAMES.get(kind, "api_screening")
        of = [(one["cpu"][f"{asked} ours"], one["cpu"][f"{asked} theirs"]) for one in found]
        ratio = statistics.median(theirs / ours for ours, theirs in of)
        each = statistics.median(ours for ours, _ in of)
        line = {
            "name": f"{name}_vs_drf", "size": int(size) if kind else LINES,
            "ratio": round(ratio, 2), "requests_per_cpu_second": round(1 / each),
        }  # fmt: skip
        print(json.dumps(line))
        print(f"  {asked}: {ratio:.1f} x, {1 / each:.0f} a CPU-second", file=sys.stderr)


if __name__ == "__main__":
    main()
