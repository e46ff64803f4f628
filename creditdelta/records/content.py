"""Where are the rows of a loaded part today? In the part itself, or where compaction moved them.

Clause  S34. `apply` reads rows by id through this; a rebuild may give it another source.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import pyarrow as pa

from creditdelta.journal.home import home
from creditdelta.pipeline import pool

Source = Callable[[int, int, str], pa.RecordBatch]


def _from_pool(delivery: int, part: int, address: str) -> pa.RecordBatch:
    return pool.read(home() / "pool", address)


_SOURCE: ContextVar[Source] = ContextVar("creditdelta_content", default=_from_pool)
_LAST: ContextVar[tuple[str, pa.RecordBatch] | None] = ContextVar("creditdelta_last", default=None)


def rows_of(delivery: int, part: int, address: str) -> pa.RecordBatch:
    """The rows a part was loaded with, as they are today; the last one asked for is remembered."""
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
