"""How many rows of a Parquet file may be read at once, so that no file takes more memory than another?

Clause  S31.
Pure    looks at the footer and at the dictionaries, before any row is read. A few kilobytes of
        Parquet can stand for gigabytes of text: one long word, repeated by number.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from creditdelta.pipeline.readers.byte_stream import INFLATED_FREE, INFLATED_TIMES
from creditdelta.pipeline.readers.source import FIELD_LIMIT, UnreadableFile

AT_ONCE = 64 << 20  # bytes of text
REPEATED_FREE = 512 << 20  # bytes of text that a small file may stand for
_LONG_CELLS_FREE = 8 << 20
_LONG_WORD = 4096  # bytes; shorter ones cannot make a batch large
_FEW_DISTINCT = 8  # bytes a value below which a dictionary clearly pays


def _encoded(chunk: pq.ColumnChunkMetaData) -> bool:
    named = "RLE_DICTIONARY" in chunk.encodings or "PLAIN_DICTIONARY" in chunk.encodings
    return named and chunk.physical_type == "BYTE_ARRAY"


def dictionaries(file: pq.ParquetFile) -> list[str]:
    """Text columns whose pages are dictionary-encoded and small, by the first row group."""
    if not file.metadata.num_row_groups:
        return []
    group = file.metadata.row_group(0)
    chunks = enumerate(group.column(number) for number in range(group.num_columns))
    return [
        file.schema.column(number).path
        for number, chunk in chunks
        if _encoded(chunk)
        and chunk.total_uncompressed_size <= _FEW_DISTINCT * max(chunk.num_values, 1)
    ]


def rows_at_once(path: Path, file: pq.ParquetFile, group: int) -> int:
    """Rows of this group that hold at most `AT_ONCE` bytes of text; `UnreadableFile` for a bomb."""
    about = file.metadata.row_group(group)
    chunks = [about.column(number) for number in range(about.num_columns)]
    for chunk in chunks:
        _refuse_bomb(chunk)
    rows = max(about.num_rows, 1)
    mean = sum(chunk.total_uncompressed_size for chunk in chunks) // rows
    encoded = [
        file.schema.column(number).path for number, chunk in enumerate(chunks) if _encoded(chunk)
    ]
    words = [size for size in _longest_words(path, group, encoded) if size > _LONG_WORD]
    return int(max(AT_ONCE // max(mean + sum(words), 1), 1))


def text_size(batch: pa.RecordBatch) -> int:
    """Bytes of text that the batch's dictionary columns stand for."""
    columns = [column for column in batch.columns if pa.types.is_dictionary(column.type)]
    sizes = [pc.binary_length(column.dictionary).take(column.indices) for column in columns]
    return sum(pc.sum(size, min_count=0).as_py() for size in sizes)


def refuse_repeated(path: Path, size: int) -> None:
    """`UnreadableFile` when a file stands for far more text than its own size explains."""
    limit = max(REPEATED_FREE, INFLATED_TIMES * path.stat().st_size)
    if size > limit:
        raise UnreadableFile("CD-FILE-005", detail=f"{limit >> 20} MiB")


def _refuse_bomb(chunk: pq.ColumnChunkMetaData) -> None:
    size, packed = chunk.total_uncompressed_size, max(chunk.total_compressed_size, 1)
    limit = max(INFLATED_FREE, INFLATED_TIMES * packed)
    if size > FIELD_LIMIT * max(chunk.num_values, 1):  # so at least one cell is too long
        limit = _LONG_CELLS_FREE
    if size > limit:
        raise UnreadableFile("CD-FILE-005", detail=f"{limit >> 20} MiB")


def _longest_words(path: Path, group: int, columns: list[str]) -> list[int]:
    """The longest word of each column's dictionary, in bytes; no longer than a cell may be."""
    if not columns:
        return []
    found = []
    with pq.ParquetFile(path, read_dictionary=columns, pre_buffer=False) as file:
        for batch in file.iter_batches(1, row_groups=[group], columns=columns, use_threads=False):
            for column in batch.columns:
                if pa.types.is_dictionary(column.type):
                    words = column.dictionary.cast(pa.large_binary())
                    offsets = np.frombuffer(words.buffers()[1], np.int64)[: len(words) + 1]
                    found.append(min(int(np.diff(offsets).max(initial=0)), FIELD_LIMIT))
            break
    return found
