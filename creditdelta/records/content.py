"""Where are the rows of a loaded part today? In the part itself, or where compaction moved them.

Clause  S34. `apply` reads rows by id through this; a rebuild gives it another source.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import pyarrow as pa

from creditdelta.journal.home import home
from creditdelta.pipeline import pool, pool_split
from creditdelta.records.models import Load, Part
from creditdelta.records.work_folder import work_folder

Source = Callable[[int, int, str], pa.RecordBatch]


def _from_pool(delivery: int, part: int, address: str) -> pa.RecordBatch:
    return pool.read(home() / "pool", address)


_SOURCE: ContextVar[Source] = ContextVar("creditdelta_content", default=_from_pool)
_LAST: ContextVar[tuple[str, pa.RecordBatch] | None] = ContextVar("creditdelta_last", default=None)


def rows_of(delivery: int, part: int, address: str) -> pa.RecordBatch:
    """The rows a part was loaded with, as they are today; the last one asked for is remembered.

    Of an erased row only its place, its keyed ids and its commitment are left: `_salt` is null.
    """
    last = _LAST.get()
    if last is None or last[0] != address:
        last = (address, _SOURCE.get()(delivery, part, address))
        _LAST.set(last)
    return last[1]


@contextmanager
def read_from(source: Source) -> Iterator[None]:
    """Take rows from elsewhere, as a rebuild does."""
    token = _SOURCE.set(source)
    _LAST.set(None)
    try:
        yield
    finally:
        _SOURCE.reset(token)
        _LAST.set(None)


@contextmanager
def for_rebuild() -> Iterator[None]:
    """Take rows from wherever they lie when the block begins; asked on the live database.

    Parts that still are as they were loaded are read where they are; the others are split by load
    once, so that a rebuild reads every row twice at most. Compaction may go on meanwhile.
    """
    place = home() / "pool"
    counted = set(Part.objects.values_list("address", flat=True))
    as_loaded = counted & set(Load.objects.values_list("address", flat=True))
    with work_folder("split") as work:
        moved = pool_split.split(place, sorted(counted - as_loaded), work)

        def found(delivery: int, part: int, address: str) -> pa.RecordBatch:
            if address in as_loaded:
                return pool.read(place, address)
            return moved.rows((delivery, part))

        with read_from(found):
            yield
