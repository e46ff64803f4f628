"""The penalty standard as a dataframely schema, with our own compiled code checks given to it.

Rules: mandatory, length, lists, dates, no date after the day, numbers, USCC (three columns),
organisation code, registration number, tax number, personal numbers in free text (as a pattern),
order of dates, conditionally mandatory, code 92 and class, organisation code inside the USCC, fine
in the text against the amount. Left out, to its advantage: other spellings of dates and widths, the
words of each finding, and (unless asked for) the natural key.
"""

from collections.abc import Callable
from typing import Any

import dataframely as dy
import numpy as np
import polars as pl
import pyarrow as pa

from benchmarks import defects
from creditdelta.kernel.errors import find
from creditdelta.kernel.identifiers import (
    organisation_code,
    registration_number,
    tax_number,
    uscc,
)
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.rulebook.enums import enum
from creditdelta.rulebook.records import standard
from creditdelta.rulebook.standards import Column
from creditdelta.world import vocabulary

DAY = "2026-11-23"
PERSONAL_NUMBER = "[0-9]{17}[0-9Xx]|[0-9]{15,19}|1[3-9][0-9]{9}"  # [0-9]: far faster than \\d
NAMED_FINE = "罚款(?:人民币)?([0-9]+)元"
YUAN_PER_WAN = 10_000
Test = Callable[[pl.Expr], pl.Expr]

#: which rule answers each planted mistake
ANSWERS = {
    "missing_name": f"{defects.NAME}|nullability",
    "wrong_check_character": f"{defects.CODE}|check__code",
    "seventeen_characters": f"{defects.CODE}|check__code",
    "forbidden_letter": f"{defects.CODE}|check__code",
    "wrong_organisation_code": f"{defects.ORGANISATION}|check__code",
    "unknown_category": f"{defects.CATEGORY}|check__list",
    "impossible_date": f"{defects.DECIDED}|check__date",
    "order_of_dates": f"order_{defects.VALID_UNTIL}",
    "fine_no_number": f"{defects.FINE}|check__number",
    "number_too_long": f"{defects.NUMBER}|max_length",
    "wrong_authority_code": f"{defects.AUTHORITY_CODE}|check__code",
    "unknown_class": f"{defects.CLASS}|check__list",
}


def schema(with_key: bool) -> type[dy.Schema]:
    """The whole schema; headings are those of the file."""
    form = standard("penalty/2018")
    headings = vocabulary.headings("penalty_2018")
    named = dict(zip((column.code for column in form.columns), headings, strict=True))
    key = form.natural_key if with_key else ()
    body: dict[str, Any] = {
        column.code: _column(column, named[column.code], column.code in key, form.not_future)
        for column in form.columns
    }
    for order in form.orders:
        earlier, later = pl.col(named[order.earlier]), pl.col(named[order.later])
        body[f"order_{named[order.later]}"] = _rule(earlier <= later)
    for place, needed in enumerate(form.required_when):
        when = pl.col(named[needed.when]).str.contains_any(list(needed.values))
        body[f"required_{place}"] = _rule(~when | pl.col(named[needed.column]).is_not_null())
    return type("Penalty", (dy.Schema,), body | _agreements())


def _rule(expression: pl.Expr) -> Any:
    return dy.rule()(lambda cls: expression)


def _agreements() -> dict[str, Any]:
    code, fine = pl.col(defects.CODE), pl.col(defects.FINE)
    sole_trader = pl.col(defects.CLASS) == "个体工商户"
    named = pl.col("处罚内容").str.extract(NAMED_FINE).cast(pl.Float64)
    amount = fine.cast(pl.Float64, strict=False) * YUAN_PER_WAN
    return {
        "sole_trader": _rule(code.str.starts_with("92") == sole_trader),
        "organisation_inside": _rule(code.str.slice(8, 9) == pl.col(defects.ORGANISATION)),
        "fine_in_text": _rule((named - amount).abs() < 1),
    }


def _column(column: Column, heading: str, key: bool, not_future: tuple[str, ...]) -> dy.String:
    tests: dict[str, Test] = {}
    if column.type in CODE_CHECKS:
        tests["code"] = _compiled(CODE_CHECKS[column.type])
    elif column.enum:
        tests["list"] = _in_list(column)
    elif column.type == "date":
        tests["date"] = lambda cell: (
            cell.is_null() | cell.str.to_date("%Y-%m-%d", strict=False).is_not_null()
        )
    elif column.type == "amount_wan":
        tests["number"] = lambda cell: (
            cell.is_null() | cell.cast(pl.Float64, strict=False).is_not_null()
        )
    elif column.type == "text":
        tests["personal"] = lambda cell: ~cell.str.contains(PERSONAL_NUMBER)
    if column.code in not_future:
        tests["not_future"] = lambda cell: cell <= DAY
    return dy.String(
        alias=heading,
        nullable=column.need != "mandatory" and not key,
        primary_key=key,
        max_length=column.max_length if column.type not in CODE_CHECKS else None,
        check=tests or None,
    )


def _in_list(column: Column) -> Test:
    values = sorted(enum(column.enum or "").texts())
    if not column.multiple:
        return lambda cell: cell.is_in(values)
    one = "|".join(values)
    return lambda cell: cell.str.contains(f"^(?:{one})(?:;(?:{one}))*$")


def _compiled(check: Callable[[pa.StringArray], np.ndarray]) -> Test:
    def right(cells: pl.Series) -> pl.Series:
        column = cells.fill_null("").to_arrow().cast(pa.string())
        return pl.Series(check(column) == 0)

    return lambda cell: cell.map_batches(right, return_dtype=pl.Boolean)


def _errors(reasons: tuple[str, ...], masks: np.ndarray) -> np.ndarray:
    wrong = sum(1 << bit for bit, code in enumerate(reasons) if find(code).severity == "error")
    return masks & wrong


def _code_checks() -> dict[str, Callable[[pa.StringArray], np.ndarray]]:
    tables = uscc_tables()
    checks = {
        "uscc": (uscc, (tables,)),
        "authority_code": (uscc, (tables,)),
        "organisation_code": (organisation_code, ()),
        "registration_number": (registration_number, ()),
        "tax_number": (tax_number, (tables,)),
    }
    return {
        kind: lambda column, module=module, more=more: _errors(
            module.REASONS, module.check_column(column, *more)
        )
        for kind, (module, more) in checks.items()
    }


CODE_CHECKS = _code_checks()
