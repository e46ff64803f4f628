"""A process that is to stay alive is started again, and ends with whoever wanted it."""

import os
import signal
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from creditdelta.project import kept_running as keeping
from creditdelta.project.kept_running import kept_running

LINES = """
import os, sys, time
with open(sys.argv[1], "a") as out:
    out.write(f"{os.getpid()}\\n")
time.sleep(60)
"""
PATIENCE = 20.0


def started(path: Path, count: int) -> list[int]:
    """The ids of the processes that were started, once there are so many."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        found = path.read_text().splitlines() if path.exists() else []
        if len(found) >= count:
            return [int(one) for one in found]
        sleep(0.05)
    raise TimeoutError(path.name)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_killed_and_started_again_and_ended_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keeping, "LOOK", 0.05)
    listed = tmp_path / "started"
    with kept_running([sys.executable, "-c", LINES, str(listed)], pause=0.05):
        first = started(listed, 1)[0]
        os.kill(first, signal.SIGKILL)
        second = started(listed, 2)[1]
        assert alive(second)
    assert not alive(first)
    assert not alive(second)
    assert "ended (-9), started again" in capfd.readouterr().err
    assert len(started(listed, 2)) == 2


def test_what_cannot_be_started_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(keeping, "LOOK", 0.01)
    program, listed = tmp_path / "program", tmp_path / "started"
    with kept_running([str(program), str(listed)], pause=0.01):
        sleep(0.1)
        made = tmp_path / "made"
        made.write_text(f"#!{sys.executable}\n{LINES}", encoding="utf-8")
        made.chmod(0o755)
        made.rename(program)
        assert alive(started(listed, 1)[0])
    assert "not started, started again" in capfd.readouterr().err


def test_leaving_needs_no_pause(tmp_path: Path) -> None:
    began = monotonic()
    with kept_running([sys.executable, "-c", "raise SystemExit(3)"], pause=PATIENCE):
        pass
    assert monotonic() - began < PATIENCE / 2
