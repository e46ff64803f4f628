"""From a supplier's own columns to the standard's: renamed, translated, in the standard's unit.

Clause  S22, S31: a supplier's form is one file of rulebook/mappings and no code.
Data    `MappedColumn` of the mapping: sources, conversion, value table; `empty` of the mapping.
Pure    row-wise: batch in, columns out, row by row the same.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation

import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.columns import as_text
from creditdelta.pipeline.recognise import Recognition
from creditdelta.rulebook.standards import MappedColumn

Row = Sequence[str]

YUAN_PER_WAN = 10_000


def mapped(recognition: Recognition, batch: pa.RecordBatch) -> dict[str, pa.Array]:
    """The batch's columns by the standard's codes; columns that the screen dropped stay away."""
    mapping = recognition.mapping
    rules = {column.to: column for column in mapping.columns} if mapping else {}
    empty = mapping.empty if mapping else ()
    present = set(batch.schema.names)
    found: dict[str, pa.Array] = {}
    for code, places in recognition.places.items():
        names = [f"c{place}" for place in places]
        if not present.issuperset(names):
            continue
        columns = [_emptied(batch.column(name), empty) for name in names]
        found[code] = _converted(rules[code], columns) if code in rules else columns[0]
    return found


def _emptied(column: pa.Array, words: tuple[str, ...]) -> pa.Array:
    """The column with the supplier's words for "nothing" made empty."""
    if not words:
        return column
    text = as_text(column)
    nothing = pc.is_in(text, value_set=pa.array(words))
    return pc.if_else(nothing, "", text) if pc.any(nothing).as_py() else column


def _converted(rule: MappedColumn, columns: list[pa.Array]) -> pa.Array:
    if rule.convert == "copy":
        return _translated(columns[0], dict(rule.values)) if rule.values else columns[0]
    convert = _CONVERSIONS[rule.convert]
    rows = zip(*(as_text(column).to_pylist() for column in columns), strict=True)
    memo: dict[Row, str] = {}
    out = []
    for row in rows:
        if row not in memo:
            memo[row] = convert(row)
        out.append(memo[row])
    table = dict(rule.values)
    return pa.array([table.get(value, value) for value in out], pa.string())


def _translated(column: pa.Array, table: dict[str, str]) -> pa.Array:
    text = as_text(column)
    place = pc.index_in(text, value_set=pa.array(list(table)))
    return pc.coalesce(pa.array(list(table.values())).take(place), text)


def _first_filled(row: Row) -> str:
    return next((value for value in row if value), "")


def _join(row: Row) -> str:
    return "；".join(value for value in row if value)


def _yuan_to_wan(row: Row) -> str:
    """The sum of the filled amounts in 万元; as written where one of them is no amount."""
    filled = [value for value in row if value]
    try:
        total = sum((Decimal(value.replace(",", "")) for value in filled), Decimal(0))
    except InvalidOperation:
        return _join(row)
    if not filled or not total.is_finite():
        return _join(row)
    return format((total / YUAN_PER_WAN).normalize(), "f")


_CONVERSIONS: dict[str, Callable[[Row], str]] = {
    "first_filled": _first_filled,
    "join": _join,
    "yuan_to_wan": _yuan_to_wan,
    "sum_yuan_to_wan": _yuan_to_wan,
}
