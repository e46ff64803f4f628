"""Build the synthetic world, take every file in, and hold the ledger to the world's answer key.

Clause  S3, S22. Everything is invented and says so. The key was written without looking at the
ledger: a file whose counts differ from it is a fault of one of the two, and is told.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from creditdelta.facade.check import rulebook
from creditdelta.world.build import ANSWERS, DELIVERIES, build

COUNTS = ("rows", "accepted", "waiting", "duplicate", "withdrawn", "rejected")
WORLD, LEDGER = "world", "ledger"
ACTOR = "demo"
MARK = "SYNTHETIC"  # a folder without it is not ours to replace


class NotOurs(ValueError):
    """The folder holds something that no demonstration made."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One file after it was taken in, beside what the key says of it."""

    file: str
    kind: str
    region: str
    counts: dict[str, int]
    expected: dict[str, int]

    @property
    def right(self) -> bool:
        """Whether the ledger counted as the key does."""
        return self.counts == self.expected


def emptied(folder: Path) -> None:
    """Make room for a new demonstration; raises `NotOurs` rather than remove anybody's data."""
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder / MARK
    if any(folder.iterdir()) and not mark.is_file():
        raise NotOurs(str(folder))
    mark.write_text("合成数据 SYNTHETIC: all of it is invented\n", encoding="utf-8")
    for made in (folder / WORLD, folder / LEDGER):
        if made.exists():
            shutil.rmtree(made)


def built(folder: Path, organisations: int, seed: int) -> Iterator[str]:
    """Write the world's files; yields each name."""
    for supply in build(folder / WORLD, seed, organisations):
        yield supply.file


def answers(folder: Path) -> dict[str, Any]:
    """The answer key."""
    found: dict[str, Any] = json.loads((folder / WORLD / ANSWERS).read_text(encoding="utf-8"))
    return found


def taken_in(folder: Path, key: dict[str, Any]) -> Iterator[Taken]:
    """Take the files in, in the order of delivery."""
    from creditdelta.intake.services import Received, ingest

    day = date.fromisoformat(key["day"])
    deliveries = json.loads((folder / WORLD / DELIVERIES).read_text(encoding="utf-8"))
    for delivery, expected in zip(deliveries, key["files"], strict=True):
        received = Received(
            path=folder / WORLD / delivery["file"],
            region=delivery["region"],
            actor=ACTOR,
            today=day,
            issued_at=datetime.fromisoformat(delivery["issued"]),
            batch=str(delivery["batch"]),
        )
        found = ingest(received, rulebook())
        yield Taken(
            file=delivery["file"],
            kind=delivery["kind"],
            region=delivery["region"],
            counts={name: getattr(found, name) for name in COUNTS},
            expected={name: expected[name] for name in COUNTS},
        )
