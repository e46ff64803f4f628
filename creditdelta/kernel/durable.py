"""How does a file come to be there whole, or not at all, even when the power fails?

Clause  S71: a part of the pool or a checkpoint that is named anywhere must exist to the last byte.
Pure    files only: written beside its place, flushed to the disk, then renamed.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def make_folder(path: Path) -> None:
    """The folder, and that it exists, on the disk."""
    if not path.is_dir():
        path.mkdir(parents=True, exist_ok=True)
        flush_folder(path.parent)


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Put a file in its place in one step; raises `OSError` and leaves no half file behind."""
    with _beside(path, content, mode) as written:
        written.replace(path)
    flush_folder(path.parent)


def write_new(path: Path, content: bytes, *, mode: int = 0o644) -> bool:
    """The same where nothing is in its place; of several who try, one puts it there and is told so."""
    with _beside(path, content, mode) as written:
        try:
            os.link(written, path)
        except FileExistsError:
            return False
    flush_folder(path.parent)
    return True


@contextmanager
def _beside(path: Path, content: bytes, mode: int) -> Iterator[Path]:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fdatasync(out.fileno())
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def flush_folder(path: Path) -> None:
    """Make the names in a folder last, not only the files' content."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
