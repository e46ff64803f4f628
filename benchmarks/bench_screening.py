"""A list of names screened: equal answers, then CPU-seconds against RapidFuzz, and growth with the register.

    python -m benchmarks.bench_screening [--quick] [SIZE ...]

Ours is the whole job after reading: persons, exact names, names one edit away held to the rows of the
database, who they are, adverse records in publicity. RapidFuzz compares strings and nothing else
(process.cdist, OSA distance of at most one, one core), the first 200 names; its time for the list follows.
"""

import argparse
import json
import sys

from benchmarks.processes import run

SIZES, QUICK = (10_000, 100_000, 1_000_000), (10_000, 100_000)
NAMES, FEW = 100_000, 10_000


def main() -> None:
    """Measure and print JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="small registers, a tenth of the names"
    )
    parser.add_argument("sizes", nargs="*", type=int)
    wanted = parser.parse_args()
    names = FEW if wanted.quick else NAMES
    first = 0.0
    for size in wanted.sizes or (QUICK if wanted.quick else SIZES):
        ours = run("screen_ours", str(size), str(names))
        theirs = run("screen_rapidfuzz", str(size), str(names))
        same = [(one.answer["pairs"], one.answer["digest"]) for one in (ours, theirs)]
        assert same[0] == same[1], f"different answers: {same}"
        rival = theirs.job / theirs.answer["compared"] * names
        first = first or ours.job
        line = {
            "size": size,
            "names": names,
            "cpu_s": round(ours.job, 2),
            "rapidfuzz_cpu_s": round(rival, 1),
            "mb": round(ours.peak_mb),
            "matches": ours.answer["matches"],
        }
        print(
            json.dumps(
                {"name": "screening_vs_rapidfuzz", "ratio": round(rival / ours.job, 2), **line}
            )
        )
        print(
            json.dumps(
                {"name": "screening_growth", "size": size, "ratio": round(ours.job / first, 3)}
            )
        )
        print(f"  {size:,}: {line}, growth {ours.job / first:.2f}", file=sys.stderr)


if __name__ == "__main__":
    main()
