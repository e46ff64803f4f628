"""What was acknowledged was flushed to the disk: counted, because a killed process proves nothing."""

import json
import subprocess
import sys
from pathlib import Path

EVENTS = 100


def flushes(root: Path, *words: str) -> int:
    command = [sys.executable, "-m", "tests.flushes", str(EVENTS), *words]
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    told = json.loads(done.stdout)
    assert told["events"] == EVENTS
    return int(told["flushes"])


def test_every_commit_of_the_embedded_database_is_flushed() -> None:
    assert flushes(Path(__file__).parents[1]) >= EVENTS


def test_a_lax_database_would_be_seen() -> None:
    assert flushes(Path(__file__).parents[1], "lax") < EVENTS / 10
