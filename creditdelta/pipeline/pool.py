"""How does a part of the pool lie on the disk, and is it still what it was?

Clause  S34: 信用数据资源池. Immutable Parquet parts; a part is named by the SHA-256 of its bytes.
Pure    files only. Which parts count is said by the manifest (records), never by a folder's content.

A part holds rows of one standard, sorted by reference and document. Beside the standard's columns
stand the ledger's own, which begin with `_`. `_delivery`, `_part` and `_index` say where a row was
loaded, so that it can be proved wherever compaction moved it. `_salt` makes the commitment to a row
worthless to guessers; where it is null the row was erased and only `_leaf` is left. The form of a
part is a protocol: docs/protocol/pool.md.
"""

import io
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from creditdelta.kernel import merkle
from creditdelta.kernel.digest import DIGEST_BYTES, row_digests
from creditdelta.kernel.durable import flush_folder, make_folder, write_whole

FORMAT = "creditdelta pool 1"
BUCKETS = 16
GROUP_ROWS = 16_384  # a part is read a row group at a time, so that memory stays small
LEAF = pa.binary(DIGEST_BYTES)
# What stays of an erased row: where it was loaded, whose and which record it was (keyed), its
# commitment; of a withdrawal also what it closed, so that a rebuild closes it again.
STAYS = ("_row", "_delivery", "_part", "_index", "_leaf", "_ref", "_document")
STAYS_OF_WITHDRAWAL = ("_version", "_target", "_successor", "_ground", "_decided")
SUFFIX = ".parquet"


class AlteredPart(ValueError):
    """The bytes of a part are not those its address names."""


class MissingPart(LookupError):
    """The manifest names a part that is not in the pool."""


def path_of(folder: Path, address: str) -> Path:
    """Where the part of an address lies."""
    return folder / address[:2] / f"{address}{SUFFIX}"


def placed(batch: pa.RecordBatch, delivery: int, part: int) -> pa.RecordBatch:
    """The rows with the columns that say where they were loaded; none is erased yet."""
    rows = batch.num_rows
    added = {
        "_delivery": pa.array([delivery] * rows, pa.int32()),
        "_part": pa.array([part] * rows, pa.int32()),
        "_index": pa.array(range(rows), pa.int32()),
        "_leaf": pa.nulls(rows, LEAF),
    }
    for name, column in added.items():
        batch = batch.append_column(name, column)
    return batch


def write(folder: Path, batch: pa.RecordBatch, standard: str) -> tuple[str, int]:
    """Put a part into the pool; returns its address and size. Equal rows give an equal part."""
    sink = io.BytesIO()
    table = pa.Table.from_batches([batch]).replace_schema_metadata(
        {"format": FORMAT, "standard": standard}
    )
    pq.write_table(table, sink, compression="zstd", store_schema=True, row_group_size=GROUP_ROWS)
    content = sink.getvalue()
    address = sha256(content).hexdigest()
    path = path_of(folder, address)
    make_folder(path.parent)
    if path.is_file() and path.read_bytes() == content:
        path.touch()  # it is wanted again: a sweep measures age from now on
        flush_folder(path.parent)
    else:
        write_whole(path, content)
    return address, len(content)


def read(folder: Path, address: str, columns: list[str] | None = None) -> pa.RecordBatch:
    """The rows of a part; raises `MissingPart`. Its bytes are checked by `verify`, not here."""
    path = path_of(folder, address)
    if not path.is_file():
        raise MissingPart(address)
    return whole(pq.read_table(path, columns=columns, partitioning=None))


def stream(
    folder: Path, address: str, columns: list[str] | None = None
) -> Iterator[pa.RecordBatch]:
    """The rows of a part, some thousand at a time; raises `MissingPart`."""
    path = path_of(folder, address)
    if not path.is_file():
        raise MissingPart(address)
    with pq.ParquetFile(path) as source:
        yield from source.iter_batches(GROUP_ROWS, columns=columns)


