"""A whole column of unified social credit codes at once, as an Arrow batch; loaded on demand.

Clause  S27.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.columns import as_text
from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.identifiers.compiled_checks import Masks
from creditdelta.kernel.identifiers.masks import codes_of, error_bits
from creditdelta.rulebook.codes import uscc_tables

_AS_WRITTEN = uscc.CHECK | uscc.CLASS | uscc.DIVISION | uscc.INNER


def column_of(values: Any) -> pa.StringArray:
    """Plain text column of a list, an Arrow array or anything with the Arrow interface."""
    if isinstance(values, pa.Array | pa.ChunkedArray):
        return as_text(values)
    if hasattr(values, "__arrow_c_stream__"):
        return as_text(pa.chunked_array(values))
    if hasattr(values, "__arrow_c_array__"):
        return as_text(pa.array(values))
    return as_text(pa.array(list(values), type=pa.string()))


def check_column(values: Any) -> pa.RecordBatch:
    """Columns input, valid, normalised and codes (list of text), one row a value, in order."""
    column = column_of(values)
    trimmed = pc.ascii_trim_whitespace(column)
    masks = uscc.check_column(column, uscc_tables())
    masks[np.asarray(pc.binary_length(trimmed)) == 0] = uscc.LENGTH
    valid = (masks & error_bits(uscc.REASONS)) == 0
    hidden = pa.array((masks & uscc.PERSON) != 0)
    stars = pc.replace_substring_regex(column, "(?s:.)", "*")
    return pa.RecordBatch.from_pydict(
        {
            "input": pc.if_else(hidden, stars, column) if hidden.true_count else column,
            "valid": pa.array(valid),
            "normalised": _normalised(column, trimmed, masks),
            "codes": _codes(masks),
        }
    )


def _normalised(column: pa.StringArray, trimmed: pa.StringArray, masks: Masks) -> "pa.Array[Any]":
    odd = np.flatnonzero(masks & ~np.uint16(_AS_WRITTEN)).tolist()
    if not odd:
        return trimmed
    forms = [text or "" for text in trimmed.to_pylist()]
    for i in odd:
        person = masks[i] & uscc.PERSON
        forms[i] = "*" * len(column[i].as_py()) if person else uscc.compact(forms[i])
    return pa.array(forms, type=pa.string())


def _codes(masks: Masks) -> "pa.Array[Any]":
    kinds, which = np.unique(masks, return_inverse=True)
    lists = [list(codes_of(uscc.REASONS, int(kind))) for kind in kinds]
    return pa.array(lists, type=pa.list_(pa.string())).take(which)
