"""Give a worker jobs, kill it or its database at random moments, and say what was acknowledged."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FEW, OF_ALL = 20, 10


def some_kills() -> int:
    """How many kills a test does that starts much for each: a few; in a soak a tenth of what is asked."""
    return max(FEW, int(os.environ.get("CREDITDELTA_KILLS", "0")) // OF_ALL)


@dataclass(slots=True)
class Worker:
    """A running worker and where it writes what it finished."""

    process: "subprocess.Popen[str]"
    folder: Path

    def begin(self, do: str, **given: Any) -> int:
        """Start a job; returns the number of the process that does it."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps({"do": do, **given}) + "\n")
        self.process.stdin.flush()
        return int(self._line())

    def ended(self) -> int:
        """Wait for the job; 0 when it was done."""
        return int(self._line())

    def do(self, do: str, **given: Any) -> Any:
        """A job nobody disturbs; its answer."""
        self.begin(do, **given)
        status = self.ended()
        trouble = self.folder / "trouble"
        assert status == 0, trouble.read_text(encoding="utf-8") if trouble.is_file() else status
        return self.done()[-1]["answer"]

    def killed(self, after: float, do: str, **given: Any) -> bool:
        """A job killed after some seconds; whether it was done before that."""
        child = self.begin(do, **given)
        time.sleep(after)
        with suppress(ProcessLookupError):  # it was done already
            os.kill(child, signal.SIGKILL)
        return self.ended() == 0

    def done(self) -> list[dict[str, Any]]:
        """Every job that was acknowledged."""
        path = self.folder / "done"
        return list(map(json.loads, path.read_text(encoding="utf-8").splitlines()))

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


@contextmanager
def worker(folder: Path, database: str, *, keys: Path | None = None) -> Iterator[Worker]:
    """A worker on a ledger of its own in `folder`, with the keys of another where given."""
    if keys is not None:
        shutil.copytree(keys, folder / "home" / "keys")
    environment = {
        **os.environ,
        "CREDITDELTA_HOME": str(folder / "home"),
        "DATABASE_URL": database,
    }
    command = [sys.executable, "-m", "tests.kills.worker", str(folder)]
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        found = Worker(process, folder)
        assert found._line() == "ready"
        yield found
        assert process.stdin
        process.stdin.close()
