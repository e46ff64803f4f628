"""How many rows of a Parquet file may be read at once, so that no file takes more memory than another?

Clause  S31.
Pure    looks at the footer and at the dictionaries, before any row is read. A few kilobytes of
        Parquet can stand for gigabytes of text: one long word, repeated by number.
"""

from collections.abc import Iterator
from io import BufferedIOBase
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from creditdelta.pipeline.readers.byte_stream import INFLATED_FREE, INFLATED_TIMES
from creditdelta.pipeline.readers.dictionary_page import longest_word
from creditdelta.pipeline.readers.source import FIELD_LIMIT, UnreadableFile

AT_ONCE = 64 << 20  # bytes of text
REPEATED_FREE = 512 << 20  # bytes of text that a small file may stand for
_LONG_CELLS_FREE = 8 << 20
_LONG_WORD = 1024  # bytes; shorter ones cannot make a column of a batch large
_FEW_DISTINCT = 8  # bytes a value below which a dictionary clearly pays


def _encoded(chunk: pq.ColumnChunkMetaData) -> bool:
    named = "RLE_DICTIONARY" in chunk.encodings or "PLAIN_DICTIONARY" in chunk.encodings
    return named and chunk.physical_type == "BYTE_ARRAY"


def dictionaries(file: pq.ParquetFile) -> tuple[list[str], list[str]]:
    """Text columns with dictionary-encoded pages: (small ones, by the first row group; the others)."""
    if not file.metadata.num_row_groups:
        return [], []
    few: list[str] = []
    many: list[str] = []
    groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
    for number in range(file.metadata.num_columns):
        chunk = groups[0].column(number)
        small = chunk.total_uncompressed_size <= _FEW_DISTINCT * max(chunk.num_values, 1)
        if any(_encoded(group.column(number)) for group in groups):
            (few if small and _encoded(chunk) else many).append(chunk.path_in_schema)
    return few, many


def rows_at_once(raw: BufferedIOBase, words: pq.ParquetFile, group: int) -> int:
    """Rows of this group that hold at most `AT_ONCE` bytes of text; `UnreadableFile` for a bomb.

    `raw` is the file's bytes; `words` is the file with those columns as dictionaries that will be
    read as plain text. The others are looked at when they are there (`slices`).
    """
    about = words.metadata.row_group(group)
    chunks = [about.column(number) for number in range(about.num_columns)]
    for chunk in chunks:
        _refuse_bomb(chunk)
    found = sum(chunk.total_uncompressed_size for chunk in chunks) // max(about.num_rows, 1)
    plain = {one.name for one in words.schema_arrow if pa.types.is_dictionary(one.type)}
    asked = []
    for chunk in chunks:
        if chunk.path_in_schema not in plain or not _encoded(chunk):
            continue
        longest = longest_word(raw, chunk)
        if longest is None:
            asked.append(chunk.path_in_schema)
        elif longest > _LONG_WORD:
            found += min(longest, FIELD_LIMIT)
    if asked:
        batches = words.iter_batches(1, row_groups=[group], columns=asked, use_threads=False)
        found += sum(map(_long_words, islice(batches, 1)))
    return int(max(AT_ONCE // max(found, 1), 1))


def slices(batch: pa.RecordBatch) -> Iterator[pa.RecordBatch]:
    """The batch in pieces whose dictionary columns stand for at most `AT_ONCE` bytes of text."""
    rows = AT_ONCE // max(_long_words(batch), 1)
    for first in range(0, batch.num_rows, max(rows, 1)):
        yield batch.slice(first, max(rows, 1))


def _long_words(batch: pa.RecordBatch) -> int:
    """What one row may hold at most in dictionary columns with a long word, in bytes."""
    found = 0
    for column in batch.columns:
        if pa.types.is_dictionary(column.type) and column.dictionary.nbytes > _LONG_WORD:
            longest = pc.max(pc.binary_length(column.dictionary)).as_py() or 0
            found += min(longest, FIELD_LIMIT) if longest > _LONG_WORD else 0
    return found


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
