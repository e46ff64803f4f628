"""From a supplier's own columns to the standard's: renamed, translated, in the standard's unit.

Clause  S22, S31: a supplier's form is one file of rulebook/mappings and no code.
Data    `MappedColumn` of the mapping: sources, conversion, value table; `empty` of the mapping.
Pure    row-wise: batch in, columns out, row by row the same.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from creditdelta.kernel.columns import as_text
from creditdelta.kernel.dates import BLANKS, parse
from creditdelta.kernel.days import Calendar
from creditdelta.kernel.money import AmountRefused, millionths
from creditdelta.kernel.terms import due_after, step
from creditdelta.pipeline.recognise import Recognition
from creditdelta.rulebook.standards import Convert, MappedColumn

Row = Sequence[str]
Table = dict[str, str]

YUAN_PER_WAN = 10_000
TOO_FINE = "CD-MONEY-003"
BOTH = 2  # a term and the day it starts from
NO_CALENDAR = Calendar({}, {}, 1, 0)  # the rulebook admits no working days here


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
    join = _first_filled if convert == "first_filled" else _join
    if convert == "sum_yuan_to_wan":
        between = "＋"
    cells = zip(*(column.to_pylist() for column in columns), strict=True)
    return pa.array([join(row, between) for row in cells], pa.string())


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
    table = dict(rule.values)
    if rule.convert == "copy":
        return _translated(columns[0], table) if table else columns[0]
    rows = zip(*(as_text(column).to_pylist() for column in columns), strict=True)
    memo: dict[Row, str] = {}
    out = []
    for row in rows:
        if row not in memo:
            memo[row] = _value(rule.convert, row, table, between)
        out.append(memo[row])
    return pa.array(out, pa.string())


def _value(convert: Convert, row: Row, table: Table, between: str) -> str:
    if convert == "term_from":
        return _term_from(row, table)
    return _CONVERSIONS[convert]([table.get(cell, cell) for cell in row], between)


def _translated(column: pa.Array, table: Table) -> pa.Array:
    text = as_text(column)
    place = pc.index_in(text, value_set=pa.array(list(table)))
    return pc.coalesce(pa.array(list(table.values())).take(place), text)


def _first_filled(row: Row, between: str) -> str:
    return next((value for value in row if value), "")


def _join(row: Row, between: str) -> str:
    return between.join(value for value in row if value)


def _yuan_to_wan(row: Row, between: str) -> str:
    """The sum of the filled amounts in 万元; as written where one of them is no amount."""
    filled = [value for value in row if value]
    if not filled or not all(_is_amount(value) for value in filled):
        return _join(row, between)
    total = sum((Decimal(value.strip(BLANKS).replace(",", "")) for value in filled), Decimal(0))
    return format((total / YUAN_PER_WAN).normalize(), "f")


def _term_from(row: Row, table: Table) -> str:
    """The day on which a listed term ends; any other term with its day, which no date looks like."""
    if len(row) < BOTH:
        return ""  # one of the two columns is missing in this file
    term, start = (cell.strip(BLANKS) for cell in row)
    if term not in table:
        return f"{term}；{start}" if term else ""
    day = parse(start)
    return due_after(day, (step(table[term]),), NO_CALENDAR).date.isoformat() if day else ""


def _is_amount(text: str) -> bool:
    """Whether the text is an amount by the rules for amounts, be it finer than a fen."""
    try:
        millionths(text)
    except AmountRefused as refused:
        return refused.code == TOO_FINE
    return True


_CONVERSIONS: dict[str, Callable[[Row, str], str]] = {
    "first_filled": _first_filled,
    "join": _join,
    "yuan_to_wan": _yuan_to_wan,
    "sum_yuan_to_wan": _yuan_to_wan,
}