def columns_of(folder: Path, address: str) -> pa.Schema:
    """The columns of a part; raises `MissingPart`."""
    path = path_of(folder, address)
    if not path.is_file():
        raise MissingPart(address)
    return pq.read_schema(path).remove_metadata()


def whole(table: pa.Table) -> pa.RecordBatch:
    """A table as one batch, also where it has no rows."""
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], table.schema)


def verify(folder: Path, address: str) -> None:
    """Read every byte of a part; raises `MissingPart` or `AlteredPart`."""
    read_whole(folder, address)


def read_whole(folder: Path, address: str) -> bytes:
    """The bytes of a part, true to their address; raises `MissingPart` or `AlteredPart`."""
    try:
        content = path_of(folder, address).read_bytes()
    except FileNotFoundError:
        raise MissingPart(address) from None
    if sha256(content).hexdigest() != address:
        raise AlteredPart(address)
    return content


def batches(content: bytes) -> Iterator[pa.RecordBatch]:
    """The rows of a part's bytes, some thousand at a time."""
    with pq.ParquetFile(io.BytesIO(content)) as source:
        yield from source.iter_batches(GROUP_ROWS)


def addresses(folder: Path) -> Iterator[str]:
    """Every part that lies in the pool, counted or not."""
    for path in sorted(folder.glob(f"*/*{SUFFIX}")):
        yield path.name.removesuffix(SUFFIX)


def marked(batch: pa.RecordBatch, again: pa.BooleanArray) -> pa.RecordBatch:
    """The rows with `_again`: what those say lies in the pool already, so their content is left out."""
    if not pc.any(again).as_py():
        return batch.append_column("_again", again)
    columns = {name: batch.column(name) for name in batch.schema.names}
    for name in content_columns(batch):
        columns[name] = pc.if_else(again, pa.scalar("", pa.string()), columns[name])
    return pa.record_batch({**columns, "_again": again})


def ordered(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows in the order of the pool: by reference, document and row of the file."""
    keys = [("_ref", "ascending"), ("_document", "ascending"), ("_row", "ascending")]
    return batch.take(pc.sort_indices(batch, sort_keys=keys))


def leaves(batch: pa.RecordBatch) -> list[bytes]:
    """The commitment to each row: the row digest of its content and its salt, or what was kept."""
    content = {code: batch.column(code) for code in content_columns(batch)}
    salts = batch.column("_salt").to_pylist()
    salt = pa.array([value.hex() if value else None for value in salts], pa.string())
    digests = row_digests(pa.record_batch({**content, "_salt": salt}))
    found = [digest.tobytes() for digest in digests]
    if batch.column("_salt").null_count:
        kept = batch.column("_leaf").to_pylist()
        return [own if value else left for own, value, left in zip(found, salts, kept, strict=True)]
    return found


def without(batch: pa.RecordBatch, erased: pa.BooleanArray) -> pa.RecordBatch:
    """The rows, of the erased ones only what stays and the commitment made while they were whole."""
    leaf = pa.array(leaves(batch), LEAF)
    stays = STAYS + (STAYS_OF_WITHDRAWAL if "_target" in batch.schema.names else ())
    columns = {}
    for name in batch.schema.names:
        column = batch.column(name)
        if name == "_leaf":
            column = pc.if_else(erased, leaf, column)
        elif name not in stays:
            column = pc.if_else(erased, pa.scalar(None, column.type), column)
        columns[name] = column
    return pa.record_batch(columns)


def buckets(batch: pa.RecordBatch) -> npt.NDArray[np.uint8]:
    """The bucket of each row: the first four bits of its reference."""
    first = [ref[0] >> 4 for ref in batch.column("_ref").to_pylist()]
    return np.array(first, dtype=np.uint8)


def commitment(leaf_rows: list[bytes]) -> bytes:
    """The root over the commitments of a part's rows, in their order in the part."""
    return merkle.root(leaf_rows)


def content_columns(batch: pa.RecordBatch) -> tuple[str, ...]:
    """The standard's columns of a part, in order: those that are not the ledger's own."""
    return tuple(name for name in batch.schema.names if not name.startswith("_"))
