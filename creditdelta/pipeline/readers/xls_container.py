"""The workbook stream of an old .xls file (OLE2 compound file), followed sector by sector.

Clause  S31. Only what is needed to look through a .xls: the directory and one stream. Every chain
of sectors is walked at most once around, so that a circle in it ends.
Pure    works on the file's bytes.
"""

import struct
from dataclasses import dataclass

from creditdelta.pipeline.readers.workbook_refusal import Refusal

_HEADER = struct.Struct("<8x16x2H2H8x3L4x5L")
_HEADER_SLOTS = 109
_ENTRY = 128
_FREE, _END = 0xFFFFFFFF, 0xFFFFFFFE
_STREAM, _ROOT = 2, 5
_SECTOR_SHIFTS = (9, 12)
_SMALL_SHIFT = 6


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    sector: int
    table: list[int]

    def chain(self, start: int) -> bytes:
        """All sectors of one chain, end to end."""
        found, seen = [], 0
        while start != _END:
            if start >= len(self.table) or seen > len(self.table):
                raise Refusal("CD-XLSX-008", "OLE")
            at = (start + 1) * self.sector
            found.append(self.data[at : at + self.sector])
            start, seen = self.table[start], seen + 1
        return b"".join(found)


def workbook_stream(data: bytes) -> bytes:
    """The BIFF records of a .xls; refused when it is encrypted, damaged or no workbook."""
    try:
        return _workbook_stream(data)
    except (struct.error, IndexError, UnicodeDecodeError, OverflowError) as fault:
        raise Refusal("CD-XLSX-008", "OLE") from fault


def _workbook_stream(data: bytes) -> bytes:
    _, _, order, shift, _, _, first_entry, cutoff, first_small, _, first_more, _ = (
        _HEADER.unpack_from(data)
    )
    if order != 0xFFFE or shift not in _SECTOR_SHIFTS:  # noqa: PLR2004  the format's byte-order mark
        raise Refusal("CD-XLSX-008", "OLE")
    file = _File(data, 1 << shift, _sector_table(data, 1 << shift, first_more))
    entries = _entries(file.chain(first_entry))
    if "EncryptedPackage" in entries:
        raise Refusal("CD-XLSX-007")
    name = next((name for name in ("Workbook", "Book") if name in entries), None)
    if name is None:
        raise Refusal("CD-XLSX-006", ".doc/.msi/OLE")
    _, start, size = entries[name]
    if size >= cutoff:
        return _whole(file.chain(start), size)
    _, root_start, root_size = next(entry for entry in entries.values() if entry[0] == _ROOT)
    small_table = list(memoryview(file.chain(first_small)).cast("I"))
    small = _File(
        b"\0" * (1 << _SMALL_SHIFT) + file.chain(root_start), 1 << _SMALL_SHIFT, small_table
    )
    return _whole(small.chain(start), min(size, root_size))


def _whole(stream: bytes, size: int) -> bytes:
    if len(stream) < size:
        raise Refusal("CD-XLSX-008", "OLE")
    return stream[:size]


def _sector_table(data: bytes, sector: int, first_more: int) -> list[int]:
    places = list(struct.unpack_from(f"<{_HEADER_SLOTS}L", data, 76))
    limit = len(data) // sector + 1
    per_sector = sector // 4
    while first_more not in (_END, _FREE):
        more = struct.unpack_from(f"<{per_sector}L", data, (first_more + 1) * sector)
        places += more[:-1]
        first_more = more[-1]
        if len(places) > limit + _HEADER_SLOTS + per_sector:
            raise Refusal("CD-XLSX-008", "OLE")
    table: list[int] = []
    for place in places:
        if place != _FREE:
            table += struct.unpack_from(f"<{per_sector}L", data, (place + 1) * sector)
    return table


def _entries(directory: bytes) -> dict[str, tuple[int, int, int]]:
    """Name -> (kind, first sector, size) of every stream and the root."""
    found: dict[str, tuple[int, int, int]] = {}
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        if kind in (_STREAM, _ROOT):
            name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le")
            start, size = struct.unpack_from("<2L", directory, at + 116)
            found[name] = (kind, start, size)
    return found
