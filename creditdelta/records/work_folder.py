"""Where is content laid down for a short while, and how is it found again after a crash?

Clause  S71: what a killed process left behind is removed by the next sweep (sweeping.py).
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from creditdelta.journal.home import folder

KINDS = ("fold", "split", "rebuild", "reader", "withdrawal")


@contextmanager
def work_folder(kind: str) -> Iterator[Path]:
    """An empty folder of this process in the home's staging area, gone at the end of the block."""
    made = Path(tempfile.mkdtemp(prefix=f"{kind}-{os.getpid()}-", dir=folder("staging")))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def left_behind(path: Path) -> bool:
    """Whether a file or folder of the staging area belongs to a process that is no more."""
    kind, _, rest = path.name.partition("-")
    number = rest.partition("-")[0].partition(".")[0]
    if kind not in (*KINDS, "side") or not number.isdigit():
        return False
    return (
        not Path(f"/proc/{number}").exists() if Path("/proc").is_dir() else not _lives(int(number))
    )


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
