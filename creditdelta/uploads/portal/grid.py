"""What does the form of wrong rows show, and what does it say when it comes back?

Clause  S31.
Pure    rows and what was sent in, fieldsets and edits out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from creditdelta.kernel.errors import Lang
from creditdelta.rulebook.standards import Standard
from creditdelta.uploads.fields import Field, fields, filled
from creditdelta.uploads.mending import Edit
from creditdelta.uploads.merging import same, shown
from creditdelta.uploads.queries import RowToMend
from creditdelta.uploads.suggesting import Offer, Place
from creditdelta.uploads.wrong import Cells, token

Offers = Mapping[Place, Offer]
LONGEST_NUMBER = 8  # digits
SEEN, ASIDE = "seen-", "aside"


@dataclass(frozen=True, slots=True)
class RowForm:
    """A row as a fieldset. `named`: what tells the row from others; `told`: what is wrong as a whole."""

    number: int
    seen: str
    named: tuple[str, ...]
    told: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    whole: bool  # every column is asked
    aside: bool  # ticked: not to be reported


def prefix(number: int) -> str:
    """What the names of a row's fields begin with."""
    return f"r{number}-"


def row_form(
    row: RowToMend, standard: Standard, lang: Lang, offered: Offers, *,
    typed: Cells | None = None, whole: bool = False, aside: bool = False,
) -> RowForm:  # fmt: skip
    """A row's fieldset; `typed` is what was typed into an earlier one of it."""
    cells = {code: shown(cell) for code, cell in row.cells.items()}
    told = [one for one in row.wrong if not one.column]
    only = None if whole else tuple(dict.fromkeys(one.column for one in row.wrong if one.column))
    return RowForm(
        number=row.row,
        seen=token(row.cells),
        named=_named(standard, cells),
        told=tuple((one.message(lang), one.advice(lang)) for one in told),
        fields=fields(
            standard, {**cells, **(typed or {})}, lang,
            wrong=row.wrong, offered=offered_in(offered, row.row), prefix=prefix(row.row), only=only,
        ),
        whole=whole,
        aside=aside,
    )  # fmt: skip


def _named(standard: Standard, cells: Cells) -> tuple[str, ...]:
    """The organisation's name and the record's number, as they were sent."""
    codes = (standard.role.name, standard.role.uscc, *standard.role.number)
    return tuple(cell for code in dict.fromkeys(codes) if (cell := cells.get(code, "")))


def row_numbers(texts: Iterable[str]) -> list[int]:
    """Those of some texts that may be the number of a row."""
    return [
        int(text)
        for text in texts
        if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    ]


def numbers(sent: Mapping[str, str]) -> list[int]:
    """The rows that a form was about."""
    found = (name.removeprefix(SEEN) for name in sent if name.startswith(SEEN))
    return sorted(row_numbers(found))


def typed(standard: Standard, sent: Mapping[str, str], number: int) -> dict[str, str]:
    """What was typed into a row's fields."""
    return filled(standard, sent, prefix(number))


def edits(standard: Standard, sent: Mapping[str, str], aside: Sequence[int]) -> list[Edit]:
    """What a form says of each row but those that are set aside."""
    return [
        Edit(number, sent[f"{SEEN}{number}"], typed(standard, sent, number))
        for number in numbers(sent)
        if number not in aside
    ]


def taken(row: RowToMend, now: Cells, offered: Offers, wanted: str | None = None) -> dict[str, str]:
    """What was typed, with suggestions taken: the one of a column, or with None all that are sure.

    What a clerk typed over a wrong cell is not overwritten when all suggestions are taken.
    """
    found = dict(now)
    for column, offer in offered_in(offered, row.row).items():
        untouched = same(now.get(column, ""), shown(row.cells.get(column, "")))
        if column == wanted or (wanted is None and untouched and offer.sure):
            found[column] = offer.value
    return found


def offered_in(offered: Offers, number: int) -> dict[str, Offer]:
    """What is offered in a row, by column."""
    return {column: offer for (row, column), offer in offered.items() if row == number}
