"""How fast is a journal verified and a ledger rebuilt, and does either grow faster than its size?

    python -m benchmarks.bench_journal [--quick]

Verified: an exported journal, by the stand-alone verifier, against a checkpoint for every 1,000
events. Rebuilt: a ledger of one submission, compared with the live one table by table. A ratio is
CPU-seconds per row against those of the smallest size: 1 is linear.
"""

import argparse
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import data
from benchmarks.processes import run
from creditdelta.journal.checkpoint import Checkpoint, key_id, public_key, signed
from creditdelta.journal.codec import moment
from creditdelta.journal.export import header, line
from creditdelta.journal.rules import sealed
from creditdelta.kernel.merkle import Frontier, leaf_hash

EVENTS, QUICK_EVENTS = (10_000, 100_000, 1_000_000), (10_000,)
ROWS, QUICK_ROWS = (20_000, 100_000, 500_000), (20_000,)
SIGNED_EVERY = 1_000
SEED = bytes(range(32))
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
TIMES = 3


def main() -> None:
    """Measure and print a JSON line for each size and figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    base = 0.0
    for size in QUICK_EVENTS if quick else EVENTS:
        runs = [
            run("journal_verify", str(journal(size)), str(journal(1_000))) for _ in range(TIMES)
        ]
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


def journal(size: int) -> Path:
    """An exported journal of invented submissions, made on first use."""
    path = data.FOLDER / f"journal-synthetic-{size}.jsonl"
    if path.exists():
        return path
    data.FOLDER.mkdir(parents=True, exist_ok=True)
    tree, public = Frontier(), public_key(SEED)
    rows, checkpoints = [], []
    for number in range(size):
        written = event(number)
        leaf = leaf_hash(written)
        tree = tree.grown(leaf)
        rows.append(line((number, number, written, leaf)))
        if tree.size % SIGNED_EVERY == 0:
            at = moment(BEGAN + timedelta(seconds=number))
            told = Checkpoint("bench", tree.size, tree.root(), tree.peaks, at, key_id(public))
            checkpoints.append(signed(told, SEED).encode() + b"\n")
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(b"".join([header(public), *checkpoints, *rows]))
    return unfinished.rename(path)


def event(number: int) -> bytes:
    """The sealed bytes of a part taken in, as long as they are in life."""
    body = json.dumps(
        {
            "accepted": 9_000, "address": leaf_hash(b"%d" % number).hex(), "dated": 10_000,
            "duplicate": 900, "late": 12, "part": number, "rejected": 0,
            "root": leaf_hash(b"root %d" % number).hex(), "rows": 10_000, "size": 1_234_567,
            "standard": "penalty/2018", "submission": number // 50, "waiting": 100, "withdrawn": 0,
        },
        separators=(",", ":"),
    )  # fmt: skip
    at = moment(BEGAN + timedelta(seconds=number))
    return sealed("submission.part_loaded", 1, "310000", "bench", "worker", at, body)


if __name__ == "__main__":
    main()
