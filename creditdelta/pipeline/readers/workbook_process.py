"""The parent's hold on the reading process: start it, wait a limited time, name how it ended.

Clause  S75. However the process ends, the answer is a catalogue code.
"""

import fcntl
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path

from creditdelta.pipeline.readers import workbook_limits as limits
from creditdelta.pipeline.readers.source import UnreadableFile
from creditdelta.pipeline.readers.workbook_wire import BrokenFrame, Frame, received

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv.pop(1).split(chr(10));"
    "from creditdelta.pipeline.readers.workbook_child import main; main()"
)
# One large piece after the other is parsed: memory given back would only be asked for again.
_ENVIRONMENT = {
    "PATH": "",
    "PYTHONUTF8": "1",
    "MALLOC_TRIM_THRESHOLD_": str(256 << 20),
    "MALLOC_TOP_PAD_": str(16 << 20),
}
_PACKAGE = Path(__file__).resolve().parents[3]
_PIPE_BYTES = 1 << 20
_LAST_WORDS = 4_096
_MEMORY_WORDS = (b"memory allocation", b"MemoryError", b"capacity overflow")


class ReadingProcess:
    """One running process; `frame` gives its next message or raises `UnreadableFile`.

    `close()` ends it and removes its folder; that happens too when nobody holds this any more.
    """

    def __init__(self, path: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="cdelta-"))
        self._words = self._folder / "words"
        self._waited = 0.0
        self.row = 0
        paths = "\n".join([str(_PACKAGE), *sys.path])
        with self._words.open("wb") as words:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _PROGRAM, paths, path.absolute(), self._folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=words,
                cwd=self._folder,
                env=_ENVIRONMENT,
            )
        assert self._process.stdout is not None  # noqa: S101  opened as a pipe above
        self._out = self._process.stdout.fileno()
        with suppress(OSError):  # a larger pipe saves turns; a system may not allow it
            fcntl.fcntl(self._out, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        self.close = weakref.finalize(self, _end, self._process, self._folder)

    def order(self, line: bytes) -> None:
        """Tell the process what to read."""
        assert self._process.stdin is not None  # noqa: S101  opened as a pipe above
        with suppress(BrokenPipeError):  # an ended process is named by the next `frame`
            self._process.stdin.write(line + b"\n")
            self._process.stdin.flush()

    def frame(self) -> Frame:
        """The next message; a refusal, a crash or a limit reached is raised with its code."""
        try:
            frame = received(self._read)
        except BrokenFrame as fault:
            raise self._ended() from fault
        if frame.kind == "E":
            self.close()
            raise UnreadableFile(**frame.meta)
        return frame

    def laid_out(self, name: str, at: int, size: int) -> bytes:
        """So many bytes of a file that the process laid out; a short one is a broken process."""
        with (self._folder / name).open("rb", buffering=0) as stream:
            found = os.pread(stream.fileno(), size, at)
        if len(found) < size:
            raise UnreadableFile("CD-XLSX-028", row=self.row, detail=name)
        return found

    def laid_out_size(self, name: str) -> int:
        """How many bytes such a file has; 0 where there is none."""
        path = self._folder / name
        return path.stat().st_size if path.exists() else 0

    def _read(self, size: int) -> bytearray:
        found = bytearray(size)
        view, at = memoryview(found), 0
        while at < size:
            began = time.monotonic()
            ready, _, _ = select.select([self._out], [], [], limits.WAIT_SECONDS - self._waited)
            self._waited = min(self._waited + time.monotonic() - began, limits.WAIT_SECONDS)
            if not ready:
                self.close()
                raise UnreadableFile("CD-XLSX-019", row=self.row)
            count = os.readv(self._out, [view[at:]])
            if not count:
                return bytearray(view[:at])
            at += count
        return found

    def _ended(self) -> UnreadableFile:
        self._process.kill()
        status = self._process.wait()
        words = self._words.read_bytes()[-_LAST_WORDS:] if self._words.exists() else b""
        self.close()
        if status == -signal.SIGXCPU:
            return UnreadableFile("CD-XLSX-019", row=self.row)
        if any(sign in words for sign in _MEMORY_WORDS):
            return UnreadableFile("CD-XLSX-018", row=self.row)
        return UnreadableFile("CD-XLSX-028", row=self.row, detail=f"{status}")


def _end(process: subprocess.Popen[bytes], folder: Path) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
    shutil.rmtree(folder, ignore_errors=True)
