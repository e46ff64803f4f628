"""How does a part of the pool lie on the disk, and is it still what it was?

Clause  S34: 信用数据资源池. Immutable Parquet parts; a part is named by the SHA-256 of its bytes.
Pure    files only. Which parts count is said by the manifest (records), never by a folder's content.

A part holds rows of one standard, sorted by reference and document. Beside the standard's columns
stand the ledger's own, which begin with `_`. `_salt` makes the commitment to a row worthless to
guessers; where it is null the row was erased and only `_leaf` is left.
"""

import io
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from creditdelta.kernel import merkle
from creditdelta.kernel.digest import row_digests
from creditdelta.kernel.durable import make_folder, write_whole

FORMAT = "creditdelta pool 1"
BUCKETS = 16
SUFFIX = ".parquet"


class AlteredPart(ValueError):
    """The bytes of a part are not those its address names."""


class MissingPart(LookupError):
    """The manifest names a part that is not in the pool."""


def path_of(folder: Path, address: str) -> Path:
    """Where the part of an address lies."""
    return folder / address[:2] / f"{address}{SUFFIX}"


def write(folder: Path, batch: pa.RecordBatch, standard: str) -> tuple[str, int]:
    """Put a part into the pool; returns its address and size. Equal rows give an equal part."""
    sink = io.BytesIO()
    table = pa.Table.from_batches([batch]).replace_schema_metadata(
        {"format": FORMAT, "standard": standard}
    )
    pq.write_table(table, sink, compression="zstd", store_schema=True)
    content = sink.getvalue()
    address = sha256(content).hexdigest()
    path = path_of(folder, address)
    if not path.exists():
        make_folder(path.parent)
        write_whole(path, content)
    return address, len(content)


def read(folder: Path, address: str, columns: list[str] | None = None) -> pa.RecordBatch:
    """The rows of a part; raises `MissingPart`. Its bytes are checked by `verify`, not here."""
    path = path_of(folder, address)
    if not path.is_file():
        raise MissingPart(address)
    table = pq.read_table(path, columns=columns, partitioning=None).combine_chunks()
    return table.to_batches()[0] if table.num_rows else pa.RecordBatch.from_pylist([], table.schema)


def verify(folder: Path, address: str) -> None:
    """Read every byte of a part; raises `MissingPart` or `AlteredPart`."""
    path = path_of(folder, address)
    if not path.is_file():
        raise MissingPart(address)
    with path.open("rb") as source:
        digest = sha256()
        while block := source.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != address:
        raise AlteredPart(address)


def addresses(folder: Path) -> Iterator[str]:
    """Every part that lies in the pool, counted or not."""
    for path in sorted(folder.glob(f"*/*{SUFFIX}")):
        yield path.name.removesuffix(SUFFIX)


def ordered(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The rows in the order of the pool: by reference, document and row of the file."""
    keys = [("_ref", "ascending"), ("_document", "ascending"), ("_row", "ascending")]
    return batch.take(pc.sort_indices(batch, sort_keys=keys))


def leaves(batch: pa.RecordBatch) -> list[bytes]:
    """The commitment to each row: the row digest of its content and its salt."""
    content = {code: batch.column(code) for code in content_columns(batch)}
    salt = pa.array([value.hex() for value in batch.column("_salt").to_pylist()], pa.string())
    digests = row_digests(pa.record_batch({**content, "_salt": salt}))
    return [digest.tobytes() for digest in digests]


def commitment(leaf_rows: list[bytes]) -> bytes:
    """The root over the commitments of a part's rows, in their order in the part."""
    return merkle.root(leaf_rows)


def content_columns(batch: pa.RecordBatch) -> tuple[str, ...]:
    """The standard's columns of a part, in order: those that are not the ledger's own."""
    return tuple(name for name in batch.schema.names if not name.startswith("_"))
