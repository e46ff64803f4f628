"""What is a record in a line: its number, what it is about, who decided or says so?

Clause  S34.
Data    the roles `number`, `matter`, `authority_name` of each record standard.
Pure    cells in, texts out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from creditdelta.kernel.errors import Lang
from creditdelta.pipeline.ledger_rows import BETWEEN
from creditdelta.rulebook.standards import Column, Standard

_BARE = ("text", "code")
_MORE = "；"


@dataclass(frozen=True, slots=True)
class Headline:
    """A record in a line. Texts are cells, so they are in the reporter's language."""

    number: str
    matter: str
    authority: str


Tell = Callable[[Standard, Mapping[str, str]], Headline]


def teller(lang: Lang) -> Tell:
    """What tells records in a line; which columns a standard tells is looked up once."""
    matters: dict[str, tuple[tuple[str, str], ...]] = {}
    numbers: dict[str, tuple[str, ...]] = {}

    def tell(standard: Standard, cells: Mapping[str, str]) -> Headline:
        matter = matters.get(standard.id)
        if matter is None:
            matter = matters[standard.id] = _matter(standard, lang)
            numbers[standard.id] = _number(standard)
        return Headline(
            " ".join([cells[code] for code in numbers[standard.id] if code in cells]),
            _MORE.join([label + plain(cells[code]) for code, label in matter if code in cells]),
            cells.get(standard.role.authority_name, ""),
        )

    return tell


def _number(standard: Standard) -> tuple[str, ...]:
    """The columns that number a record for people: a bare day numbers it for the ledger only."""
    named = [code for code in standard.role.number if standard.column(code).type == "code"]
    return tuple(named)


def _matter(standard: Standard, lang: Lang) -> tuple[tuple[str, str], ...]:
    """The columns, each with its label where the bare value would say nothing."""
    return tuple((code, _label(standard.column(code), lang)) for code in standard.role.matter)


def _label(column: Column, lang: Lang) -> str:
    return "" if column.type in _BARE else column.label.say(lang) + " "


def plain(cell: str) -> str:
    """A cell as it is read: several values stand beside each other."""
    return cell.replace(BETWEEN, _MORE)
