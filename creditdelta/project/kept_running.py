"""How does a process beside the web processes stay alive, whatever ends it? It is started again.

A process may be killed for want of memory and say nothing; what it does would then never happen again.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

LOOK = 0.5  # seconds between two looks
PAUSE = 5.0  # before it is started again


@contextmanager
def kept_running(
    command: list[str], environment: dict[str, str] | None = None, pause: float = PAUSE
) -> Iterator[None]:
    """Run a program, again whenever it ends, until the block is left; each new start is told on stderr."""
    over = Event()
    watch = Thread(target=_watch, args=(command, environment, pause, over), daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def _watch(
    command: list[str], environment: dict[str, str] | None, pause: float, over: Event
) -> None:
    process = _started(command, environment)
    while not over.wait(LOOK):
        if process is not None and process.poll() is None:
            continue
        if over.wait(pause):
            break
        ended = "not started" if process is None else f"ended ({process.returncode})"
        sys.stderr.write(f"{' '.join(command[1:3])}: {ended}, started again\n")
        process = _started(command, environment)
    if process is not None:
        process.terminate()
        process.wait()


def _started(
    command: list[str], environment: dict[str, str] | None
) -> subprocess.Popen[bytes] | None:
    """The process; none where the machine has no room for one at this moment."""
    try:
        return subprocess.Popen(command, env=environment)
    except OSError as refused:
        sys.stderr.write(f"{command[0]}: {refused}\n")
        return None
