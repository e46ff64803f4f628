"""One built world as the scenes of this folder look at it: folder, deliveries and answer key."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from creditdelta.world.build import ANSWERS, DELIVERIES, build
from creditdelta.world.supplies import Supply

SEED, ORGANISATIONS = 5, 500


@dataclass(frozen=True)
class Built:
    folder: Path
    supplies: list[Supply]
    deliveries: list[dict[str, Any]]
    answers: dict[str, Any]


def built(folder: Path, seed: int, organisations: int) -> Built:
    supplies = list(build(folder, seed, organisations))
    deliveries = json.loads((folder / DELIVERIES).read_text(encoding="utf-8"))
    answers = json.loads((folder / ANSWERS).read_text(encoding="utf-8"))
    return Built(folder, supplies, deliveries, answers)
