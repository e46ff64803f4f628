"""What does a form ask for a record of a standard: a field for each column, in the reader's words?

Clause  S31, S75.
Data    rulebook/records, rulebook/codes/enums. A column of personal numbers is never a field.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from creditdelta.kernel.errors import Lang
from creditdelta.pipeline.blank_workbook import offered as listed_values
from creditdelta.rulebook.column_words import NEEDS, form
from creditdelta.rulebook.enums import enums
from creditdelta.rulebook.standards import Column, Standard
from creditdelta.uploads.queries import Wrong
from creditdelta.uploads.suggesting import Offer
from creditdelta.uploads.workbook import open_columns
from creditdelta.uploads.wrong import Cells

NOTHING: Mapping[str, Offer] = {}
LONG = 300  # characters above which a column gets several lines
EXAMPLE = {"zh": "例如", "en": "for example"}

Look = Literal["line", "lines", "choice", "list", "shown"]


@dataclass(frozen=True, slots=True)
class Field:
    """One question. `look`: a line, several, a closed list, an open list; `shown` cannot be changed.

    `errors`: what is wrong and what to do, a pair each; `suggested`: a value to be taken, "" for none;
    `known`: it is a code registered under the name in the row.
    """

    id: str
    name: str
    label: str
    need: str
    hint: str
    value: str
    look: Look
    options: tuple[str, ...] = ()
    errors: tuple[tuple[str, str], ...] = ()
    suggested: str = ""
    known: bool = False


def fields(
    standard: Standard, cells: Cells, lang: Lang, *,
    wrong: Iterable[Wrong] = (), offered: Mapping[str, Offer] = NOTHING, prefix: str = "",
    only: Sequence[str] | None = None, shown: Sequence[str] = (),
) -> tuple[Field, ...]:  # fmt: skip
    """A field for each column, or for those in `only`; those in `shown` are told and not asked."""
    said: dict[str, list[Wrong]] = {}
    for one in wrong:
        said.setdefault(one.column, []).append(one)
    plain = [
        _field(standard, column, cells.get(column.code, ""), lang, told=column.code in shown)
        for column in open_columns(standard)
        if only is None or column.code in only
    ]
    return tuple(
        _with(one, said.get(one.id, []), offered.get(one.id), lang, prefix) for one in plain
    )


def _field(standard: Standard, column: Column, value: str, lang: Lang, *, told: bool) -> Field:
    return Field(
        id=column.code,
        name=column.code,
        label=column.label.say(lang),
        need=NEEDS[column.need].say(lang),
        hint="" if told else _hint(column, lang),
        value=value,
        look="shown" if told else _look(column),
        options=_listed(standard, column) if not told else (),
    )


def _with(
    field: Field, wrong: Sequence[Wrong], offer: Offer | None, lang: Lang, prefix: str
) -> Field:
    """The field with what is wrong in it and what is offered instead."""
    return replace(
        field,
        id=prefix + field.id,
        name=prefix + field.name,
        errors=tuple((one.message(lang), one.advice(lang)) for one in wrong),
        suggested=offer.value if offer and offer.value != field.value else "",
        known=offer is not None and offer.known,
    )


def _listed(standard: Standard, column: Column) -> tuple[str, ...]:
    return tuple(listed_values(column, standard, enums()[column.enum])) if column.enum else ()


def _look(column: Column) -> Look:
    if column.enum:
        listed = enums()[column.enum]
        one_of = listed.closed and not listed.other_prefix and not column.multiple
        return "choice" if one_of else "list"
    long = column.type == "text" and (column.max_length is None or column.max_length > LONG)
    return "lines" if long else "line"


def _hint(column: Column, lang: Lang) -> str:
    said = form(column, lang)
    between = "；" if lang == "zh" else "; "
    told = not column.example or column.enum or column.type == "date"
    example = "" if told else f"{EXAMPLE[lang]} {column.example}"
    return between.join(part for part in (said, example) if part)


def filled(standard: Standard, sent: Mapping[str, str], prefix: str = "") -> dict[str, str]:
    """The cells that a form sent, by column: columns of the standard only, tidied at their ends."""
    return {
        column.code: sent[prefix + column.code].replace("\r\n", "\n").strip()
        for column in open_columns(standard)
        if prefix + column.code in sent
    }
