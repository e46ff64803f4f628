"""What is wrong, where: the one shape of every finding, from reader to report.

A finding is (row, column, code, value, detail): the physical line or sheet row, the heading as the
sender wrote it ("" for the row as a whole), the catalogue code, the value met (null where it may
hold personal data) and one parameter of the sentence. Row 0 is the file.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

SCHEMA = pa.schema(
    [
        ("row", pa.int64()),
        ("column", pa.string()),
        ("code", pa.string()),
        ("value", pa.string()),
        ("detail", pa.string()),
    ]
)

VALUE_LIMIT = 200


def none_found() -> pa.RecordBatch:
    """An empty findings batch."""
    return pa.RecordBatch.from_pylist([], schema=SCHEMA)


def of_rows(
    rows: npt.NDArray[np.int64],
    column: str,
    code: str,
    values: pa.Array | None = None,
    details: pa.Array | None = None,
) -> pa.RecordBatch:
    """One finding a row, all of one code and column; values are cut to 200 characters."""
    size = len(rows)
    nulls = pa.nulls(size, pa.string())
    return pa.RecordBatch.from_arrays(
        [
            pa.array(rows, pa.int64()),
            pa.repeat(pa.scalar(column), size),
            pa.repeat(pa.scalar(code), size),
            nulls if values is None else pc.utf8_slice_codeunits(values, 0, VALUE_LIMIT),
            nulls if details is None else details.cast(pa.string()),
        ],
        schema=SCHEMA,
    )


def of_file(code: str, *, column: str = "", row: int = 0, detail: str = "") -> pa.RecordBatch:
    """One finding about the file as a whole, or about its header when a row is given."""
    return pa.RecordBatch.from_pylist(
        [{"row": row, "column": column, "code": code, "value": None, "detail": detail or None}],
        schema=SCHEMA,
    )


def joined(parts: Sequence[pa.RecordBatch]) -> pa.RecordBatch:
    """Several batches as one, in the order given."""
    filled = [part for part in parts if part.num_rows]
    if not filled:
        return none_found()
    return filled[0] if len(filled) == 1 else pa.concat_batches(filled)


def in_order(found: pa.RecordBatch, headings: Iterable[str]) -> pa.RecordBatch:
    """Sorted by row, then by the columns' order in the file, then by code: the same for any batch size."""
    if found.num_rows < 2:  # noqa: PLR2004  one row is sorted
        return found
    places = pa.array(list(headings), pa.string())
    place = pc.fill_null(pc.index_in(found.column("column"), value_set=places), -1)
    table = pa.table({"row": found.column("row"), "place": place, "code": found.column("code")})
    order = pc.sort_indices(
        table, sort_keys=[("row", "ascending"), ("place", "ascending"), ("code", "ascending")]
    )
    return found.take(order)
