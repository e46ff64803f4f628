"""Validation of the penalty form against a bare parse and against dataframely, at three sizes.

    python -m benchmarks.bench_validate [--quick] [--times 3]

Equal answers first: every contender must find exactly the planted mistakes, or nothing is printed.
Each line of output is one figure as JSON; ratios are of CPU-seconds of the job, medians of runs.
"""

import argparse
import json
import sys
from dataclasses import asdict

from benchmarks import processes, tables
from benchmarks.processes import Summary

SIZES = (100_000, 300_000, 1_000_000)
QUICK_SIZES = (10_000, 30_000, 100_000)


def main() -> None:
    """Measure everything at every size and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the sizes, once each")
    parser.add_argument("--times", type=int, default=0, help="runs of each contender")
    wanted = parser.parse_args()
    sizes = QUICK_SIZES if wanted.quick else SIZES
    times = wanted.times or (1 if wanted.quick else 3)
    ours = [csv(rows, times) for rows in sizes]
    growth(ours)
    for rows in sizes:
        parquet(rows, times)
    other_files(ours[-1], sizes[-1], times)


def csv(rows: int, times: int) -> Summary:
    """Ours against PyArrow's parse and dataframely on the file with 4 % wrong rows."""
    table = tables.table(rows, "clean4", "csv")
    names = ["ours", "csv_parse", "dataframely_filter"]
    ours, parse, peer = processes.rounds(names, table.path, table.small, rows, times)
    tables.must_agree(table, ours.answer, peer.answer)
    figure("validate_csv_vs_parse", ours, parse, ours.job / parse.job)
    figure("validate_csv_vs_dataframely", ours, peer, peer.job / ours.job)
    return ours


def parquet(rows: int, times: int) -> None:
    """Ours against PyArrow's reader and dataframely on the same rows in Parquet."""
    table = tables.table(rows, "clean4", "parquet")
    names = ["ours", "parquet_read", "dataframely_filter"]
    ours, read, peer = processes.rounds(names, table.path, table.small, rows, times)
    tables.must_agree(table, ours.answer, peer.answer)
    figure("validate_parquet_vs_read", ours, read, ours.job / read.job)
    figure("validate_parquet_vs_dataframely", ours, peer, peer.job / ours.job)


def other_files(clean4: Summary, rows: int, times: int) -> None:
    """The file with a mistake in every row, and the file in GB18030, against the ordinary one."""
    for kind, form, name in (
        ("all_wrong", "csv", "validate_all_wrong"),
        ("clean4", "gb18030", "validate_gb18030"),
    ):
        table = tables.table(rows, kind, form)
        (ours,) = processes.rounds(["ours"], table.path, table.small, rows, times)
        tables.must_agree(table, ours.answer)
        figure(f"{name}_vs_clean4_utf8", ours, clean4, ours.job / clean4.job)
        figure(f"{name}_memory", ours, clean4, ours.peak_mb / clean4.peak_mb)


def growth(ours: list[Summary]) -> None:
    """Memory of a fresh process at the largest size, and how much it and the CPU grew."""
    small, large = ours[0], ours[-1]
    figure("validate_peak_mb", large, small, large.peak_mb)
    figure("validate_peak_growth", large, small, large.peak_mb / small.peak_mb)
    per_row = (large.job / large.rows) / (small.job / small.rows)
    figure("validate_cpu_growth_per_row", large, small, per_row)


def figure(name: str, ours: Summary, peer: Summary, ratio: float) -> None:
    """Print one figure with both sides as a JSON line."""
    line = {
        "name": name,
        "size": ours.rows,
        "ours_cpu": ours.job,
        "peer": f"{peer.contender} {peer.file}",
        "peer_cpu": peer.job,
        "ratio": round(ratio, 3),
        "ours": asdict(ours),
        "theirs": asdict(peer),
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
