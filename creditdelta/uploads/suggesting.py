"""Which value is offered for a wrong cell: for a code that may be several, the one registered under the name?

Clause  S31, S27. Offered, never applied by itself. Among codes that could have been meant, a sole trader's
is never looked up by name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from creditdelta.journal.home import key
from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.keyed import opaque
from creditdelta.kernel.names.normal_form import normal_form
from creditdelta.pipeline.ledger_rows import plain_code
from creditdelta.rulebook.codes import uscc_tables
from creditdelta.rulebook.name_words import name_words
from creditdelta.rulebook.standards import Standard
from creditdelta.subjects.queries import portraits_of
from creditdelta.subjects.rules import SOLE_TRADER
from creditdelta.uploads.queries import RowToMend

USCC, SCHEME = "CD-USCC", "uscc"
Place = tuple[int, str]  # row and column


@dataclass(frozen=True, slots=True)
class Offer:
    """A value to take. `known`: registered under the row's name; `sure`: nothing else fits as well."""

    value: str
    known: bool
    sure: bool


def offers(rows: Sequence[RowToMend], standard: Standard) -> dict[Place, Offer]:
    """What is offered for wrong cells, by place; one statement however many rows there are."""
    found: dict[Place, Offer] = {}
    likely: dict[Place, tuple[str, ...]] = {}
    for row in rows:
        for one in row.wrong:
            place = (row.row, one.column)
            if not one.suggested or place in found:
                continue
            options = _options(one.code, one.value) or (one.suggested,)
            found[place] = Offer(options[0], known=False, sure=len(options) == 1)
            if one.column == standard.role.uscc:
                likely[place] = options
    return found | _registered(rows, standard, likely)


def _options(code: str, value: str) -> tuple[str, ...]:
    return uscc.suggest(value, uscc_tables()) if code.startswith(USCC) and value else ()


def _registered(
    rows: Iterable[RowToMend], standard: Standard, likely: Mapping[Place, tuple[str, ...]]
) -> dict[Place, Offer]:
    """The one code of a cell's likely ones that is registered under the row's name."""
    codes = {code for options in likely.values() for code in options if code[:2] != SOLE_TRADER}
    refs = {
        opaque(key("identity"), "reference", (SCHEME, plain_code(code))): code for code in codes
    }
    borne: dict[str, set[str]] = {}
    for ref, portrait in portraits_of(list(refs)).items():
        borne[refs[ref]] = {_plain(name) for name in (portrait.name, *portrait.former)}
    names = {row.row: _plain(row.cells.get(standard.role.name, "")) for row in rows}
    found = {}
    for (number, column), options in likely.items():
        same = [code for code in options if names[number] in borne.get(code, ())]
        if len(same) == 1:
            found[number, column] = Offer(same[0], known=True, sure=True)
    return found


def _plain(name: str) -> str:
    return normal_form(name, name_words())
