"""The zip around a workbook, opened with suspicion: bytes are counted while they are inflated.

Clause  S75. Sizes and names in a zip's directory are claims of the sender; none is believed.
Pure    reads one file, writes nothing.
"""

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from creditdelta.pipeline.readers import workbook_limits as limits
from creditdelta.pipeline.readers.workbook_refusal import Refusal

_IN_STEP = 32 << 10
_OUT_STEP = 1 << 20
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x1
_DIRECTORY_FAULTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    UnicodeDecodeError,
    OverflowError,
    ValueError,
    struct.error,
    OSError,
    EOFError,
)


class Archive:
    """The parts of one zip by name, and how many bytes were inflated so far."""

    def __init__(self, stream: IO[bytes], entries: dict[str, zipfile.ZipInfo]) -> None:
        self.stream = stream
        self.entries = entries
        self.inflated = 0

    def __contains__(self, name: str) -> bool:
        return name in self.entries

    def blocks(self, name: str) -> Iterator[bytes]:
        """One part in blocks of at most 1 MB; refused where it is damaged or grows too big."""
        entry = self.entries.get(name)
        if entry is None:
            raise Refusal("CD-XLSX-013", name)
        size = check = 0
        for block in _inflated(self.stream, entry):
            size += len(block)
            check = zlib.crc32(block, check)
            self.inflated += len(block)
            self._weigh(entry, size)
            yield block
        if size != entry.file_size or check != entry.CRC:
            raise Refusal("CD-XLSX-008", name)

    def small(self, name: str) -> bytes:
        """A part that is never big in earnest, whole."""
        found = bytearray()
        for block in self.blocks(name):
            found += block
            if len(found) > limits.SMALL_PART_BYTES:
                raise Refusal("CD-XLSX-010", name)
        return bytes(found)

    def _weigh(self, entry: zipfile.ZipInfo, size: int) -> None:
        dense = size > limits.RATIO_FREE_BYTES and size > limits.RATIO * max(entry.compress_size, 1)
        if dense or self.inflated > limits.INFLATED_BYTES:
            raise Refusal("CD-XLSX-010", entry.filename)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """The archive at a path; refused when its directory is damaged or plays tricks."""
    with path.open("rb") as stream:
        try:
            entries = zipfile.ZipFile(stream).infolist()
        except _DIRECTORY_FAULTS as fault:
            raise Refusal("CD-XLSX-008", path.name) from fault
        _check_names(entries)
        yield Archive(stream, {entry.filename: entry for entry in entries})


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > limits.ARCHIVE_ENTRIES:
        raise Refusal("CD-XLSX-009", f"{len(entries)} > {limits.ARCHIVE_ENTRIES}")
    seen = Counter(entry.filename.lower() for entry in entries)
    for entry in entries:
        name = entry.orig_filename
        steps = name.replace("\\", "/").split("/")
        tricky = "\\" in name or "\0" in name or name.startswith("/") or ".." in steps
        if tricky or ":" in steps[0] or seen[entry.filename.lower()] > 1:
            raise Refusal("CD-XLSX-009", ascii(name)[1:80])
        if entry.flag_bits & _ENCRYPTED:
            raise Refusal("CD-XLSX-007")


def _inflated(stream: IO[bytes], entry: zipfile.ZipInfo) -> Iterator[bytes]:
    try:
        stream.seek(entry.header_offset)
        local = _LOCAL.unpack(stream.read(_LOCAL.size))
        stream.seek(local[-2] + local[-1], 1)
    except (struct.error, OSError, ValueError) as fault:
        raise Refusal("CD-XLSX-008", entry.filename) from fault
    if local[0] != b"PK\3\4":
        raise Refusal("CD-XLSX-008", entry.filename)
    if entry.compress_type == zipfile.ZIP_STORED:
        yield from _stored(stream, entry.compress_size)
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        yield from _deflated(stream, entry)
    else:
        raise Refusal("CD-XLSX-008", f"{entry.filename}: {entry.compress_type}")


def _stored(stream: IO[bytes], left: int) -> Iterator[bytes]:
    while left > 0 and (block := stream.read(min(left, _OUT_STEP))):
        left -= len(block)
        yield block


def _deflated(stream: IO[bytes], entry: zipfile.ZipInfo) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    left = entry.compress_size
    try:
        while not inflater.eof:
            wanted = inflater.unconsumed_tail
            if not wanted:
                wanted = stream.read(min(left, _IN_STEP))
                left -= len(wanted)
            block = inflater.decompress(wanted, _OUT_STEP)
            if block:
                yield block
            elif not wanted:
                return  # cut short: the size no longer agrees, which `blocks` finds
    except zlib.error as fault:
        raise Refusal("CD-XLSX-008", entry.filename) from fault
