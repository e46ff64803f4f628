"""Parquet files of suppliers: columns by name, text or anything that reads as text.

Clause  S31, S75.
Pure    one row group at a time; columns with few distinct values arrive dictionary-encoded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from creditdelta.kernel.columns import buffers
from creditdelta.pipeline.readers.source import ROW, Part, SampleRow, UnreadableFile, whole
from creditdelta.pipeline.readers.survey import has_outer_blanks

BATCH = 32_768
_FEW_DISTINCT = 8  # bytes a value below which a dictionary clearly pays


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
        names = pq.ParquetFile(path, memory_map=False).schema_arrow.names
    except (pa.ArrowException, OSError) as damage:
        raise UnreadableFile("CD-FILE-006", detail=type(damage).__name__) from damage
    return ParquetSource(path, (SampleRow(0, 0, tuple(names)),))


def _dictionaries(file: pq.ParquetFile) -> list[str]:
    """Text columns whose pages are dictionary-encoded and small."""
    if not file.metadata.num_row_groups:
        return []
    group = file.metadata.row_group(0)
    chosen = []
    for number in range(group.num_columns):
        chunk = group.column(number)
        encoded = "RLE_DICTIONARY" in chunk.encodings or "PLAIN_DICTIONARY" in chunk.encodings
        small = chunk.total_uncompressed_size <= _FEW_DISTINCT * max(chunk.num_values, 1)
        if encoded and small and chunk.physical_type == "BYTE_ARRAY":
            chosen.append(chunk.path_in_schema)
    return chosen


def _parts(path: Path) -> Iterator[Part]:
    first = pq.ParquetFile(path)
    file = pq.ParquetFile(path, read_dictionary=_dictionaries(first), pre_buffer=False)
    row = 1
    try:
        for batch in file.iter_batches(BATCH, use_threads=False):
            columns = [_text(column) for column in batch.columns]
            names = [ROW, *(f"c{number}" for number in range(len(columns)))]
            numbers = pa.array(range(row, row + batch.num_rows), pa.int64())
            yield whole(pa.RecordBatch.from_arrays([numbers, *columns], names=names))
            row += batch.num_rows
    except (pa.ArrowException, OSError) as damage:
        raise UnreadableFile("CD-FILE-006", row=row, detail=type(damage).__name__) from damage


def _text(column: pa.Array) -> pa.Array:
    """Text trimmed of blanks, nulls as ""; numbers, dates and the rest as people write them."""
    if not pa.types.is_dictionary(column.type):
        return _plain(column)
    words = _plain(column.dictionary)
    indices = column.indices
    if column.null_count:
        indices = pc.fill_null(indices, len(words))
        words = pa.concat_arrays([words, pa.array([""])])
    return pa.DictionaryArray.from_arrays(indices, words)


def _plain(column: pa.Array) -> pa.StringArray:
    try:
        text = pc.fill_null(column.cast(pa.string()), "")
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as damage:
        raise UnreadableFile("CD-FILE-007", detail=str(column.type)) from damage
    if has_outer_blanks(*buffers(text), len(text)):
        return pc.utf8_trim(text, " \t")
    return text
