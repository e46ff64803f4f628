"""Check, repair and explain unified social credit codes, one or a million: `creditdelta.uscc`.

Clause  S27, S28.
Data    rulebook/codes/.

>>> check("91340600MA2PBN188Q").codes
('CD-USCC-003',)
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, overload

from creditdelta.kernel.identifiers import uscc
from creditdelta.kernel.identifiers.masks import codes_of, refuses
from creditdelta.rulebook.codes import uscc_tables

if TYPE_CHECKING:
    import pyarrow as pa

    from creditdelta.facade.uscc_origins import Origin

    Texts: TypeAlias = list[str] | list[str | None] | tuple[str, ...]
    Column: TypeAlias = Texts | pa.Array | pa.ChunkedArray

_PERSON = uscc.REASONS[-1]


@dataclass(frozen=True, slots=True)
class Checked:
    """One answer. `codes` holds errors and warnings; `valid` counts only errors.

    `wrong_at` is the position (from 1) of the first wrong character. What looks like a natural
    person's number is not repeated: `input` and `normalised` are asterisks.
    """

    input: str
    valid: bool
    normalised: str
    codes: tuple[str, ...]
    suggestions: tuple[str, ...]
    wrong_at: int | None


@overload
def check(column: str) -> Checked: ...
@overload
def check(column: "Column") -> "pa.RecordBatch": ...
def check(column: "str | Column") -> "Checked | pa.RecordBatch":
    """Judge one code (a `Checked`) or a column of codes (a batch: input, valid, normalised, codes).

    A column is a list, a PyArrow array, or anything that offers itself through the Arrow
    interface (a Polars or pandas series). An empty value is no code: `CD-USCC-001`.
    """
    if isinstance(column, str):
        return _check_one(column)
    from creditdelta.facade.uscc_columns import check_column

    return check_column(column)


def _check_one(text: str) -> Checked:
    tables = uscc_tables()
    codes = codes_of(uscc.REASONS, uscc.mask(text, tables) or _empty(text))
    if _PERSON in codes:
        hidden = "*" * len(text)
        return Checked(hidden, False, hidden, codes, (), None)
    offers, place = uscc.suggest(text, tables), uscc.wrong_at(text, tables)
    return Checked(text, not refuses(codes), uscc.compact(text), codes, offers, place)


def _empty(text: str) -> int:
    return 0 if text.strip() else uscc.LENGTH


def fix(text: str) -> tuple[str, ...]:
    """Codes likely meant, best first; offered to a person with the certificate, never applied."""
    return uscc.suggest(text, uscc_tables())


def convert(text: str) -> "Origin":
    """What a code or an older number says about its organisation, and which code it leads to."""
    from creditdelta.facade.uscc_origins import origin

    return origin(text, uscc_tables())
