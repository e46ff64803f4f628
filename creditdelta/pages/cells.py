"""How are the rows of a table drawn? In one pass, not cell by cell in a template: there may be thousands.

Everything that stands in a cell is escaped here; templates get finished markup.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from creditdelta.kernel.errors import Words
from creditdelta.pages import formats
from creditdelta.pages.language import CHINESE, has_chinese, lang, say
from creditdelta.pages.tables import Cell, Column, Kind, Link, Table, Tag

FIGURES = ("count", "share", "money")
_CODE_LENGTH = 18  # of a unified social credit code, read as 8-9-1
_TEMPLATES = Path(__file__).parent / "jinja2"
_NOTHING = f'<span class="quiet">{formats.NOTHING}</span>'


def rows(table: Table) -> Markup:
    """The rows of a table's body; the first cell of each is its heading."""
    return Markup("".join(_rows(table)))  # noqa: S704  # nosec B704 # every cell is escaped below


def code(value: str) -> Markup:
    """A code grouped for the eye by margins, so that copying gives its characters and nothing else."""
    return Markup(_code(value))  # noqa: S704  # nosec B704 # every cell is escaped below


def _rows(table: Table) -> Iterator[str]:
    text = _text_on_an_english_page if lang() == "en" else _text
    drawn = [
        (*_frame(column, at == 0), _WRITERS.get(column.kind, text))
        for at, column in enumerate(table.columns)
    ]
    for row in table.rows:
        yield "<tr>"
        for (opened, closed, write), value in zip(drawn, row, strict=True):
            yield opened
            yield _cell(value, write)
            yield closed
        yield "</tr>\n"


def _frame(column: Column, first: bool) -> tuple[str, str]:
    figure = " figure" if column.kind in FIGURES else ""
    name = "th" if first else "td"
    scope = ' scope="row"' if first else ""
    return f'<{name}{scope} class="kind-{column.kind}{figure}">', f"</{name}>"


def _cell(value: Cell, write: Callable[[Cell], str]) -> str:
    if value is None:
        return _NOTHING
    if isinstance(value, Link):
        return f'<a href="{escape(value.address)}">{write(value.text)}</a>'
    if isinstance(value, Tag):
        return _tag(value.kind, say(value.words))
    return write(value)


@cache
def _tag(kind: str, text: str) -> str:
    """A status as the component draws it; there are few of them, and each is drawn once."""
    drawn = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    module: Any = drawn.get_template("components/tag.html").module
    return str(module.tag(kind, text)).strip()


def _text(value: Cell) -> str:
    return escape(say(value) if isinstance(value, Words) else str(value))


def _text_on_an_english_page(value: Cell) -> str:
    text = _text(value)
    return text if isinstance(value, Words) or not has_chinese(text) else CHINESE.format(text)


def _code(value: Cell) -> str:
    text = _text(value)
    if len(text) != _CODE_LENGTH or not text.isalnum():
        return f'<code class="uscc-code">{text}</code>'
    groups = "</span><wbr><span>".join((text[:8], text[8:17], text[17:]))
    return f'<code class="uscc-code"><span>{groups}</span></code>'


def _figure(formatted: Callable[[int], str]) -> Callable[[Cell], str]:
    return lambda value: escape(formatted(value)) if isinstance(value, int) else _text(value)


def _day(value: Cell) -> str:
    return formats.day(value) if isinstance(value, date) else _text(value)


def _moment(value: Cell) -> str:
    return formats.moment(value) if isinstance(value, datetime) else _text(value)


_WRITERS: dict[Kind, Callable[[Cell], str]] = {
    "code": _code,
    "count": _figure(formats.number),
    "share": _figure(formats.share),
    "money": _figure(formats.money),
    "day": _day,
    "moment": _moment,
}
