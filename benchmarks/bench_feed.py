"""The feed against what makes it grow: a lawful follower reads faster than files can be taken in.

    python -m benchmarks.bench_feed [--quick] [SIZE ...]

Both sides in CPU-seconds of the same process: growth is the whole way of a file (reading, loading, sealing,
all followers); reading is pages of 1,000 from the first number on, and their taking over into a mirror.
"""

import argparse
import json
import sys

from benchmarks.processes import run

SIZES, QUICK = (2_000, 10_000, 50_000), (500, 2_000)


def main() -> None:
    """Measure and print JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("sizes", nargs="*", type=int)
    wanted = parser.parse_args()
    for size in wanted.sizes or (QUICK if wanted.quick else SIZES):
        told = run("feed_read", str(size)).answer
        server, whole = told["growth"] / told["read"], told["read"] + told["applied"]
        lines = (
            ("feed_read_vs_growth", server),
            ("feed_follow_vs_growth", told["growth"] / whole),
            ("feed_statements_of_a_page", told["statements"]),
            ("feed_read_us", told["read"] / size * 1e6),
            ("feed_snapshot_us", told["snapshot"] / size * 1e6),
            ("feed_noted_us", told["noted"] / size * 1e6),
        )
        for name, value in lines:
            print(json.dumps({"name": name, "size": size, "ratio": round(value, 2)}))
        print(
            f"  {size:,}: {json.dumps({k: round(v, 2) for k, v in told.items()})}", file=sys.stderr
        )


if __name__ == "__main__":
    main()
