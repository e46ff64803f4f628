"""The disk fills up: a clear answer, no damage, and the same command goes on once there is room."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from creditdelta.intake.tests.supplies import penalties, registrations
from tests.kills.driver import worker
from tests.kills.little_room import PLENTY, Room, little_room
from tests.postgres import server

ROWS = 1_500
ENVIRONMENT = 3


def cdelta(room: Room, database: str, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from creditdelta.cli.main import main; main()", *map(str, words)],
        env={
            **os.environ,
            "CREDITDELTA_HOME": str(room.place / "home"),
            "DATABASE_URL": database,
            "LANG": "en_GB.UTF-8",
        },
        preexec_fn=room.limit,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("engine", "mount"), [("embedded", True), ("embedded", False), ("server", True)]
)
def test_a_full_disk_is_told_and_nothing_is_damaged(
    tmp_path: Path, engine: str, mount: bool
) -> None:
    files = [registrations(tmp_path, ROWS), penalties(tmp_path, ROWS)]
    with little_room(tmp_path / "room", mount=mount) as room:
        if engine == "embedded":
            _fills_up(room, "", files)
        else:
            with server(safe=True) as (address, _):
                _fills_up(room, address, files)


def _fills_up(room: Room, database: str, files: list[Path]) -> None:
    assert cdelta(room, database, "init").returncode == 0
    answers = []
    for left in (150_000, 500_000, 1_200_000):
        room.leave(left)
        answers.append(cdelta(room, database, "ingest", *files))
    told = [answer for answer in answers if answer.returncode == ENVIRONMENT]
    assert told, [(answer.returncode, answer.stderr) for answer in answers]
    for answer in told:
        assert answer.stderr.startswith("The disk is full")
        assert "Traceback" not in answer.stderr
    room.leave(PLENTY)
    done = cdelta(room, database, "ingest", *files, "--json")
    assert done.returncode == 0, done.stderr
    for line in done.stdout.splitlines():
        found = json.loads(line)
        assert (found["rows"], found["accepted"] + found["duplicate"]) == (ROWS, ROWS)
    with worker(room.place, database) as looking:
        seen = looking.do("end")
    kept = ("faults", "twice", "unsealed", "rebuilt", "pool", "inexact", "open", "files")
    assert [seen[name] for name in kept] == [[], 0, 0, True, [], 0, 0, len(files)]
