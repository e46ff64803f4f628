"""How do the bytes of a file come in, and go on where they stopped, without anybody looking into them?

Clause  S31, S70. One file of the home's `uploads` for each, for the owner alone. What was acknowledged
(`Upload.received`) is on the disk; what lies behind it after a crash is cut off, and sent again.
"""

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from io import FileIO
from pathlib import Path, PurePath

from creditdelta.journal.home import folder, home
from creditdelta.kernel.durable import flush_folder, write_whole
from creditdelta.rulebook.uploads import Uploads
from creditdelta.uploads.models import Upload

FOLDER, INCOMING, LOCK = "uploads", ".incoming-", ".receiver"
BLOCK_BYTES = 1 << 20  # what a digest of `blocks` stands for
MEGABYTE = 1 << 20
SUFFIXES = (
    ".xlsx", ".xls", ".et", ".csv", ".txt", ".tsv", ".json", ".jsonl", ".ndjson", ".gz", ".parquet",
)  # fmt: skip
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class NoRoom(OSError):
    """The disk is full, or would be."""


class WrongPlace(ValueError):
    """The bytes sent do not follow on what is here; `received` says where to go on."""

    def __init__(self, received: int) -> None:
        super().__init__(str(received))
        self.received = received


def path_of(upload: Upload) -> Path:
    """Where the bytes of an upload lie."""
    suffix = Path(upload.name).suffix.lower()
    return home() / FOLDER / (upload.id + (suffix if suffix in SUFFIXES else ""))


def check_room(size: int, figures: Uploads) -> None:
    """Raises `NoRoom` where the disk would be too full with a file of this size."""
    if shutil.disk_usage(folder(FOLDER)).free < size + figures.spare_megabytes * MEGABYTE:
        raise NoRoom(errno.ENOSPC, "no room")


def lay_down(upload: Upload) -> None:
    """An empty file for an upload that begins."""
    handle = os.open(path_of(upload), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(handle)
    flush_folder(folder(FOLDER))


def add(upload: Upload, at: int, pieces: Iterable[bytes]) -> int:
    """Add bytes that begin at a place; returns how many are here, on the disk. `WrongPlace`, `NoRoom`.

    Whatever ends the pieces, what came of them before is kept and acknowledged.
    """
    with _held(upload) as out:
        upload.refresh_from_db()
        if at != upload.received or upload.state != "arriving":
            raise WrongPlace(upload.received)
        out.truncate(at)
        out.seek(at)
        try:
            with _full_said():
                for piece in pieces:
                    if out.tell() + len(piece) > upload.size:
                        raise WrongPlace(upload.received)
                    _write(out, piece)
        finally:
            _acknowledge(upload, out)
    return upload.received


def _write(out: FileIO, piece: bytes) -> None:
    """All of it: the system may take less at a time."""
    left = memoryview(piece)
    while left:
        left = left[out.write(left) or 0 :]


def _acknowledge(upload: Upload, out: FileIO) -> None:
    os.fdatasync(out.fileno())
    upload.received = out.tell()
    Upload.objects.filter(pk=upload.pk).update(
        received=upload.received, changed_at=datetime.now(UTC)
    )


@contextmanager
def _held(upload: Upload) -> Iterator[FileIO]:
    """The file, for one writer at a time; who comes second is told where the first one stands."""
    with path_of(upload).open("r+b", buffering=0) as out:
        try:
            fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WrongPlace(upload.received) from None
        yield out


def beside(upload: Upload, content: bytes) -> str:
    """Lay other bytes beside an upload's own; returns the name under which they are the upload's."""
    name = PurePath(upload.name)
    named = str(name.with_suffix(".txt" if name.suffix.lower() == ".csv" else ".csv"))
    write_whole(path_of(Upload(id=upload.id, name=named)), content, mode=0o600)
    return named


def blocks(upload: Upload) -> list[str]:
    """SHA-256 of each whole block that is here, so that a browser knows whether it holds the same file."""
    found = []
    with path_of(upload).open("rb") as source:
        for _ in range(upload.received // BLOCK_BYTES):
            found.append(sha256(source.read(BLOCK_BYTES)).hexdigest())
    return found


def remove(upload: Upload) -> None:
    """The bytes are needed no more."""
    path_of(upload).unlink(missing_ok=True)


class Incoming:
    """The file of a form, whose size nobody knows before its end; it belongs to no upload yet."""

    def __init__(self) -> None:
        self.path = folder(FOLDER) / f"{INCOMING}{secrets.token_hex(8)}"
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._out = os.fdopen(handle, "wb", buffering=0)
        self.size = 0

    def add(self, piece: bytes) -> None:
        """Add bytes; raises `NoRoom`."""
        with _full_said():
            _write(self._out, piece)
        self.size += len(piece)

    def end(self) -> None:
        """All of it is here, and on the disk."""
        os.fdatasync(self._out.fileno())
        self._out.close()

    def become(self, upload: Upload) -> None:
        """Be the bytes of an upload that begins."""
        self.path.replace(path_of(upload))
        flush_folder(folder(FOLDER))
        upload.received = self.size
        Upload.objects.filter(pk=upload.pk).update(received=self.size)

    def drop(self) -> None:
        """Be gone, unless it became an upload."""
        self._out.close()
        self.path.unlink(missing_ok=True)


@contextmanager
def _full_said() -> Iterator[None]:
    try:
        yield
    except OSError as refusal:
        if refusal.errno in _FULL:
            raise NoRoom(refusal.errno, "no room") from refusal
        raise
