"""How a standard looks on a terminal: one table of columns, then its rules in sentences."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Table

from rich.console import Console
from rich.table import Table as Grid

from creditdelta.kernel.errors import Lang, Words
from creditdelta.rulebook.archive_sections import archive_sections
from creditdelta.rulebook.column_words import form, ground
from creditdelta.rulebook.enums import Enumeration
from creditdelta.rulebook.standard_words import CONFIRMS, NATURES, SIDES, rules_of
from creditdelta.rulebook.standards import Mapping, Standard

WIDTH = 120  # of a page that goes to a file or a pipe
MARKS = {"mandatory": "*", "conditional": "?", "optional": ""}
LEGEND = Words("* 必填　? 视情形必填　[C] [C2] [K] 依据的把握程度", "* mandatory  ? in some cases")


def listing(items: Sequence[Standard], sources: Sequence[Mapping], lang: Lang) -> None:
    """Print one line a standard."""
    grid = Grid(box=None)
    for title in ("id", "名称 label", "起 since", "栏 columns", "来源 sources"):
        grid.add_column(title)
    for item in items:
        mapped = ", ".join(each.source for each in sources if each.standard == item.id)
        count = str(len(item.columns))
        grid.add_row(item.id, item.label.say(lang), str(item.since), count, mapped)
    _console().print(grid)


def page(
    item: Standard, lists: Table[str, Enumeration], sources: Sequence[Mapping], lang: Lang
) -> None:
    """Print one standard: columns, rules, lists, sources and grounds."""
    console = _console()
    console.print(f"{item.label.say(lang)}  {item.id}  {item.since}", markup=False)
    console.print(_place(item, lang), markup=False)
    console.print(_columns(item, lang))
    console.print(LEGEND.say(lang), markup=False)
    for line in (*rules_of(item, lang), *_lists(lists, lang), *_grounds(item, lang)):
        console.print(line, markup=False, highlight=False)
    for source in sources:
        console.print(f"← {source.source}: {source.label.say(lang)}", markup=False)


def _place(item: Standard, lang: Lang) -> str:
    sections = {each.id: each.label for each in archive_sections()}
    parts = [sections[item.section], NATURES[item.nature], SIDES[item.side]]
    parts += [CONFIRMS] if item.confirms else []
    return " · ".join(part.say(lang) for part in parts)


def _console() -> Console:
    console = Console()
    return console if console.is_terminal else Console(width=WIDTH)


def _columns(item: Standard, lang: Lang) -> Grid:
    grid = Grid(box=None)
    for title in ("#", "", "栏目 column", "代码 code", "格式 form", "长 length", "依据"):
        grid.add_column(title, overflow="fold")
    for n, column in enumerate(item.columns, 1):
        length = str(column.max_length or "")
        marks = (str(n), MARKS[column.need], column.label.say(lang), column.code)
        grid.add_row(*marks, form(column, lang), length, column.basis.confidence)
    return grid


def _lists(lists: Table[str, Enumeration], lang: Lang) -> Iterator[str]:
    for listed in lists.values():
        values = ", ".join(_value(row.code, row.label_zh) for row in listed.rows)
        yield f"{listed.label.say(lang)}: {values}"


def _value(code: str, label: str) -> str:
    return label if code == label else f"{code} {label}"


def _grounds(item: Standard, lang: Lang) -> Iterator[str]:
    for basis in dict.fromkeys(column.basis for column in item.columns):
        yield ground(basis, lang)
