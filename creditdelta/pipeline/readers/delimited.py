"""CSV and its relatives, as departments send them: every record judged, none lost.

Clause  S31, S75.
Data    readers/csv_kernel.py finds the fields; this file feeds it and names the damage.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from creditdelta.pipeline import findings
from creditdelta.pipeline.readers import byte_stream
from creditdelta.pipeline.readers import csv_kernel as kernel
from creditdelta.pipeline.readers.byte_stream import first_bytes, sniff
from creditdelta.pipeline.readers.source import ROW, SAMPLE_ROWS, Part, SampleRow, UnreadableFile
from creditdelta.pipeline.readers.survey import survey

DELIMITERS = ",\t;|"
FIELD_LIMIT = 1 << 17  # bytes; a workbook cell holds at most 32,767 characters
RECORD_LIMIT = 8 << 20
_FIELD_ROOM = 1 << 19
_DAMAGED_ROOM = 16_384
_SPARE = 8
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
    lines = _lines(text)
    samples = {mark: _sample(lines, mark) for mark in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: _agreement(samples[mark]))
    return DelimitedSource(path, encoding, delimiter, samples[delimiter])


def _lines(text: str) -> list[str]:
    """The first physical lines with their breaks; only LF, CRLF and CR break a line."""
    text = text[: FIELD_LIMIT * 4]
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[: SAMPLE_ROWS * 4]


def _agreement(sample: tuple[SampleRow, ...]) -> tuple[int, int]:
    """(how many first rows share the commonest width above one, that width); the text of a cell may
    hold more of another mark than the rows hold of theirs, but not in every row alike."""
    widths = Counter(len(row.cells) for row in sample if len(row.cells) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _sample(lines: list[str], delimiter: str) -> tuple[SampleRow, ...]:
    """The first records; a quote that never closes makes its line a record of its own."""
    rows: list[SampleRow] = []
    at = 0
    while at < len(lines) and len(rows) < SAMPLE_ROWS:
        if not lines[at]:
            at += 1
            continue
        reader = csv.reader((line + "\n" for line in lines[at:]), delimiter=delimiter)
        try:
            cells = next(reader)
            used = reader.line_num
        except csv.Error:
            cells, used = lines[at].split(delimiter), 1
        if used > SAMPLE_ROWS:
            cells, used = lines[at].split(delimiter), 1
        rows.append(SampleRow(at + 1, at + used, tuple(cell.strip(" \t") for cell in cells)))
        at += used
    return tuple(rows)


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
    """Output arrays of the kernel, made once and filled again for each block."""

    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    lines: npt.NDArray[np.int64]
    marks: npt.NDArray[np.uint8]
    damaged: npt.NDArray[np.int64]


def _room(width: int) -> _Room:
    records = max(_FIELD_ROOM // width, 1)
    return _Room(
        np.empty((records, width), np.int32),
        np.empty((records, width), np.int32),
        np.empty(records, np.int64),
        np.empty(records, np.uint8),
        np.empty((_DAMAGED_ROOM, 5), np.int64),
    )


def _parts(source: DelimitedSource, header: SampleRow) -> Iterator[Part]:
    room = _room(len(header.cells))
    text = memoryview(bytearray(byte_stream.BLOCK + RECORD_LIMIT))
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
                at, skipping = _next_line(text[:end])
            known = survey(_bytes(text[:end]), final)
            used = 1
            while used and at < end:
                used, line, part = _one(source, room, text[at:end], line, final, known)
                at += used
                if part.rows:
                    yield part
            held = end - at
            if held > RECORD_LIMIT:
                yield _too_long(line, len(header.cells))
                held, line, skipping = 0, line + 1, True
            text[:held] = bytes(text[at:end]) if held else b""
    if damage:
        raise damage


def _next_line(text: memoryview) -> tuple[int, bool]:
    """(where the next line begins, False), or (the end, True) when no line ends here."""
    data = bytes(text)
    breaks = [at for mark in (b"\n", b"\r") if (at := data.find(mark)) >= 0]
    return (min(breaks) + 1, False) if breaks else (len(data), True)


def _too_long(line: int, width: int) -> Part:
    refused = findings.of_rows(np.array([line]), "", "CD-CSV-005")
    nothing = [pa.array([], pa.string())] * width
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
    batch = _table(room.lines[:good].copy(), _columns(raw, starts, ends))
    refused = _refused(room.damaged[:bad])
    noted = _noted(room.lines[:good], room.marks[:good])
    return used, line, Part(batch, refused, bad, noted, clean=clean)


def _bytes(text: memoryview) -> npt.NDArray[np.uint8]:
    raw = np.frombuffer(text, dtype=np.uint8)
    raw.flags.writeable = False
    return raw


def _columns(
    raw: npt.NDArray[np.uint8], starts: npt.NDArray[np.int32], ends: npt.NDArray[np.int32]
) -> list[pa.StringArray]:
    count, width = starts.shape
    sizes = np.zeros(width, dtype=np.int64)
    kernel.sizes(starts, ends, sizes)
    bases = np.zeros(width + 1, dtype=np.int64)
    np.cumsum(sizes + _SPARE, out=bases[1:])
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
        for c in range(width)
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
