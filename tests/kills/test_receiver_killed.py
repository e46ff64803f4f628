"""Whoever reads uploads and takes them in is killed again and again: nothing is lost, nothing doubled."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path
from random import Random

from creditdelta.intake.tests.supplies import registrations
from tests.kills.driver import Worker, some_kills, worker

ROWS, KILLS = 60, some_kills()
LONGEST = 5.0  # seconds: about as long as a reader takes to start and to read


def descendants(process: int) -> list[int]:
    """Everybody a process started, and they started."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = path.read_text().rpartition(")")[2].split()
            parents.setdefault(int(told[1]), []).append(int(path.parent.name))
    found, left = [], [process]
    while left:
        children = parents.get(left.pop(), [])
        found += children
        left += children
    return found


def disturbed(found: Worker, draw: Random, seconds: float) -> bool:
    """Have it work, and kill it or somebody it started at a moment by chance; whether it was done before."""
    receiver = found.begin("receive")
    time.sleep(seconds)
    children = descendants(receiver)
    victim = draw.choice([receiver, *children])
    with suppress(ProcessLookupError):
        os.kill(victim, signal.SIGKILL)
    if victim != receiver:  # it goes on with what its child left; then it goes as well
        time.sleep(draw.uniform(0.0, 0.5))
        with suppress(ProcessLookupError):
            os.kill(receiver, signal.SIGKILL)
    return found.ended() == 0


def test_the_receiver_and_its_children_are_killed(tmp_path: Path) -> None:
    """Again and again something is cut off; whenever all was done before, another file comes."""
    draw = Random(KILLS)
    sizes: list[int] = []
    with worker(tmp_path, "") as found:
        found.do("prepare")
        cut, idle = 0, True
        while cut < KILLS:
            if idle:
                sizes.append(ROWS + len(sizes))
                path = registrations(tmp_path, sizes[-1], name=f"{len(sizes)}.csv")
                found.do("upload", path=str(path))
            idle = disturbed(found, draw, draw.uniform(0.0, LONGEST))
            cut += not idle
            assert found.do("look")["faults"] == []
        found.do("receive")
        seen, end = found.do("received"), found.do("end")
    assert seen["states"] == {"done": len(sizes)}
    assert seen["submissions"] == len(sizes), "each file became one submission"
    assert seen["counts"] == {"rows": sum(sizes), "accepted": sizes[-1]}
    assert seen["unlike"] == []
    assert seen["left"] == []
    assert (end["faults"], end["twice"], end["open"], end["inexact"]) == ([], 0, 0, 0)
    assert end["rebuilt"]
