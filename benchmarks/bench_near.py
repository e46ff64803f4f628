"""Names one edit away: equal answers, then CPU-seconds against symspellpy at its best.

    python -m benchmarks.bench_near [--quick] [SIZE ...]

symspellpy is given the prefix length that is quickest for these names (the whole of a name; its default of
seven signs is the beginning of a place and many times slower), and more memory than ours. Both are asked
the same list of spoilt names in one process; the first round warms up.
"""

import argparse
import json
import statistics
import sys

from benchmarks.processes import Run, run

SIZES, QUICK = (100_000, 1_000_000), (10_000, 100_000)
QUESTIONS = 20_000
PREFIXES = ("12", "24", "40")  # tried at the smallest size; the quickest is kept
TIMES = 3


def main() -> None:
    """Measure and print JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("sizes", nargs="*", type=int)
    wanted = parser.parse_args()
    sizes = wanted.sizes or (QUICK if wanted.quick else SIZES)
    tried = {one: run("near_symspell", str(sizes[0]), str(QUESTIONS), one).job for one in PREFIXES}
    prefix = min(tried, key=lambda one: tried[one])
    print(f"  symspellpy by prefix length: {tried}", file=sys.stderr)
    first = 0.0
    for size in sizes:
        ours, theirs = [], []
        for _ in range(TIMES):
            ours.append(run("near_ours", str(size), str(QUESTIONS)))
            theirs.append(run("near_symspell", str(size), str(QUESTIONS), prefix))
        first = first or middle(ours)
        told(size, ours, theirs, first)


def middle(runs: list[Run]) -> float:
    """The median of the CPU-seconds."""
    return statistics.median(one.job for one in runs)


def told(size: int, ours: list[Run], theirs: list[Run], first: float) -> None:
    """Compare and print."""
    answers = {(one.answer["pairs"], one.answer["digest"]) for one in (*ours, *theirs)}
    assert len(answers) == 1, f"different answers: {answers}"
    a, b = middle(ours), middle(theirs)
    one = ours[0]
    line = {
        "size": size,
        "cpu_us": round(a / QUESTIONS * 1e6, 2),
        "alone_us": round(statistics.median(r.answer["alone"] for r in ours) * 1e6, 1),
        "symspell_us": round(b / QUESTIONS * 1e6, 2),
        "built": round(statistics.median(r.answer["built"] for r in ours), 2),
        "symspell_built": round(statistics.median(r.answer["built"] for r in theirs), 2),
        "mb": round(one.peak_mb),
        "symspell_mb": round(theirs[0].peak_mb),
        "pairs": one.answer["pairs"],
    }
    print(json.dumps({"name": "near_vs_symspell", "ratio": round(b / a, 2), **line}))
    print(json.dumps({"name": "near_growth", "size": size, "ratio": round(a / first, 3)}))
    print(f"  {size:,}: {b / a:.1f} x symspellpy, growth {a / first:.2f}, {line}", file=sys.stderr)


if __name__ == "__main__":
    main()
