"""Bytes of a text file as UTF-8 blocks, whatever compression and encoding it came in.

Clause  S31, S75: departments send UTF-8 and GB18030, plain or gzipped; a broken byte costs one
row, never the file.
Pure    reads one file, holds one block.
"""

import gzip
import zlib
from collections.abc import Iterator
from io import BufferedIOBase
from pathlib import Path

import pyarrow as pa

from creditdelta.pipeline.readers.source import UnreadableFile

BLOCK = 1 << 23
SAMPLE = 1 << 18
INFLATED_LIMIT = 16 << 30
INFLATED_TIMES = 100  # a table of records packs ten to fifty times, a bomb a thousand
INFLATED_FREE = 64 << 20  # below this nobody asks how well it was packed
_ONE_READ = 1 << 20
_GZIP = b"\x1f\x8b"
_UTF8_MARK = b"\xef\xbb\xbf"


def is_utf8(data: bytes | memoryview) -> bool:
    """Whether all bytes are strict UTF-8."""
    offsets = pa.py_buffer(len(data).to_bytes(8, "little").rjust(16, b"\0"))
    text = pa.LargeStringArray.from_buffers(1, offsets, pa.py_buffer(data))
    try:
        text.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def open_bytes(path: Path) -> BufferedIOBase:
    """The file's bytes, inflated when gzipped."""
    raw = path.open("rb")
    if raw.read(2) != _GZIP:
        raw.seek(0)
        return raw
    raw.close()
    return gzip.open(path, "rb")


def first_bytes(path: Path, size: int = SAMPLE) -> bytes:
    """The first bytes, inflated; as many as can be read where the file is damaged.

    `UnreadableFile` when the damage leaves none.
    """
    found = b""
    with open_bytes(path) as stream:
        try:
            while len(found) < size and (more := stream.read(min(size - len(found), 1 << 16))):
                found += more
        except (EOFError, OSError, zlib.error) as damage:
            if not found:
                raise UnreadableFile("CD-FILE-003", detail=str(damage)) from damage
    return found


def sniff(first: bytes) -> str:
    """The encoding of a file's first bytes: strict UTF-8 before GB18030; damaged ones by the fewer faults."""
    if first[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    whole_lines = first[: first.rfind(b"\n") + 1] or first
    if is_utf8(whole_lines):
        return "utf-8"
    faults = {name: whole_lines.decode(name, "replace").count("\ufffd") for name in _CANDIDATES}
    return min(_CANDIDATES, key=lambda name: faults[name] / (2 if name == "utf-8" else 1))


_CANDIDATES = ("utf-8", "gb18030")


def utf8_blocks(path: Path) -> Iterator[bytes]:
    """The bytes of a UTF-8 file in blocks; see `Utf8Stream`."""
    room = memoryview(bytearray(BLOCK))
    with Utf8Stream(path, "utf-8") as stream:
        while count := stream.readinto(room):
            yield bytes(room[:count])


def _inflated_limit(path: Path) -> int:
    return min(INFLATED_LIMIT, max(INFLATED_FREE, INFLATED_TIMES * path.stat().st_size))


class Utf8Stream:
    """A text file's bytes as UTF-8, read into the caller's room; a byte that fits nothing stays broken.

    Close it, or use it in a `with`. `readinto` raises `UnreadableFile` where the file is damaged,
    after it has handed out all that stands before the damage.
    """

    def __init__(self, path: Path, encoding: str) -> None:
        self._stream = open_bytes(path)
        self._encoding = encoding
        self._read = 0
        self._limit = _inflated_limit(path)
        self._damage: UnreadableFile | None = None
        self._held = b""  # GB18030 bytes of a character that is not whole yet

    def __enter__(self) -> "Utf8Stream":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def readinto(self, room: memoryview) -> int:
        """Fill the room as far as one read goes; 0 at the end of the file."""
        if self._encoding == "gb18030":
            return self._transcode(room)
        first = self._read == 0
        count = self._raw(room)
        if first and bytes(room[:3]) == _UTF8_MARK:
            room[: count - 3] = room[3:count]
            return count - 3 or self.readinto(room)
        return count

    def _raw(self, room: memoryview) -> int:
        count = 0
        while not self._damage and count < len(room):
            try:
                got = self._stream.readinto1(room[count : count + _ONE_READ])
            except (EOFError, OSError, zlib.error) as damage:
                self._damage = UnreadableFile("CD-FILE-003", detail=str(damage))
                break
            if not got:
                break
            count += got
        self._read += count
        if self._read > self._limit:
            self._damage = UnreadableFile("CD-FILE-005", detail=f"{self._limit >> 20} MiB")
        if self._damage and not count:
            raise self._damage
        return count

    def _transcode(self, room: memoryview) -> int:
        from creditdelta.pipeline.readers.gb18030 import to_utf8

        source = bytearray(len(room) // 2 - 16)
        held = len(self._held)
        source[:held] = self._held
        count = self._raw(memoryview(source)[held:])
        data = bytes(memoryview(source)[: held + count])
        written, used = to_utf8(data, room, final=not count)
        self._held = data[used:]
        return written or (self.readinto(room) if count else 0)
