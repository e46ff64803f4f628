"""From a supplier's own columns to the standard's: renamed, translated, in the standard's unit.

Clause  S22, S31: a supplier's form is one file of rulebook/mappings and no code.
Data    `MappedColumn` of the mapping: sources, conversion, value table; `empty` of the mapping.
Pure    row-wise: batch in, columns out, row by row the same.
"""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.columns import as_text
from creditdelta.pipeline.convert import Row, converted, first_filled, join
from creditdelta.pipeline.recognise import Recognition
from creditdelta.rulebook.standards import MappedColumn


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
        if code in rules:
            found[code] = _converted(rules[code], columns, _between(recognition, code))
        else:
            found[code] = columns[0]
    return found


def as_written(
    recognition: Recognition, batch: pa.RecordBatch, code: str, chosen: npt.NDArray[np.int64]
) -> pa.StringArray:
    """A column's cells in the chosen rows as the sender wrote them, whatever they were turned into.

    Amounts that are added up stand with a plus between them.
    """
    rows = pa.array(chosen)
    places = recognition.places[code]
    columns = [as_text(batch.column(f"c{place}").take(rows)) for place in places]
    if len(columns) == 1:
        return columns[0]
    rules = recognition.mapping.columns if recognition.mapping else ()
    convert = next(rule.convert for rule in rules if rule.to == code)
    between = _between(recognition, code)
    joined = first_filled if convert == "first_filled" else join
    if convert == "sum_yuan_to_wan":
        between = "＋"
    cells = zip(*(column.to_pylist() for column in columns), strict=True)
    return pa.array([joined(row, between) for row in cells], pa.string())


def _between(recognition: Recognition, code: str) -> str:
    return ";" if recognition.standard.column(code).multiple else "；"


def _emptied(column: pa.Array, words: tuple[str, ...]) -> pa.Array:
    """The column with the supplier's words for "nothing" made empty."""
    if not words:
        return column
    text = as_text(column)
    nothing = pc.is_in(text, value_set=pa.array(words))
    return pc.if_else(nothing, "", text) if pc.any(nothing).as_py() else column


def _converted(rule: MappedColumn, columns: list[pa.Array], between: str) -> pa.Array:
    """One column from its sources; `between` stands between values that are joined."""
    if rule.convert == "copy":
        return _translated(columns[0], dict(rule.values)) if rule.values else columns[0]
    rows = zip(*(as_text(column).to_pylist() for column in columns), strict=True)
    memo: dict[Row, str] = {}
    out = []
    for row in rows:
        if row not in memo:
            memo[row] = converted(rule, row, between)
        out.append(memo[row])
    return pa.array(out, pa.string())


def _translated(column: pa.Array, table: dict[str, str]) -> pa.Array:
    text = as_text(column)
    place = pc.index_in(text, value_set=pa.array(list(table)))
    return pc.coalesce(pa.array(list(table.values())).take(place), text)
