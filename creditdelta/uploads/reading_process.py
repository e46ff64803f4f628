"""Hold the process that has uploads read: start it, give it a job, follow it, end it.

Clause  S31, S70. It loads rules and kernels once and has a child of its own read each upload, so that no
clerk waits for a start, and what a file breaks is gone with it. However that ends, the answer is a code.
"""

import atexit
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from creditdelta.journal.home import folder
from creditdelta.uploads import reading_limits
from creditdelta.uploads.reading_child import CHILD, DONE, ENDED, FULL, GREEDY

TOO_MUCH, BROKEN, NO_ROOM = "CD-UPLOAD-002", "CD-UPLOAD-003", "CD-UPLOAD-004"
WORK = "reader"  # the folders of such a process: records/work_folder.py
_CHILD = "creditdelta.uploads.reading_child"
# what the process is told of this one's environment: where things lie, and no secret or address
_PASSED = ("PATH", "LANG", "HOME", "XDG_CACHE_HOME", "NUMBA_CACHE_DIR", "CREDITDELTA_RULEBOOK")
_LOOK = 0.25  # seconds between two looks at whether it is still wanted
_PIPE_BYTES = 1 << 16

Progress = Callable[[int], bool]


class NotRead(RuntimeError):
    """The file was not read to an answer; `code` says why, `detail` how the process ended."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code, self.detail = code, detail


class NotWanted(RuntimeError):
    """Somebody chose something else meanwhile."""


class Reader:
    """The process; started when it is first needed, and anew after whatever ended it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._environment: dict[str, str] = {}
        self._own = Path()

    def ready(self) -> "subprocess.Popen[bytes]":
        """Have it run, so that it is prepared when a job comes."""
        environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
        process = self._process
        lives = process is not None and process.poll() is None and self._own.is_dir()
        if process is not None and lives and environment == self._environment:
            return process
        self.end()
        made = tempfile.mkdtemp(prefix=f"{WORK}-{os.getpid()}-", dir=folder("staging"))
        self._own, self._environment = Path(made), environment
        with (self._own / "words").open("wb") as words:
            self._process = subprocess.Popen(
                [sys.executable, "-m", _CHILD],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=words,
                env={**environment, "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"},
                start_new_session=True,
            )
        return self._process

    def read(self, job: dict[str, Any], progress: Progress) -> None:
        """Have a job done. Raises `NotRead`, and `NotWanted` once `progress` answers so."""
        process = self.ready()
        place = Path(tempfile.mkdtemp(dir=self._own))
        try:
            last, status = self._followed(process, {**job, "temporary": str(place)}, progress)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        if last == FULL:
            raise NotRead(NO_ROOM)
        if last == GREEDY or status == signal.SIGXCPU:
            raise NotRead(TOO_MUCH)
        if last != DONE or status:
            sys.stderr.write(self._words())
            raise NotRead(BROKEN, str(status))

    def _followed(
        self, process: "subprocess.Popen[bytes]", job: dict[str, Any], progress: Progress
    ) -> tuple[str, int]:
        """The child's last word and how it ended: 0, the number of a signal, or more."""
        child, rows, last = 0, 0, ""
        until = time.monotonic() + reading_limits.WALL_SECONDS
        try:
            for word, number in _words_of(process, json.dumps(job)):
                if word == ENDED:
                    child = 0
                    return last, number
                if word == CHILD:
                    child = number
                elif word:
                    last = word
                    rows = number or rows
                if not progress(rows):
                    raise NotWanted
                if time.monotonic() > until:
                    raise NotRead(TOO_MUCH)
        finally:
            if child:
                with suppress(ProcessLookupError):
                    os.killpg(child, signal.SIGKILL)
                self.end()  # what it still says belongs to no other job
        self.end()
        return "", -1

    def _words(self) -> str:
        """The kind of the last error, for the operator; its sentence may hold a line of the file."""
        path = self._own / "words"
        lines = path.read_text("utf-8", "replace").splitlines() if path.is_file() else []
        return f"reading: {lines[-1].partition(':')[0]}\n" if lines else ""

    def end(self) -> None:
        """It and whatever it started are gone, with what they laid down for themselves."""
        if self._process is None:
            return
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
        self._process.wait()
        self._process = None
        shutil.rmtree(self._own, ignore_errors=True)


def _words_of(process: "subprocess.Popen[bytes]", job: str) -> Iterator[tuple[str, int]]:
    """Whatever it says of a job, word and number; an empty word whenever it says nothing for a while."""
    assert process.stdin is not None  # noqa: S101  opened as a pipe above
    assert process.stdout is not None  # noqa: S101  opened as a pipe above
    try:
        process.stdin.write(f"{job}\n".encode())
        process.stdin.flush()
    except BrokenPipeError:
        return
    out, rest = process.stdout.fileno(), b""
    while True:
        ready, _, _ = select.select([out], [], [], _LOOK)
        told = os.read(out, _PIPE_BYTES) if ready else b""
        if ready and not told:
            return
        *lines, rest = (rest + told).split(b"\n")
        for line in lines or [b""]:
            word, _, number = line.decode("ascii", "replace").partition(" ")
            yield word, int(number) if number.isdigit() else 0


READER = Reader()
atexit.register(READER.end)
