"""Exported journals of invented submissions, for bench_journal: `python -m benchmarks.journals SIZE`.

Made in a process of its own, because a measured process inherits the memory mark of who started it.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import data
from creditdelta.journal.checkpoint import Checkpoint, key_id, public_key, signed
from creditdelta.journal.codec import moment
from creditdelta.journal.export import header, line
from creditdelta.journal.rules import sealed
from creditdelta.kernel.merkle import Frontier, leaf_hash

SIGNED_EVERY = 1_000
SEED = bytes(range(32))
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


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
    print(journal(int(sys.argv[1])))
