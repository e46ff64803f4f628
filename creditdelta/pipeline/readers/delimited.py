"""CSV and its relatives, as departments send them: every record judged, none lost.

Clause  S31, S75.
Data    readers/csv_kernel.py finds the fields; this file feeds it and names the damage.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.pipeline import findings
from creditdelta.pipeline.readers import byte_stream
from creditdelta.pipeline.readers import csv_kernel as kernel
from creditdelta.pipeline.readers.byte_stream import first_bytes, sniff
from creditdelta.pipeline.readers.csv_kernel import RECORD_LIMIT, SPARE
from creditdelta.pipeline.readers.first_records import first_records
from creditdelta.pipeline.readers.source import (
    FIELD_LIMIT,
    ROW,
    Part,
    SampleRow,
    UnreadableFile,
)
from creditdelta.pipeline.readers.survey import survey

_FIELD_ROOM = 1 << 19
_DAMAGED_ROOM = 16_384
_NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030"}
_CODES = {
    kernel.FEW: "CD-CSV-001",
    kernel.MANY: "CD-CSV-002",
    kernel.UNCLOSED: "CD-CSV-003",
    kernel.TOO_LONG: "CD-CSV-005",
    kernel.BAD_BYTES: "CD-ENC-001",
    kernel.CUT_OFF: "CD-CSV-006",
}
_NOTES = {kernel.STRAY_QUOTE: "CD-CSV-004", kernel.EXTRA_EMPTY: "CD-CSV-007"}


@dataclass(frozen=True, slots=True)
class DelimitedSource:
    """An opened delimited file; see `source.Source`."""

    path: Path
    encoding: str
    delimiter: str
    sample: tuple[SampleRow, ...]

    @property
    def form(self) -> str:
        """ "CSV, UTF-8", or what else it is."""
        kind = "TSV" if self.delimiter == "\t" else "CSV"
        return f"{kind}, {_NAMES[self.encoding]}"

    def parts(self, header: SampleRow) -> Iterator[Part]:
        """Records after the header, in blocks; see `source.Source.parts`."""
        return _parts(self, header)


def open_delimited(path: Path) -> DelimitedSource:
    """Find encoding, delimiter and the first rows; `UnreadableFile` when it is no text."""
    first = first_bytes(path)
    if not first.removeprefix(b"\xef\xbb\xbf").strip():
        raise UnreadableFile("CD-FILE-002")
    encoding = sniff(first)
    if encoding == "utf-16":
        raise UnreadableFile("CD-ENC-004")
    text = first.decode(encoding, "replace").removeprefix("\ufeff")
    return DelimitedSource(path, encoding, *first_records(text))


def _after_line(data: bytes, line: int, *, final: bool) -> tuple[int, bool]:
    """(where the physical line after `line` begins, whether it is in sight)."""
    at = 0
    for _ in range(line):
        feeds = [place for mark in (b"\n", b"\r") if (place := data.find(mark, at)) >= 0]
        if not feeds or (data[min(feeds) :] == b"\r" and not final):
            return len(data), final
        at = min(feeds) + (2 if data[min(feeds) : min(feeds) + 2] == b"\r\n" else 1)
    return at, True


@dataclass(slots=True)
class _Room:
    """Output arrays of the kernel, made once and filled again for each block.

    `named` counts the columns up to the last heading: a table may drag thousands of empty ones.
    """

    named: int
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    lines: npt.NDArray[np.int64]
    marks: npt.NDArray[np.uint8]
    damaged: npt.NDArray[np.int64]


def _room(headings: tuple[str, ...]) -> _Room:
    width = len(headings)
    records = max(_FIELD_ROOM // width, 1)
    return _Room(
        max((place + 1 for place, heading in enumerate(headings) if heading), default=0),
        np.empty((records, width), np.int32),
        np.empty((records, width), np.int32),
        np.empty(records, np.int64),
        np.empty(records, np.uint8),
        np.empty((_DAMAGED_ROOM, 5), np.int64),
    )


def _parts(source: DelimitedSource, header: SampleRow) -> Iterator[Part]:
    room = _room(header.cells)
    text = memoryview(bytearray(byte_stream.BLOCK + RECORD_LIMIT + 2 + SPARE))
    line, held, started, skipping = header.last + 1, 0, False, False
    damage: UnreadableFile | None = None
    final = False
    with byte_stream.Utf8Stream(source.path, source.encoding) as stream:
        while not final:
            try:
                got = stream.readinto(text[held : held + byte_stream.BLOCK])
            except UnreadableFile as found:
                damage, got = found, 0
            final = not got
            end = held + got
            at = 0
            if not started:
                at, started = _after_line(bytes(text[:end]), header.last, final=final)
                if not started:
                    held = end
                    continue
            if skipping:
                at, skipping = _rest_of_line(bytes(text[:end]), final=final)
            if not skipping:
                used, line, skipping = yield from _block(source, room, text[at:end], line, final)
                at += used
            held = end - at
            text[:held] = bytes(text[at:end])
    if damage:
        raise damage


def _block(
    source: DelimitedSource, room: _Room, text: memoryview, line: int, final: bool
) -> Generator[Part, None, tuple[int, int, bool]]:
    """Parts of a block; returns (bytes used, next line, whether the rest of a line is left out)."""
    known = survey(_bytes(text), final)
    at, skipping = 0, False
    while at < len(text) and not skipping:
        used, line, part = _one(source, room, text[at:], line, final, known)
        at += used
        if part.rows:
            yield part
        if not used:
            if len(text) - at <= RECORD_LIMIT + 1:
                break
            yield _too_long(line, room.named)
            skipped, skipping = _rest_of_line(bytes(text[at:]), final=final)
            at, line = at + skipped, line + 1
    return at, line, skipping


def _rest_of_line(data: bytes, *, final: bool) -> tuple[int, bool]:
    """(how many bytes are the rest of this line, whether more follow); a CR that stands last waits."""
    at, ended = _after_line(data, 1, final=final)
    waits = not ended and data.endswith(b"\r")
    return at - waits, not ended


def _too_long(line: int, named: int) -> Part:
    refused = findings.of_rows(np.array([line]), "", "CD-CSV-005")
    nothing = [pa.array([], pa.string())] * named
    return Part(_table(np.empty(0, np.int64), nothing), refused, 1, findings.none_found())


def _one(
    source: DelimitedSource,
    room: _Room,
    text: memoryview,
    line: int,
    final: bool,
    known: tuple[bool, bool],
) -> tuple[int, int, Part]:
    raw = _bytes(text)
    valid, clean = known
    used, line, good, bad = kernel.tokenise(
        raw,
        line,
        ord(source.delimiter),
        final,
        valid,
        FIELD_LIMIT,
        room.starts,
        room.ends,
        room.lines,
        room.marks,
        room.damaged,
    )
    starts, ends = room.starts[:good], room.ends[:good]
    batch = _table(room.lines[:good].copy(), _columns(raw, starts, ends, room.named))
    refused = _refused(room.damaged[:bad])
    noted = _noted(room.lines[:good], room.marks[:good])
    return used, line, Part(batch, refused, bad, noted, clean=clean)


def _bytes(text: memoryview) -> npt.NDArray[np.uint8]:
    raw = np.frombuffer(text, dtype=np.uint8)
    raw.flags.writeable = False
    return raw


def _columns(
    raw: npt.NDArray[np.uint8],
    starts: npt.NDArray[np.int32],
    ends: npt.NDArray[np.int32],
    named: int,
) -> list[pa.StringArray]:
    count, width = starts.shape
    sizes = np.zeros(width, dtype=np.int64)
    kernel.sizes(starts, ends, sizes)
    bases = np.zeros(width + 1, dtype=np.int64)
    np.cumsum(sizes + SPARE, out=bases[1:])
    offsets = np.zeros((width, count + 1), dtype=np.int32)
    text, places = pa.allocate_buffer(int(bases[-1])), pa.py_buffer(offsets)
    kernel.gather(raw, starts, ends, bases, offsets, np.frombuffer(text, dtype=np.uint8))
    step = offsets.strides[0]
    return [
        pa.StringArray.from_buffers(
            count,
            places.slice(c * step, step),
            text.slice(int(bases[c]), int(sizes[c])),
            null_count=0,
        )
        for c in range(named)
    ]


def _table(lines: npt.NDArray[np.int64], columns: list[pa.StringArray]) -> pa.RecordBatch:
    names = [ROW, *(f"c{number}" for number in range(len(columns)))]
    return pa.RecordBatch.from_arrays([pa.array(lines), *columns], names=names)


def _refused(damaged: npt.NDArray[np.int64]) -> pa.RecordBatch:
    found = []
    for reason in np.unique(damaged[:, 1]):
        rows = damaged[damaged[:, 1] == reason]
        details = pa.array(rows[:, 2]) if reason in (kernel.FEW, kernel.MANY) else None
        found.append(findings.of_rows(rows[:, 0], "", _CODES[int(reason)], details=details))
    return findings.joined(found)


def _noted(lines: npt.NDArray[np.int64], marks: npt.NDArray[np.uint8]) -> pa.RecordBatch:
    if not marks.any():
        return findings.none_found()
    return findings.joined(
        [findings.of_rows(lines[marks & mark != 0], "", code) for mark, code in _NOTES.items()]
    )
