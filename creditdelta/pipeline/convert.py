"""What does a column of the standard get from a supplier's cells of one row?

Clause  S22, S31.
Data    `MappedColumn` of the mapping: conversion, value table.
Pure    cells in, one cell out.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from creditdelta.kernel.dates import BLANKS, parse
from creditdelta.kernel.days import Calendar
from creditdelta.kernel.money import AmountRefused, millionths
from creditdelta.kernel.terms import due_after, step
from creditdelta.rulebook.standards import MappedColumn

Row = Sequence[str]
Table = dict[str, str]

YUAN_PER_WAN = 10_000
TOO_FINE = "CD-MONEY-003"
BOTH = 2  # a term and the day it starts from
NO_CALENDAR = Calendar({}, {}, 1, 0)  # the rulebook admits no working days here


def converted(rule: MappedColumn, row: Row, between: str = "；") -> str:
    """What a column gets from its source cells; `between` stands between values that are joined."""
    table = dict(rule.values)
    if rule.convert == "copy":
        return table.get(row[0], row[0])
    if rule.convert == "term_from":
        return _term_from(row, table)
    return _CONVERSIONS[rule.convert]([table.get(cell, cell) for cell in row], between)


def first_filled(row: Row, between: str) -> str:
    """The first cell that says anything."""
    del between
    return next((value for value in row if value), "")


def join(row: Row, between: str) -> str:
    """The cells that say anything, with something between them."""
    return between.join(value for value in row if value)


def _yuan_to_wan(row: Row, between: str) -> str:
    """The sum of the filled amounts in 万元; as written where one of them is no amount."""
    filled = [value for value in row if value]
    if not filled or not all(_is_amount(value) for value in filled):
        return join(row, between)
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
    "first_filled": first_filled,
    "join": join,
    "yuan_to_wan": _yuan_to_wan,
    "sum_yuan_to_wan": _yuan_to_wan,
}
