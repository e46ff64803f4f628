"""Under which spelling does each cell go on: names in normal form, codes folded, texts trimmed.

Clause  S22, S27. Row-wise: the same answer for any batch size; nothing is judged here.
Data    the words of rulebook/codes/names; the column types of the record standard.
Pure
"""

from collections.abc import Collection, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.columns import as_text
from creditdelta.kernel.names.normal_form import normal_form
from creditdelta.kernel.names.parts import NameParts, parse
from creditdelta.kernel.names.words import NameWords
from creditdelta.rulebook.standards import Type

SUFFIX = "_normal"
_WORDED: frozenset[Type] = frozenset({"text", "enum"})  # NFKC would change ， and （ in a sentence
_TEXT_PARTS = ("name", "trade_name", "industry", "legal_form", "parent", "branch")
_LIST_PARTS = ("places", "asides", "status", "former_names", "later_names", "other_names")


def normalise(
    batch: pa.RecordBatch, types: Mapping[str, Type], names: Collection[str], words: NameWords
) -> pa.RecordBatch:
    """The batch with every typed column tidied and `<column>_normal` added for the name columns.

    Columns without a type pass untouched. Name columns keep their own spelling, only trimmed.
    """
    columns = {name: batch.column(name) for name in batch.schema.names}
    for name in set(types) & set(columns):
        columns[name] = _tidy(as_text(columns[name]), types[name])
    for name in (name for name in batch.schema.names if name in names):
        columns[name + SUFFIX] = names_column(as_text(columns[name]), words)
    return pa.record_batch(columns)


def names_column(column: pa.StringArray, words: NameWords) -> pa.StringArray:
    """The normal form of every name; each distinct name is read once."""
    coded = column.dictionary_encode()
    distinct = coded.dictionary.to_pylist()
    plain = pa.array((normal_form(name or "", words) for name in distinct), pa.string())
    return plain.take(coded.indices)


def parts_column(column: pa.StringArray, words: NameWords) -> pa.StructArray:
    """The parts of every name as a struct column; the fields are those of `NameParts`."""
    coded = column.dictionary_encode()
    read = [_record(parse(name or "", words)) for name in coded.dictionary.to_pylist()]
    return pa.array(read, _PARTS).take(coded.indices)


def _record(parts: NameParts) -> dict[str, str | tuple[str, ...]]:
    return {field: getattr(parts, field) for field in (*_TEXT_PARTS, *_LIST_PARTS)}


def _tidy(column: pa.StringArray, kind: Type) -> pa.StringArray:
    folded = column if kind in _WORDED else pc.utf8_normalize(column, form="NFKC")
    return pc.utf8_trim_whitespace(folded)


_PARTS = pa.struct(
    [
        *((field, pa.string()) for field in _TEXT_PARTS),
        *((field, pa.list_(pa.string())) for field in _LIST_PARTS),
    ]
)
