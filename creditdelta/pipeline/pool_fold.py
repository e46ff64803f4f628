"""How do many small parts of the pool become few, each holding one bucket of the organisations?

Clause  S34. The rows stay what they are; only where they lie changes.
Pure    files only: parts in, parts out. Memory holds one part's rows, whatever the number of parts:
        rows are first spread over one file for each bucket, then each bucket is sorted and written.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.pipeline import pool

PART_ROWS = 100_000  # a bucket with more rows gets several parts
_SORTED = [(name, "ascending") for name in ("_ref", "_document", "_delivery", "_row")]


@dataclass(frozen=True, slots=True)
class Folded:
    """A part that was written for one bucket."""

    address: str
    bucket: int
    rows: int
    size: int
    first_place: tuple[int, int]  # least (delivery, row) in it


def fold(
    folder: Path, addresses: Sequence[str], standard: str, work: Path
) -> Iterator[tuple[pa.Schema, list[Folded]]]:
    """Parts of one standard, folded; those of different columns apart. `work` is an empty folder."""
    for number, (schema, group) in enumerate(by_columns(folder, addresses)):
        place = work / str(number)
        place.mkdir()
        spread(folder, group, schema, place)
        written = []
        for bucket in range(pool.BUCKETS):
            path = _spread_path(place, bucket)
            written += [
                _written(folder, batch, standard, bucket) for batch in _gathered(path, schema)
            ]
            path.unlink()
        place.rmdir()
        yield schema, written


def by_columns(folder: Path, addresses: Sequence[str]) -> list[tuple[pa.Schema, list[str]]]:
    """The parts by the columns they have: a standard that grew a column keeps its older parts apart."""
    groups: list[tuple[pa.Schema, list[str]]] = []
    for address in addresses:
        schema = pool.columns_of(folder, address)
        for known, group in groups:
            if known.equals(schema):
                group.append(address)
                break
        else:
            groups.append((schema, [address]))
    return groups


def spread(folder: Path, addresses: Sequence[str], schema: pa.Schema, place: Path) -> None:
    """Write the rows of the parts into one file for each bucket."""
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with ExitStack() as stack:
        out = [
            stack.enter_context(
                pa.ipc.new_stream(_spread_path(place, bucket), schema, options=options)
            )
            for bucket in range(pool.BUCKETS)
        ]
        for address in addresses:
            for batch in pool.stream(folder, address):
                plain = batch.replace_schema_metadata(None)
                where = pool.buckets(plain)
                for bucket in set(where.tolist()):
                    out[bucket].write_batch(plain.filter(pa.array(where == bucket)))


def _gathered(path: Path, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The rows of a bucket in pieces of at most one part, each sorted."""
    waiting: list[pa.RecordBatch] = []
    count = 0
    with pa.memory_map(str(path)) as mapped, pa.ipc.open_stream(mapped) as source:
        for batch in source:
            if count + batch.num_rows > PART_ROWS and waiting:
                yield _sorted(waiting, schema)
                waiting, count = [], 0
            waiting.append(batch)
            count += batch.num_rows
    if waiting:
        yield _sorted(waiting, schema)


def _sorted(batches: list[pa.RecordBatch], schema: pa.Schema) -> pa.RecordBatch:
    table = pool.whole(pa.Table.from_batches(batches, schema))
    return table.take(pc.sort_indices(table, sort_keys=_SORTED))


def _written(folder: Path, batch: pa.RecordBatch, standard: str, bucket: int) -> Folded:
    address, size = pool.write(folder, batch, standard)
    places = zip(
        batch.column("_delivery").to_pylist(), batch.column("_row").to_pylist(), strict=True
    )
    return Folded(address, bucket, batch.num_rows, size, min(places))


def _spread_path(place: Path, bucket: int) -> Path:
    return place / f"{bucket:02}.arrow"
