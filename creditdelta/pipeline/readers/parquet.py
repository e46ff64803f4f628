"""Parquet files of suppliers: columns by name, text or anything that reads as text.

Clause  S31, S75.
Data    readers/parquet_limits.py says how many rows may be read at once.
Pure    part of one row group at a time; columns with few distinct values stay dictionary-encoded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from creditdelta.kernel.columns import as_text, buffers
from creditdelta.pipeline import findings
from creditdelta.pipeline.readers import parquet_limits
from creditdelta.pipeline.readers.source import FIELD_LIMIT, ROW, Part, SampleRow, UnreadableFile
from creditdelta.pipeline.readers.survey import edges, survey

BATCH = 65_536
_WHOLE, _BROKEN, _TOO_LONG = 0, 1, 2
_CODES = {_BROKEN: "CD-ENC-001", _TOO_LONG: "CD-CSV-005"}
_DAMAGE = (pa.ArrowException, OSError, UnicodeDecodeError)

Faults = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class ParquetSource:
    """An opened Parquet file; see `source.Source`. Rows are numbered from 1."""

    path: Path
    sample: tuple[SampleRow, ...]
    form: str = "Parquet"

    def parts(self, header: SampleRow) -> Iterator[Part]:
        """All rows; see `source.Source.parts`."""
        return _parts(self.path)


def open_parquet(path: Path) -> ParquetSource:
    """Read the footer; `UnreadableFile` when it is damaged or cut off."""
    try:
        with pq.ParquetFile(path, memory_map=False) as file:
            names = file.schema_arrow.names
    except _DAMAGE as damage:
        raise UnreadableFile("CD-FILE-006", detail=type(damage).__name__) from damage
    return ParquetSource(path, (SampleRow(0, 0, tuple(names)),))


def _parts(path: Path) -> Iterator[Part]:
    row = 1
    for batch in _batches(path):
        yield _part(batch, row)
        row += batch.num_rows


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    done = size = 0
    try:
        with pq.ParquetFile(path) as first:
            few, many = parquet_limits.dictionaries(first)
        with _opened(path, few) as file, _opened(path, many) as words, path.open("rb") as raw:
            for group in range(file.num_row_groups):
                rows = min(BATCH, parquet_limits.rows_at_once(raw, words, group))
                for batch in file.iter_batches(rows, row_groups=[group], use_threads=False):
                    for piece in parquet_limits.slices(batch):
                        yield piece
                        done += piece.num_rows
                        if rows < BATCH or piece.num_rows < batch.num_rows:
                            size += parquet_limits.text_size(piece)
                            parquet_limits.refuse_repeated(path, size)
    except _DAMAGE as damage:
        raise UnreadableFile("CD-FILE-006", row=done + 1, detail=type(damage).__name__) from damage


def _opened(path: Path, dictionaries: list[str]) -> pq.ParquetFile:
    return pq.ParquetFile(path, read_dictionary=dictionaries, pre_buffer=False)


def _part(batch: pa.RecordBatch, row: int) -> Part:
    faults = np.zeros(batch.num_rows, dtype=np.uint8)
    looked = [_text(column, faults) for column in batch.columns]
    numbers = np.arange(row, row + batch.num_rows)
    names = [ROW, *(f"c{number}" for number in range(len(looked)))]
    columns = [pa.array(numbers), *(column for column, _ in looked)]
    whole = pa.RecordBatch.from_arrays(columns, names=names)
    if faults.any():
        whole = whole.filter(pa.array(faults == _WHOLE))
    refused = [
        findings.of_rows(numbers[faults == fault], "", code) for fault, code in _CODES.items()
    ]
    clean = all(clean for _, clean in looked)
    count = batch.num_rows - whole.num_rows
    return Part(whole, findings.joined(refused), count, findings.none_found(), clean=clean)


def _text(column: pa.Array, faults: Faults) -> tuple[pa.Array, bool]:
    """(text trimmed of blanks, nulls as "", whether no character is odd); marks the rows at fault."""
    if not pa.types.is_dictionary(column.type):
        return _plain(column, faults)
    wrong = np.zeros(len(column.dictionary), dtype=np.uint8)
    words, clean = _plain(column.dictionary, wrong)
    indices = column.indices
    if wrong.any():
        places = pc.fill_null(indices, 0).to_numpy()
        met = np.where(indices.is_valid().to_numpy(zero_copy_only=False), wrong[places], 0)
        np.maximum(faults, met, out=faults)
    if column.null_count:
        indices = pc.fill_null(indices, pa.scalar(len(words), indices.type))
        words = pa.concat_arrays([words, pa.array([""], pa.string())])
    return pa.DictionaryArray.from_arrays(indices, words, safe=False), clean


def _plain(column: pa.Array, faults: Faults) -> tuple[pa.StringArray, bool]:
    try:
        text = as_text(_days(column).cast(pa.string()))
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as damage:
        raise UnreadableFile("CD-FILE-007", detail=str(column.type)) from damage
    data, offsets = buffers(text)
    valid, clean = survey(data[offsets[0] : offsets[len(text)]], True)
    longest, inside, blanks = edges(data, offsets, len(text))
    valid = valid and not inside
    if not valid or longest > FIELD_LIMIT:
        text = _without_faults(text, faults)
    if blanks:
        text = pc.utf8_trim(text, " \t")
    return text, valid and clean


def _days(column: pa.Array) -> pa.Array:
    """Times that are all midnight as days: programs know no other way to write a date."""
    if not pa.types.is_timestamp(column.type) or column.type.tz:
        return column
    days = column.cast(pa.date32(), safe=False)
    same = pc.all(pc.equal(days.cast(column.type), column), min_count=0).as_py()
    return days if same else column


def _without_faults(text: pa.StringArray, faults: Faults) -> pa.StringArray:
    """The values with those at fault made empty; the fault is marked."""
    kept = []
    for place, value in enumerate(text.cast(pa.binary())):
        content = value.as_py()
        fault = _TOO_LONG if len(content) > FIELD_LIMIT else _fault(content)
        faults[place] = max(faults[place], fault)
        kept.append(b"" if fault else content)
    return pa.array(kept, pa.binary()).cast(pa.string())


def _fault(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _BROKEN
    return _WHOLE
