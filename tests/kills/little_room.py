"""A folder in which the disk fills up: a small file system of its own, or a limit where none is allowed."""

import resource
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLENTY = 256 << 20


@dataclass(slots=True)
class Room:
    """Where the disk is small; `limit` is what a process must be started with, if anything."""

    place: Path
    mounted: bool
    left: int = PLENTY

    def leave(self, left: int) -> None:
        """From now on only about so many bytes may be added."""
        self.left = left
        if self.mounted:
            used = sum(path.stat().st_blocks * 512 for path in self.place.rglob("*"))
            size = PLENTY if left == PLENTY else used + left
            _run("mount", "-o", f"remount,size={size}", self.place)

    @property
    def limit(self) -> Callable[[], None] | None:
        """Without a file system of its own, no file may grow by more than what is left."""
        if self.mounted or self.left == PLENTY:
            return None
        sizes = (path.stat().st_size for path in self.place.rglob("*") if path.is_file())
        largest = max(sizes, default=0) + self.left
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


@contextmanager
def little_room(place: Path, *, mount: bool) -> Iterator[Room]:
    """A room of plenty at first; `leave` makes it small. `mount`: a file system, where allowed."""
    place.mkdir()
    mounted = mount and _run("mount", "-t", "tmpfs", "-o", f"size={PLENTY}", "tmpfs", place)
    try:
        yield Room(place, mounted)
    finally:
        if mounted:
            _run("umount", "-l", place)


def _run(*words: object) -> bool:
    done = subprocess.run([*map(str, words)], capture_output=True, check=False)
    return done.returncode == 0
