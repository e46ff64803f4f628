"""A month's report on paper: the tables of its page, set by report.typ; equal reports give equal bytes.

Clause  S4, S31.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from creditdelta.journal.synthetic import demonstration_day
from creditdelta.notices.letters import SYNTHETIC
from creditdelta.notices.typesetting import typeset
from creditdelta.pages.cells import FIGURES
from creditdelta.pages.formats import NOTHING, number, share
from creditdelta.pages.language import lang, say
from creditdelta.pages.tables import Cell, Column, Table, plain
from creditdelta.quality.monthly import Told
from creditdelta.quality.monthly_tables import facts, tables
from creditdelta.quality.words import report_title, sealed_words

FORM = Path(__file__).with_name("report.typ")
WIDE = ("definition", "title", "standard", "reporter")  # columns that take what room there is


def pdf(told: Told) -> bytes:
    """The report of a month as PDF/A, in the reader's language; its day is that of its last closing."""
    day = date.fromisoformat(told["editions"][-1]["closed_on"])
    paper = {
        "title": report_title(told),
        "author": told["name"][lang()],
        "lang": lang(),
        "date": [day.year, day.month, day.day],
        "synthetic": SYNTHETIC if demonstration_day() else "",
        "subtitle": sealed_words(told),
        "footer": f"{report_title(told)} · {sealed_words(told)}",
        "facts": facts(told),
        "tables": [_set(one) for one in tables(told)],
    }
    return typeset(paper, day, FORM)


def _set(one: Table) -> dict[str, Any]:
    return {
        "title": say(one.title),
        "columns": [say(column.label) for column in one.columns],
        "figures": [column.kind in FIGURES for column in one.columns],
        "widths": [column.id in WIDE for column in one.columns],
        "rows": [texts(one.columns, row) for row in one.rows],
        "empty": say(one.empty) if one.empty else "",
        "note": say(one.note) if one.note else "",
    }


def texts(columns: Iterable[Column], row: Iterable[Cell]) -> list[str]:
    """The cells of a row as they are written."""
    return [_text(column, plain(cell)) for column, cell in zip(columns, row, strict=True)]


def _text(column: Column, value: Any) -> str:
    if value is None:
        return NOTHING
    if not isinstance(value, int):
        return str(value)
    return share(value) if column.kind == "share" else number(value)
