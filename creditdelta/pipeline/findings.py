"""What is wrong, where: the one shape of every finding, from reader to report.

A finding is (row, column, code, value, detail): the physical line or sheet row, the heading as the
sender wrote it ("" for the row as a whole), the catalogue code, the value met (null where it may
hold personal data) and one parameter of the sentence. Row 0 is the file. Column and code are
dictionary-encoded: a batch of a million findings names each of its few rules once.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

TEXT = pa.string()  # said every time: to infer a type costs more than most of the work on a batch
_WORD = pa.dictionary(pa.int32(), TEXT)
SCHEMA = pa.schema(
    [("row", pa.int64()), ("column", _WORD), ("code", _WORD), ("value", TEXT), ("detail", TEXT)]
)

VALUE_LIMIT = 200
_NONE = pa.RecordBatch.from_pylist([], schema=SCHEMA)

Numbers = npt.NDArray[np.int64]


def none_found() -> pa.RecordBatch:
    """An empty findings batch."""
    return _NONE


def of_rows(
    rows: npt.NDArray[np.int64],
    column: str,
    code: str,
    values: pa.Array | None = None,
    details: pa.Array | None = None,
) -> pa.RecordBatch:
    """One finding a row, all of one code and column; values are cut to 200 characters."""
    size = len(rows)
    nulls = pa.nulls(size, TEXT)
    return pa.RecordBatch.from_arrays(
        [
            pa.array(rows, pa.int64()),
            _word(column, size),
            _word(code, size),
            nulls if values is None else _cut(values),
            nulls if details is None else details.cast(TEXT),
        ],
        schema=SCHEMA,
    )


def _word(word: str, size: int) -> pa.DictionaryArray:
    places = pa.array(np.zeros(size, dtype=np.int32))
    return pa.DictionaryArray.from_arrays(places, pa.array([word], TEXT))


def _cut(values: pa.StringArray) -> pa.StringArray:
    longest = pc.max(pc.binary_length(values)).as_py() or 0
    return values if longest <= VALUE_LIMIT else pc.utf8_slice_codeunits(values, 0, VALUE_LIMIT)


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


def words(column: pa.DictionaryArray) -> tuple[list[str], Numbers]:
    """The distinct words of a column of findings, some perhaps unused, and each finding's among them."""
    return column.dictionary.to_pylist(), column.indices.to_numpy().astype(np.int64)


def by_rule(found: pa.RecordBatch) -> Iterator[tuple[str, str, Numbers]]:
    """(code, heading, places in the batch) of each rule that was broken."""
    codes, code_at = words(found.column("code"))
    headings, heading_at = words(found.column("column"))
    rules = code_at * len(headings) + heading_at
    for rule in np.flatnonzero(np.bincount(rules)):
        code, heading = divmod(int(rule), len(headings))
        yield codes[code], headings[heading], np.flatnonzero(rules == rule)


def in_order(found: pa.RecordBatch, headings: Iterable[str]) -> pa.RecordBatch:
    """Sorted by row, then by the columns' order in the file, then by code: the same for any batch size."""
    if found.num_rows < 2:  # noqa: PLR2004  one row is sorted
        return found
    places: dict[str, int] = {}
    for number, heading in enumerate(headings, start=1):
        places.setdefault(heading, number)
    names, name_at = words(found.column("column"))
    codes, code_at = words(found.column("code"))
    place = np.array([places.get(name, 0) for name in names])[name_at]
    rank = np.argsort(np.argsort(codes))[code_at]
    key = (found.column("row").to_numpy() * (len(places) + 1) + place) * len(codes) + rank
    if (key[1:] >= key[:-1]).all():
        return found
    return found.take(pa.array(np.argsort(key, kind="stable")))
